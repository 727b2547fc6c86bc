"""The comparison that a call asks for: both schemes' standings, the groups, the written forms."""

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from isonomia.cli.failure import unknown_choice
from isonomia.cli.footer import footer
from isonomia.cli.inputs import open_tables
from isonomia.cli.standings import compute
from isonomia.errors import LedgerError, UsageError
from isonomia.ledger.readers.interface import STANDARD_INPUT
from isonomia.locale import _
from isonomia.report.table import comma_separated
from isonomia.scheme.scheme import Scheme
from isonomia.score.comparison import Comparison, Difference, Standing, compare, unlike
from isonomia.score.statement.model import Instants

UNREADABLE_BY_ONE = ("ledger-unknown-source", "ledger-unknown-field", "ledger-value")


def compared(
    schemes: tuple[Scheme, Scheme],
    paths: Sequence[Path],
    times: Instants,
    engine: str,
    by: str | None,
    groups: Path | None,
    options: dict[str, str | None],
) -> Comparison:
    """Both schemes' standings side by side; a ledger that one of them cannot read is an error that says so."""
    if groups is not None and by is None:
        raise UsageError(_("--groups without --by"), remedy=_("name the column: --by COLUMN"))
    if any(str(path) == STANDARD_INPUT for path in paths):
        raise UsageError(
            _("a comparison reads the ledger more than once, which standard input does not allow"),
            remedy=_("write it to a file first"),
        )
    grouping = _groups(schemes[0], paths, times, by, groups) if by is not None else None
    old, new = (_standings(schemes, scheme, paths, times, engine, options) for scheme in schemes)
    return compare(schemes, old, new, grouping)


def _standings(
    schemes: tuple[Scheme, Scheme],
    scheme: Scheme,
    paths: Sequence[Path],
    times: Instants,
    engine: str,
    options: dict[str, str | None],
) -> list[Standing]:
    try:
        table = compute(scheme, paths, times, engine, options)
    except LedgerError as error:
        differences = unlike(*schemes)
        if differences and any(item.code in UNREADABLE_BY_ONE for item in error.diagnostics):
            raise UsageError(
                _("the ledger cannot be read by '{scheme}': {fault}").format(scheme=scheme.name, fault=error),
                remedy=_("declare the same sources and fields in both schemes ({differences})").format(
                    differences="; ".join(differences)
                ),
            ) from None
        raise
    columns = (table.column(name).to_pylist() for name in ("member", "score", "band"))
    return [Standing(*row) for row in zip(*columns, strict=True)]


def _groups(scheme: Scheme, paths: Sequence[Path], times: Instants, by: str, groups: Path | None) -> dict[str, str]:
    return _from_file(groups, by) if groups is not None else _from_field(scheme, paths, times, by)


def _from_file(path: Path, by: str) -> dict[str, str]:
    """The group of each member in a CSV file."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            columns = list(reader.fieldnames or ())
            for name in ("member", by):
                if name not in columns:
                    raise UsageError(
                        _("no column '{name}' in {path}").format(name=name, path=path),
                        remedy=unknown_choice(_("columns"), name, columns),
                    )
            return _one_group_each(path, ((row["member"], row[by] or "") for row in reader))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            _("the groups in '{path}' cannot be read: {reason}").format(path=path, reason=reason),
            remedy=_("give a CSV file in UTF-8 with a column `member`"),
        ) from None


def _one_group_each(path: Path, rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The group of each member; a member in two groups would be counted in one of them only."""
    found: dict[str, str] = {}
    for member, group in rows:
        if found.setdefault(member, group) != group:
            raise UsageError(
                _("'{member}' is in two groups in {path}: '{first}' and '{second}'").format(
                    member=member, path=path, first=found[member], second=group
                ),
                remedy=_("give each member one group"),
            )
    return found


def _from_field(scheme: Scheme, paths: Sequence[Path], times: Instants, by: str) -> dict[str, str]:
    """The latest value of a source's field, for each member."""
    from isonomia.ledger.restore import ledger_of
    from isonomia.score.history import histories
    from isonomia.score.statement.reason import shown

    source, _point, field = by.partition(".")
    fields = [f"{name}.{own}" for name, declared in scheme.fields.items() for own in declared]
    if by not in fields:
        raise UsageError(
            _("'{by}' is no field of a source").format(by=by),
            remedy=unknown_choice(_("fields"), by, fields) + _("; or give a CSV file with --groups"),
        )
    found: dict[str, str] = {}
    ledger = ledger_of(scheme, open_tables(scheme, paths))
    for member, history in histories(ledger, times.known_at).items():
        for fact in history.facts:
            event = fact.event
            if event.source == source and event.occurred_at <= times.as_of and event.data[field] is not None:
                found[member] = shown(event.data[field])
    return found


def written(comparison: Comparison, form: str, schemes: tuple[Scheme, Scheme], times: Instants, engine: str) -> str:
    """The comparison as text, JSON, CSV or a page."""
    if form == "csv":
        return _csv(comparison.differences)
    if form == "json":
        return _json(comparison)
    line = footer(schemes[1], times, engine)
    if form == "html":
        from isonomia.report.comparison_page import comparison_page

        return comparison_page(comparison, schemes, line.strip())
    from isonomia.report.comparison_text import comparison_text

    return comparison_text(comparison) + "\n" + line


def _csv(differences: Sequence[Difference]) -> str:
    names = ["member", "group", "old_score", "new_score", "gain", "old_band", "new_band", "move"]
    return comma_separated(names, ([getattr(item, name) for name in names] for item in differences))


def _json(comparison: Comparison) -> str:
    content = {
        "old": comparison.old,
        "new": comparison.new,
        "note": _("nothing is repriced by this command"),
        "remarks": list(comparison.remarks),
        "total": asdict(comparison.total),
        "groups": {name: asdict(tally) for name, tally in comparison.groups.items()},
        "quantiles_of_gain": {f"p{share}": gain for share, gain in comparison.quantiles.items()},
        "distribution_of_gain": [asdict(item) for item in comparison.bins],
        "bands": [{"old": old, "new": new, "members": count} for (old, new), count in comparison.moves.items()],
        "members": [asdict(item) for item in comparison.differences],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
