"""A simulation's findings as text of at most 100 columns, and as JSON."""

import json
import math
import textwrap
from pathlib import Path
from typing import Any

from isonomia.check.simulation_results import text_sha256
from isonomia.experiment.kept import Asked, described
from isonomia.experiment.paired import Findings, Row
from isonomia.locale import _, ngettext
from isonomia.measures.measure import EVERYONE, Gauge, Unit
from isonomia.measures.registry import MEASURES
from isonomia.report.simulation_findings import assumptions, bounded, key_findings, number, share, unanswered
from isonomia.report.table import aligned
from isonomia.simulate.compiled import kernel_digest

WIDTH = 100
SHOWN_BY_GROUP = ("equal_conduct", "harm_by_error")
"""The measures whose point is the difference between groups; the others' groups are in JSON and in the tables."""


def simulation_text(findings: Findings, asked: Asked) -> str:
    """Three findings in words, each measure as a table, and at the foot what they rest on."""
    parts = [_head(asked), _sentences(findings)]
    parts += [_measure(findings, measure.name) for measure in MEASURES]
    parts.append(_foot(findings, asked))
    return "\n\n".join(part for part in parts if part) + "\n"


def stopped_text(asked: Asked, folder: Path) -> str:
    """What to do with runs that have stopped at a week."""
    return _(
        "{runs} under {scheme} stopped after week {week} of {weeks}, with all records kept in {folder}.\n"
        "Let a scheme take over from there: isonomia simulate SCHEME --branch-from {folder}\n"
        "Or go on as it was: isonomia simulate --resume {folder}\n"
    ).format(
        runs=ngettext("{count} run", "{count} runs", asked.replicates).format(count=asked.replicates),
        scheme=asked.scheme.title,
        week=asked.stop_at,
        weeks=asked.weeks,
        folder=folder,
    )


def _head(asked: Asked) -> str:
    against = _("no scheme") if asked.baseline is None else asked.baseline.title
    if asked.branch_from is not None:
        against = _("{scheme} going on; both from week {week}").format(scheme=against, week=asked.stop_at)
    lines = [
        _("Simulation: {scheme}, in {society}").format(scheme=asked.scheme.title, society=asked.society.file.title),
        _("{people} and {weeks}, against the same people under {against}").format(
            people=ngettext("{count:,} synthetic person", "{count:,} synthetic people", asked.people).format(
                count=asked.people
            ),
            weeks=ngettext("{count} week", "{count} weeks", asked.weeks).format(count=asked.weeks),
            against=against,
        ),
    ]
    return "\n".join(lines)


def _sentences(findings: Findings) -> str:
    lines = []
    for place, finding in enumerate(key_findings(findings), 1):
        text = finding.sentence + (f" ({finding.certainty})" if finding.certainty else "")
        lines.append(textwrap.fill(text, WIDTH, initial_indent=f"{place}. ", subsequent_indent="   "))
    return "\n".join(lines)


def written(row: Row, value: float) -> str:
    """A value in its measure's unit."""
    return share(value) if row.gauge.unit is Unit.SHARE else number(value)


def _item(findings: Findings, row: Row) -> str:
    activities = findings.first.scheme.setting.society.activities
    return activities[row.item].title if row.item in activities else _(row.item)


def _measure(findings: Findings, name: str) -> str:
    rows = [row for row in findings.rows if row.measure.name == name]
    if name not in SHOWN_BY_GROUP:
        rows = [row for row in rows if row.group == EVERYONE]
    if not rows:
        return ""
    has_baseline = any(not math.isnan(row.baseline.mean) for row in rows)
    header = ["", _("group"), _("scheme")]
    header += [_("baseline"), _("effect"), _("relative"), _("95 % interval")] if has_baseline else [_("95 % interval")]
    cells = []
    for row in rows:
        line = [
            _item(findings, row),
            _("everyone") if row.group == EVERYONE else row.group,
            written(row, row.scheme.mean),
        ]
        if has_baseline:
            line += [written(row, row.baseline.mean), written(row, row.effect.mean), share(row.relative.mean)]
            low, high = row.relative.low, row.relative.high
            line.append("–" if math.isnan(low) else f"{share(low)} … {share(high)}")
        else:
            low, high = bounded(row.scheme, row.gauge.bounds)
            line.append("–" if math.isnan(low) else f"{written(row, low)} … {written(row, high)}")
        cells.append(line)
    measure = rows[0].measure
    titles = [f"{_(measure.title)} ({_gauged(Gauge(measure.unit, measure.direction))})"]
    titles += [f"  {_(item)}: {_gauged(gauge)}" for item, gauge in measure.apart.items()]
    title = "\n".join(titles)
    return f"{title}\n{aligned(header, cells, right=range(2, len(header)))}".rstrip()


def _gauged(gauge: Gauge) -> str:
    return f"{_(gauge.unit.value)}; {_(gauge.direction.value)}"


def _foot(findings: Findings, asked: Asked) -> str:
    assumed, every = assumptions(findings.first.scheme)
    lines = [
        _("{replicates}; first seed {seed}; digest of the first run {digest}").format(
            replicates=ngettext("{count} replicate", "{count} replicates", findings.replicates).format(
                count=findings.replicates
            ),
            seed=asked.seed,
            digest=findings.first.scheme.digest[:16],
        ),
        _(
            "{assumed} of the society's {every} numbers are assumptions: the findings show what follows from them, not "
            "what will happen."
        ).format(assumed=assumed, every=every),
        _("`isonomia validate {path}` checks the society; its file has the source of each number.").format(
            path=asked.society.path.name
        ),
    ]
    if remark := unanswered(asked):
        lines.insert(2, remark)
    return "\n".join(textwrap.fill(line, WIDTH) for line in lines)


def simulation_json(findings: Findings, asked: Asked) -> str:
    """Everything as one JSON document."""
    from isonomia.experiment.frames import measures_table  # which brings Arrow, a quarter of a second

    assumed, every = assumptions(findings.first.scheme)
    document: dict[str, Any] = {
        "asked": described(asked),
        "scheme_sha256": text_sha256(asked.scheme.text),
        "replicates": findings.replicates,
        "seeds": list(findings.seeds),
        "digests": {"scheme": findings.first.scheme.digest, "baseline": findings.first.baseline.digest},
        "kernel": kernel_digest(),
        "assumptions": {"assumed": assumed, "numbers": every},
        "unanswered": unanswered(asked) or None,
        "findings": [{"sentence": item.sentence, "certainty": item.certainty} for item in key_findings(findings)],
        "measures": measures_table(findings).to_pylist(),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
