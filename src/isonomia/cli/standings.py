"""Standings of a ledger: computed by an engine, written in the format asked for."""

import io
import json
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from isonomia.cli import inputs
from isonomia.cli.footer import footer
from isonomia.cli.progress import working
from isonomia.ledger.store import LedgerStore
from isonomia.locale import _
from isonomia.periods import tzdata_version
from isonomia.report.table import aligned, comma_separated
from isonomia.scheme.scheme import Scheme
from isonomia.score.engines.select import engine as engine_named
from isonomia.score.statement.model import Instants


def compute(  # the whole of a call to `score`
    scheme: Scheme,
    paths: Sequence[Path],
    times: Instants,
    engine: str,
    options: dict[str, str | None],
    members: Collection[str] | None = None,
    rejects: Path | None = None,
    *,
    with_next_change: bool = False,
) -> pa.Table:
    """The table of standings; unknown members are a UsageError."""
    chosen = engine_named(engine, **options)
    with working(_("Reading the ledger")):
        store = inputs.open_tables(scheme, paths, rejects)
    with working(_("Computing standings")):
        table = chosen.standings(scheme, store, times.as_of, times.known_at, members or None)
    if members:
        inputs.check_members(members, set(table.column("member").to_pylist()), inputs.members_in(store))
    if with_next_change:
        with working(_("Looking ahead, member by member")):
            table = _with_next_change(scheme, store, times, table, members or None)
    return table


def _with_next_change(
    scheme: Scheme, store: LedgerStore, times: Instants, table: pa.Table, chosen: Collection[str] | None
) -> pa.Table:
    """The dearer column, by the reference, from the records that the tables hold."""
    from isonomia.ledger.restore import ledger_of
    from isonomia.score.history import histories
    from isonomia.score.next_change import next_change
    from isonomia.score.over_time import AccountsOverTime

    found = histories(ledger_of(scheme, store, chosen), times.known_at, chosen)
    members = table.column("member").to_pylist()
    days = [next_change(AccountsOverTime(scheme, found[member]), times.as_of) for member in members]
    return table.append_column("next_change", pa.array(days, pa.date32()))


def written(table: pa.Table, form: str, scheme: Scheme, times: Instants, engine: str) -> str | bytes:
    """The table as text or bytes."""
    if form == "parquet":
        return _parquet(table)
    if form == "json":
        return _json(table)
    if form == "csv":
        return _csv(table)
    header = [_("member"), _("score"), _("band"), _("next fade"), _("next change")][: table.num_columns]
    rows = [["" if value is None else str(value) for value in row] for row in _rows(table)]
    if not rows:
        return (
            _("Nobody is listed: no record known at these times names a member.")
            + "\n\n"
            + footer(scheme, times, engine)
        )
    return aligned(header, rows, right=(1,)) + "\n" + footer(scheme, times, engine)


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    columns = [column.to_pylist() for column in table.columns]
    return zip(*columns, strict=True)


def _json(table: pa.Table) -> str:
    """A list with one standing a line; dates as YYYY-MM-DD."""
    names = table.column_names
    lines = [json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str) for row in _rows(table)]
    return "[\n  " + ",\n  ".join(lines) + "\n]\n" if lines else "[]\n"


def _csv(table: pa.Table) -> str:
    return comma_separated(table.column_names, _rows(table))


def _parquet(table: pa.Table) -> bytes:
    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    pq.write_table(table.replace_schema_metadata({"isonomia.tzdata": tzdata_version()}), buffer)
    return buffer.getvalue()
