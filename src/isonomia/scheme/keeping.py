"""How long can a fact make a difference? By its own points, and by what it leaves to the points of other facts.

A fact takes room under caps and pools, counts in `nth`, is counted by period rules, caps the band for a while, and
made the standings of earlier days from which a band with grace is kept. Whoever deletes facts by time must wait until
all of that is over, or the facts that stay would suddenly give other points (GDPR 5(1)(e): no longer than necessary).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from isonomia.expression.tree import aggregates_in
from isonomia.periods import Duration, add
from isonomia.scheme.checks.retention import PERIOD_LENGTH, life_of, sources_of
from isonomia.scheme.scheme import CompiledRule, Scheme

ASSESSMENT_DAYS = {"daily": 1, "weekly": 7, "monthly": 31}
DAYS_LEFT_PROVABLE = 90
"""For how long after a fact has lost its last effect the days on which it had one can still be recomputed."""


@dataclass(frozen=True)
class Keeping:
    """How long the facts of a source are kept: the declared `retention`, and no less than `needed_days`."""

    retention: Duration
    needed_days: int

    def is_over(self, occurred_on: date, today: date) -> bool:
        """Whether a fact of that day goes today: retention and need are both over."""
        return add(occurred_on, self.retention) <= today and today - occurred_on > timedelta(days=self.days)

    @property
    def days(self) -> int:
        """The days for which a fact is kept at the least, whatever the retention."""
        return self.needed_days + DAYS_LEFT_PROVABLE

    @property
    def is_longer_than_declared(self) -> bool:
        """Whether facts may be kept beyond their `retention`, since others need them."""
        return self.days > self.retention.shortest_days()


def keeping_of(scheme: Scheme) -> dict[str, Keeping]:
    """Of each source that declares a `retention` and whose facts lose all effect some day: how long they are kept."""
    found: dict[str, Keeping] = {}
    for name, source in scheme.file.sources.items():
        if source.retention is not None and (needed := needed_days(scheme, name)) is not None:
            found[name] = Keeping(source.retention, needed)
    return found


def needed_days(scheme: Scheme, source: str) -> int | None:
    """The most days after its own for which a fact of the source can make a difference; None: for ever.

    One fact can number another that is up to the longest `within` later (`nth`), which can be counted by a period
    rule, whose points can take room until the end of their cap's period from a third fact, which counts for its life;
    and the standing of a day decides a band for its grace. All are taken at their longest.
    """
    rules = _linked(scheme, source)
    if scheme.steps:  # a measure cuts what counted on its day for good
        return None
    lives = [life_of(rule) for rule in rules]
    caps = [rule.cap for rule in rules] + [pool.cap for pool in scheme.pools if _shares(pool.rules, rules)]
    periods = [cap.unit for cap in caps if cap is not None] + [rule.written.unit for rule in rules if rule.is_period]
    counts = [rule.written.nth for rule in rules if rule.written.nth is not None]
    if None in lives or "ever" in periods or any(nth.within is None for nth in counts):
        return None
    return (
        _longest([life for life in lives if life is not None])
        + _longest([nth.within for nth in counts if nth.within is not None])
        + 2 * _longest([PERIOD_LENGTH[unit] for unit in periods])
        + _longest([rule.written.ceiling.lasts for rule in rules if rule.written.ceiling is not None])
        + _longest([band.grace for band in scheme.bands if band.grace is not None])
        + 2 * ASSESSMENT_DAYS[scheme.file.score.schedule]
    )


def _longest(durations: Iterable[Duration]) -> int:
    return max((duration.longest_days() for duration in durations), default=0)


def _shares(names: Iterable[str], rules: Iterable[CompiledRule]) -> bool:
    return not {rule.name for rule in rules}.isdisjoint(names)


def _linked(scheme: Scheme, source: str) -> list[CompiledRule]:
    """The rules that a source's facts can reach: that read it, share a pool with one that does, or count one."""
    compiled = {rule.name: rule for rule in scheme.rules}
    reached = {rule.name for rule in scheme.rules if source in sources_of(rule, compiled)}
    while True:
        pooled = {name for pool in scheme.pools if not reached.isdisjoint(pool.rules) for name in pool.rules}
        counting = {rule.name for rule in scheme.rules if not _targets(rule).isdisjoint(reached | pooled)}
        if pooled | counting <= reached:
            return [rule for rule in scheme.rules if rule.name in reached]
        reached |= pooled | counting


def _targets(rule: CompiledRule) -> set[str]:
    ceiling_when = rule.ceiling.when if rule.ceiling is not None else None
    return {part.target for node in (rule.when, rule.points, ceiling_when) for part in aggregates_in(node)}
