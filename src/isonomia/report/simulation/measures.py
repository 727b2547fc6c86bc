"""Every measure as a table by group, with its definition, its source and which way is worse."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from isonomia.experiment.paired import Row
from isonomia.locale import _
from isonomia.measures.measure import Measure
from isonomia.measures.registry import MEASURES
from isonomia.report.simulation.figure import Table
from isonomia.report.simulation.subject import Subject, certain, writes
from isonomia.report.simulation_findings import share


@dataclass(frozen=True)
class Measured:
    """A measure with its table."""

    measure: Measure
    table: Table


def measured(subject: Subject) -> Iterator[Measured]:
    """Each measure of the registry, in its order."""
    for measure in MEASURES:
        rows = subject.rows(measure.name)
        has_baseline = any(not math.isnan(row.baseline.mean) for row in rows)
        header = ["", _("group"), subject.names[0], _("95 % interval")]
        if has_baseline:
            header += [subject.names[1], _("effect"), _("95 % interval"), _("change"), _("95 % interval")]
        cells = [_line(subject, row, has_baseline) for row in rows]
        units = [_(measure.unit.value)]
        units += [
            _("'{item}': {unit}").format(item=_(item), unit=_(gauge.unit.value))
            for item, gauge in measure.apart.items()
            if gauge.unit is not measure.unit
        ]
        caption = _("{title}: {unit}.").format(title=_(measure.title), unit="; ".join(units))
        yield Measured(measure, Table(caption, header, cells, names=2))


def _line(subject: Subject, row: Row, has_baseline: bool) -> list[str]:
    write = writes(row)
    line = [subject.item_title(row), subject.group_title(row.group), write(row.scheme.mean)]
    line.append(certain(row.scheme, write, row.gauge.bounds))
    if has_baseline:
        line += [write(row.baseline.mean), write(row.effect.mean), certain(row.effect, write)]
        line += [share(row.relative.mean), certain(row.relative, share)]
    return line
