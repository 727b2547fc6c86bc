"""How long can a fact make a difference? By its own points, and by what it leaves to the points of other facts.

A fact takes room under caps and pools, counts in `nth`, is counted by period rules, caps the band for a while, and
made the standings of earlier days from which a band with grace is kept. Whoever deletes facts by time must wait until
all of that is over, or the facts that stay would suddenly give other points (GDPR 5(1)(e): no longer than necessary).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from isonomia.periods import (
    ONE_DAY,
    AssessmentSchedule,
    Duration,
    PeriodUnit,
    add,
    next_assessment,
    next_period_start,
)
from isonomia.scheme.checks.retention import life_of, sources_of
from isonomia.scheme.scheme import CompiledRule, Scheme

DAYS_LEFT_PROVABLE = 90
"""For how long after a fact has lost its last effect the days on which it had one can still be recomputed."""
LEAP_CYCLE = [date(2024, 1, 1) + timedelta(days=day) for day in range(4 * 365 + 1)]


@dataclass(frozen=True)
class Reach:
    """How far a fact's effects go, link by link; each is taken at its longest over all rules that it can reach.

    The fact numbers another that is up to `within` later (`nth`). A period rule counts that one, and gives its points
    on the day after the period. These take room under a cap until its period ends, from a third fact, which counts for
    its life or caps the band by a ceiling. The standings of some days decide a band for as long as a grace.
    """

    within: Sequence[Duration]
    periods: Sequence[PeriodUnit]
    caps: Sequence[PeriodUnit]
    lives: Sequence[Duration]
    ceilings: Sequence[Duration]
    graces: Sequence[Duration]
    schedule: AssessmentSchedule

    def last_day(self, day: date) -> date:
        """The last day on which a fact of `day` can make a difference."""
        day = _latest(day, self.within)
        day = max([next_period_start(day, unit) for unit in self.periods], default=day)
        day = max([next_period_start(day, unit) - ONE_DAY for unit in self.caps], default=day)
        day = _latest(day, [*self.lives, *self.ceilings])
        assessed = next_assessment(next_assessment(day, self.schedule), self.schedule)
        return _latest(assessed, self.graces)


def _latest(day: date, durations: Iterable[Duration]) -> date:
    return max([add(day, duration) for duration in durations], default=day)


@dataclass(frozen=True)
class Keeping:
    """How long the facts of a source are kept: for the declared `retention`, and while anything hangs on them."""

    retention: Duration
    reach: Reach

    def is_over(self, occurred_on: date, today: date) -> bool:
        """Whether a fact of that day goes today, or should have gone."""
        provable = self.reach.last_day(occurred_on) + timedelta(days=DAYS_LEFT_PROVABLE)
        return add(occurred_on, self.retention) <= today and provable < today

    @property
    def most_days(self) -> int:
        """The most days for which a fact is kept."""
        return _most_days(self.retention, self.reach)

    @property
    def is_longer_than_declared(self) -> bool:
        """Whether facts may be kept beyond their `retention`, since others need them."""
        return self.most_days > self.retention.longest_days()


@lru_cache(maxsize=256)
def _most_days(retention: Duration, reach: Reach) -> int:
    provable = timedelta(days=DAYS_LEFT_PROVABLE + 1)
    return max((max(add(day, retention), reach.last_day(day) + provable) - day).days for day in LEAP_CYCLE)


def keeping_of(scheme: Scheme) -> dict[str, Keeping]:
    """Of each source that declares a `retention` and whose facts lose all effect some day: how long they are kept."""
    found: dict[str, Keeping] = {}
    for name, source in scheme.file.sources.items():
        if source.retention is not None and (reach := reach_of(scheme, name)) is not None:
            found[name] = Keeping(source.retention, reach)
    return found


def reach_of(scheme: Scheme, source: str) -> Reach | None:
    """How far the effects of a source's facts go; None: for ever."""
    if scheme.steps:  # a measure cuts what counted on its day for good
        return None
    rules = _linked(scheme, source)
    lives = [life_of(rule) for rule in rules]
    caps = [rule.cap for rule in rules] + [pool.cap for pool in scheme.pools if _shares(pool.rules, rules)]
    units = [cap.unit for cap in caps if cap is not None]
    counts = [rule.written.nth.within for rule in rules if rule.written.nth is not None]
    if None in lives or "ever" in units or None in counts:
        return None
    return Reach(
        within=tuple(within for within in counts if within is not None),
        periods=tuple(rule.written.unit for rule in rules if rule.is_period),
        caps=tuple(units),
        lives=tuple(life for life in lives if life is not None),
        ceilings=tuple(rule.written.ceiling.lasts for rule in rules if rule.written.ceiling is not None),
        graces=tuple(band.grace for band in scheme.bands if band.grace is not None),
        schedule=scheme.file.score.schedule,
    )


def _shares(names: Iterable[str], rules: Iterable[CompiledRule]) -> bool:
    return not {rule.name for rule in rules}.isdisjoint(names)


def _linked(scheme: Scheme, source: str) -> list[CompiledRule]:
    """The rules that a source's facts can reach: that read it, share a pool with one that does, or count one."""
    compiled = {rule.name: rule for rule in scheme.rules}
    reached = {rule.name for rule in scheme.rules if source in sources_of(rule, compiled)}
    while True:
        pooled = {name for pool in scheme.pools if not reached.isdisjoint(pool.rules) for name in pool.rules}
        touched = reached | pooled
        counting = {rule.name for rule in scheme.rules if any(item.target in touched for item in rule.aggregates)}
        if touched | counting == reached:
            return [rule for rule in scheme.rules if rule.name in reached]
        reached = touched | counting
