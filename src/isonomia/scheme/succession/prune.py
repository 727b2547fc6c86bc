"""Which rules of the past still matter? One that does not can be left out, and no standing changes by it."""

from collections.abc import Sequence
from datetime import date
from functools import reduce

from isonomia.periods import ONE_DAY, Duration, add, next_assessment, next_period_start
from isonomia.scheme.checks.retention import life_of
from isonomia.scheme.scheme import Scheme
from isonomia.scheme.succession.courses import Course
from isonomia.scheme.succession.pools import MergedPool
from isonomia.scheme.succession.version import Version
from isonomia.scheme.succession.wording import counted_by


def still_needed(
    courses: Sequence[Course], pools: Sequence[MergedPool], versions: Sequence[Version], day: date
) -> list[Course]:
    """The courses that can bear on a standing of `day` or later.

    With `steps` all do: a measure cuts the newest entries first, so what it leaves of one depends on all the others.
    """
    scheme = versions[-1].scheme
    if scheme.steps:
        return list(courses)
    return [course for course in courses if course.is_live or day < _over(course, courses, pools, scheme)]


def _over(course: Course, courses: Sequence[Course], pools: Sequence[MergedPool], scheme: Scheme) -> date:
    """The first day from which on a course bears on nothing: `date.max` is never."""
    ends = [_settled(course, course.last_date, pools)]
    for other in courses:
        if other.newest.is_period and _counts(other, course, courses):
            dated = next_period_start(course.last_date, other.newest.written.unit)
            ends.append(_settled(other, min(dated, other.last_date), pools))
    return _unseen_by_bands(max(ends), scheme)


def _counts(other: Course, course: Course, courses: Sequence[Course]) -> bool:
    """Whether a period rule counts the matches of a course."""
    return any(
        course in counted_by(item.target, other, courses) for part in other.parts for item in part.rule.aggregates
    )


def _settled(course: Course, last: date, pools: Sequence[MergedPool]) -> date:
    """From when on the entries dated up to `last` count nothing, nor those that shared a cap with them."""
    shared = next((pool for pool in pools if course in pool.courses), None)
    if shared is None:
        return _faded(course, last)
    end = next_period_start(last, shared.cap.unit)
    if end == date.max:
        return end
    return max(_faded(other, min(end - ONE_DAY, other.last_date)) for other in shared.courses)


def _faded(course: Course, last: date) -> date:
    """From when on neither points nor ceilings of entries dated up to `last` count."""
    ends = [last + ONE_DAY]
    for part in course.parts:
        life = life_of(part.rule)
        ends.append(add(last, life) if life is not None else date.max)
        if part.rule.ceiling is not None:
            ends.append(add(last, part.rule.ceiling.lasts))
    return max(ends)


def _unseen_by_bands(day: date, scheme: Scheme) -> date:
    """From when on no assessment before `day` gives a band that still lasts."""
    if not scheme.bands or day.year > 9000:
        return day
    assessed = next_assessment(day - ONE_DAY, scheme.file.score.schedule)
    graces: list[Duration] = [band.grace for band in scheme.bands if band.grace is not None]
    return reduce(lambda latest, grace: max(latest, add(assessed, grace)), graces, max(day, assessed))
