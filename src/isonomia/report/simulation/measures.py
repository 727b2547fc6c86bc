"""Every measure as a table by group, with its definition, its source and which way is worse."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from isonomia.experiment.paired import Row
from isonomia.locale import _
from isonomia.measures.measure import Direction, Measure
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
        caption = _("{title}: {unit}.").format(title=_(measure.title), unit=_(measure.unit.value))
        yield Measured(measure, Table(caption, header, cells, names=2))


def _line(subject: Subject, row: Row, has_baseline: bool) -> list[str]:
    write = writes(row)
    is_bounded = row.measure.name != "segregation"  # the one measure that can be negative
    line = [subject.item_title(row), subject.group_title(row.group), write(row.scheme.mean)]
    line.append(certain(row.scheme, write, bounded=is_bounded))
    if has_baseline:
        line += [write(row.baseline.mean), write(row.effect.mean), certain(row.effect, write)]
        line += [share(row.relative.mean), certain(row.relative, share)]
    return line


def direction_words(direction: Direction) -> str:
    """Which way is worse for people, as a sentence."""
    return {
        Direction.HIGHER_IS_WORSE: _("A higher figure is worse for people."),
        Direction.LOWER_IS_WORSE: _("A lower figure is worse for people."),
        Direction.NEITHER: _("Neither way is worse by itself."),
    }[direction]
