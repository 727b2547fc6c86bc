"""Step 8: assessments, ceilings and graces make the band in force.

A band is in force on day T if some assessment day A <= T gave it or a better one and T < next(A) + its grace.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from isonomia.periods import ONE_DAY, AssessmentSchedule, Duration, add, latest_assessment, next_assessment
from isonomia.scheme.scheme import CompiledBand, Scheme
from isonomia.score.entry import Entry
from isonomia.score.steps.suspension import is_suspended


@dataclass(frozen=True, slots=True)
class ActiveCeiling:
    """A ceiling that a match brought: the best band possible from `first` up to the day before `ends`."""

    entry: Entry
    band: str
    goodness: int
    first: date
    ends: date
    is_suspended: bool

    def covers(self, day: date) -> bool:
        return self.first <= day < self.ends and not self.is_suspended


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one assessment day found: the score, its band, and the band that ceilings allowed."""

    day: date
    following: date
    score: int
    earned: CompiledBand
    given: CompiledBand


@dataclass(frozen=True, slots=True)
class BandInForce:
    """The band in force on a day, the assessments that could still decide it, and until when grace keeps it."""

    band: CompiledBand
    assessments: tuple[Assessment, ...]
    kept_until: date | None


def ceilings(scheme: Scheme, entries: Iterable[Entry]) -> list[ActiveCeiling]:
    """The ceilings that the matches bring; asked for each match, also where caps left no points."""
    found: list[ActiveCeiling] = []
    for entry in entries:
        ceiling = entry.rule.ceiling
        if ceiling is None:
            continue
        if ceiling.applies is None or ceiling.applies(entry.environment) is True:
            ends = add(entry.date, ceiling.lasts)
            found.append(
                ActiveCeiling(entry, ceiling.band, ceiling.goodness, entry.date, ends, is_suspended(scheme, entry))
            )
    return found


def assessment_days(scheme: Scheme, today: date) -> Sequence[date]:
    """The assessment days that can still matter today, latest first: those whose band may last by its grace."""
    graces = tuple([band.grace for band in scheme.bands if band.grace is not None])
    return _days_that_matter(scheme.file.score.schedule, graces, today)


@lru_cache(maxsize=4096)
def _days_that_matter(schedule: AssessmentSchedule, graces: tuple[Duration, ...], today: date) -> tuple[date, ...]:
    """They are the same for every member, and each standing asks for them three times."""
    days = [latest_assessment(today, schedule)]
    while True:
        earlier = latest_assessment(days[-1] - ONE_DAY, schedule)
        if not any(today < add(days[-1], grace) for grace in graces):
            return tuple(days)
        days.append(earlier)


def band_in_force(
    scheme: Scheme, today: date, score_on: Callable[[date], int], active: Sequence[ActiveCeiling]
) -> BandInForce | None:
    """The best band that lasts today; None where the scheme has no bands."""
    if not scheme.bands:
        return None
    assessments = [_assess(scheme, day, score_on(day), active) for day in assessment_days(scheme, today)]
    for goodness in range(len(scheme.bands) - 1, -1, -1):
        band = scheme.band_at(goodness)
        lasting = [item for item in assessments if item.given.goodness >= goodness and _lasts(band, item, today)]
        if lasting:
            latest = assessments[0]
            by_grace = latest.given.goodness < goodness
            until = max(_end(band, item) for item in lasting) if by_grace else None
            return BandInForce(band, tuple(assessments), until)
    raise AssertionError("the latest assessment always gives a band that lasts")


def _assess(scheme: Scheme, day: date, score: int, active: Sequence[ActiveCeiling]) -> Assessment:
    earned = scheme.band_of(score)
    strictest = min((item.goodness for item in active if item.covers(day)), default=earned.goodness)
    given = scheme.band_at(min(earned.goodness, strictest))
    return Assessment(day, next_assessment(day, scheme.file.score.schedule), score, earned, given)


def _end(band: CompiledBand, assessment: Assessment) -> date:
    return add(assessment.following, band.grace) if band.grace is not None else assessment.following


def _lasts(band: CompiledBand, assessment: Assessment, today: date) -> bool:
    return today < _end(band, assessment)
