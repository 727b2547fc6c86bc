"""What a sweep found: for each finding its signs over the whole range and its drivers, and the drivers of all."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean

from isonomia.sweep.assumptions import Assumption
from isonomia.sweep.drivers import Driver, Drivers, drivers
from isonomia.sweep.pair import Measured
from isonomia.sweep.plan import CENTRE_SEEDS, Plan
from isonomia.sweep.signs import Luck, Signs, Verdict, luck, signs
from isonomia.sweep.subjects import Subject, subjects


@dataclass(frozen=True)
class Finding:
    """One finding. centre: its mean under the file's own values; values: at each point of the design."""

    subject: Subject
    centre: float
    luck: Luck
    signs: Signs
    drivers: Drivers
    values: tuple[float, ...]

    @property
    def driven(self) -> tuple[Driver, ...]:
        """The drivers that are told apart from luck."""
        return tuple(item for item in self.drivers.found if not item.is_luck and item.main > 0)


@dataclass(frozen=True)
class Leading:
    """An assumption's part in all findings: the mean of its share in each one's sum of mu* (or of ST)."""

    assumption: Assumption
    share: float
    findings: int


@dataclass(frozen=True)
class Sweep:
    """A sweep that is over."""

    plan: Plan
    findings: tuple[Finding, ...]

    def count(self, verdict: Verdict) -> int:
        return sum(item.signs.verdict is verdict for item in self.findings)

    @cached_property
    def leading(self) -> tuple[Leading, ...]:
        """The assumptions that are told apart from luck in any finding, by their part in all, greatest first."""
        parts: dict[str, list[float]] = {}
        driven = [item.driven for item in self.findings if item.driven]
        for found in driven:
            whole = math.fsum(item.main for item in found)
            for item in found:
                parts.setdefault(item.name, []).append(item.main / whole)
        by_path = {item.path: item for item in self.plan.varied}
        led = [Leading(by_path[name], math.fsum(own) / len(driven), len(own)) for name, own in parts.items()]
        return tuple(sorted(led, key=lambda item: (-item.share, item.assumption.path)))


def result(plan: Plan, measured: Sequence[Measured]) -> Sweep:
    """The findings from what each point of the plan shows, in the order of the points."""
    asked, rows = plan.asked, len(plan.design.places)
    centre, design = measured[:CENTRE_SEEDS], measured[CENTRE_SEEDS : CENTRE_SEEDS + rows]
    again = measured[CENTRE_SEEDS + rows :]
    looked_at = subjects(measured[0], has_baseline=asked.baseline is not None)
    return Sweep(plan, tuple(_finding(plan, subject, centre, design, again) for subject in looked_at))


def _finding(
    plan: Plan, subject: Subject, centre: Sequence[Measured], design: Sequence[Measured], again: Sequence[Measured]
) -> Finding:
    middle = [subject.value(values) for values in centre]
    values = [subject.value(found) for found in design]
    pairs = [[values[row], subject.value(found)] for row, found in zip(plan.repeated, again, strict=True)]
    by_luck = luck([middle, *pairs])
    known = [value for value in middle if not math.isnan(value)]
    return Finding(
        subject,
        fmean(known) if known else math.nan,
        by_luck,
        signs(values, subject.neutral, 0.0 if subject.is_occurrence else by_luck.band),
        drivers(plan.design, values, by_luck.deviation, plan.asked.seed % 2**32),
        tuple(values),
    )


def foremost(sweep: Sweep, count: int) -> list[str]:
    """The paths of the assumptions that lead, for a second sweep of these alone."""
    return [item.assumption.path for item in sweep.leading[:count]]


def by_reason(plan: Plan) -> Mapping[str, list[str]]:
    """The numbers that stayed fixed, by the reason."""
    found: dict[str, list[str]] = {}
    for item in plan.fixed:
        found.setdefault(item.reason, []).append(item.path)
    return found
