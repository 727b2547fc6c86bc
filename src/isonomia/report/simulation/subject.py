"""A comparison as the page tells it: names of runs, groups and bands, lengths of periods, numbers as written."""

import math
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from isonomia.experiment.kept import Asked
from isonomia.experiment.paired import Estimate, Findings, Row
from isonomia.locale import _
from isonomia.measures.measure import EVERYONE, Unit
from isonomia.report.simulation_findings import Written, number, share
from isonomia.report.simulation_findings import bounded as cut
from isonomia.simulate.outcome import Outcome
from isonomia.simulate.plan import WEEKS_A_PERIOD
from isonomia.society.model.society_file import SocietyFile

Array = npt.NDArray[Any]
NONE = "–"
MOST_LISTED = 65
"""Periods that a table lists: five years of them."""


@dataclass(frozen=True)
class Subject:
    """Findings and what was asked for, with the names that readers see."""

    findings: Findings
    asked: Asked

    @property
    def scheme(self) -> Outcome:
        """The first run under the scheme; figures over time show it."""
        return self.findings.first.scheme

    @property
    def baseline(self) -> Outcome:
        """The same people under the baseline."""
        return self.findings.first.baseline

    @property
    def society(self) -> SocietyFile:
        return self.asked.society.file

    @property
    def people(self) -> int:
        return self.asked.people

    @property
    def weeks(self) -> int:
        return self.scheme.weeks

    @cached_property
    def names(self) -> tuple[str, str]:
        """What the two runs are called in figures and tables; never the same for both."""
        ours = self.asked.scheme.title
        if self.asked.baseline is None:
            return ours, _("no scheme")
        theirs = self.asked.baseline.title
        return ours, theirs if theirs != ours else _("{title} (baseline)").format(title=theirs)

    @cached_property
    def runs(self) -> tuple[tuple[str, Outcome], tuple[str, Outcome]]:
        """Each run with its name."""
        return (self.names[0], self.scheme), (self.names[1], self.baseline)

    @property
    def scored_runs(self) -> list[tuple[str, Outcome]]:
        """The runs that have bands."""
        return [(name, run) for name, run in self.runs if run.setting.scheme is not None and run.setting.scheme.bands]

    @cached_property
    def groups(self) -> list[str]:
        """The titles of the groups, in their order."""
        return [group.title for group in self.society.groups.values()]

    def group_title(self, name: str) -> str:
        """The title of a group, or of all people."""
        return _("everyone") if name == EVERYONE else self.society.groups[name].title

    def item_title(self, row: Row) -> str:
        """The title of what a row counts: an activity, or one of a measure's items."""
        activities = self.society.activities
        return activities[row.item].title if row.item in activities else _(row.item)

    @cached_property
    def period_weeks(self) -> Array:
        """How many weeks each period of observation has."""
        count = -(-self.weeks // WEEKS_A_PERIOD)
        return np.array([min(WEEKS_A_PERIOD, self.weeks - WEEKS_A_PERIOD * number) for number in range(count)])

    @cached_property
    def period_ends(self) -> list[int]:
        """The last week of each period, from 1."""
        return [int(week) for week in np.cumsum(self.period_weeks)]

    @cached_property
    def listed_periods(self) -> list[int]:
        """The periods that tables list: all of them, or of a long run every other, or fewer, and the last."""
        count = len(self.period_ends)
        return sorted({*range(0, count, -(-count // MOST_LISTED)), count - 1})

    @property
    def by_period(self) -> str:
        """How a table's caption says which periods it lists."""
        step = -(-len(self.period_ends) // MOST_LISTED)
        return _("by period of four weeks") if step == 1 else _("every {step} periods of four weeks").format(step=step)

    def rows(self, measure: str) -> list[Row]:
        """The rows of one measure."""
        return [row for row in self.findings.rows if row.measure.name == measure]

    def row(self, measure: str, item: str, group: str = EVERYONE) -> Row:
        """One row."""
        return self.findings.row(measure, item, group)


def writes(row: Row) -> Written:
    """How a row's values are written: as a percentage or as a number."""
    return share if row.gauge.unit is Unit.SHARE else number


def certain(estimate: Estimate, write: Written, bounds: tuple[float, float] = (-math.inf, math.inf)) -> str:
    """The interval of an estimate as a table has it, cut at the least and the greatest value that there can be."""
    if np.isnan(estimate.low):
        return NONE
    low, high = cut(estimate, bounds)
    return _("{low} to {high}").format(low=write(low), high=write(high))


def typeset(text: str) -> str:
    """Hyphens before numbers as minus signs, and percent signs that stay with their number."""
    return re.sub(r"(?<![\w-])-(?=\d)", "\N{MINUS SIGN}", text).replace(" %", "\N{NO-BREAK SPACE}%")


def rate(part: float, whole: float) -> float:
    """A quotient; not a number where there is nothing to divide by."""
    return part / whole if whole else float("nan")
