"""An entry: the points of one match, and what each step of the score made of them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from isonomia.fixed_point import halve
from isonomia.ledger.record import Dispute
from isonomia.periods import Duration, add, times_passed
from isonomia.scheme.scheme import CompiledRule, Scheme
from isonomia.score.history import Fact

Day = date  # in Entry, `date` is a field


class Entry(msgspec.Struct):
    """One match of one rule. `raw` = `cut` + `left`; `left` is what suspension and fading work on.

    Of `cut` the rule's cap took `cut_by_rule`, the pool's `cut_by_pool`, and a step's measure the rest.

    Of a period rule `source` is empty and `event_id` the period's name. `ends` is the first day on which the
    points count nothing (None: never).
    """

    rule: CompiledRule
    date: Day
    instant: datetime
    source: str
    event_id: str
    environment: Mapping[Any, Any]
    fact: Fact | None = None
    nth: int | None = None
    raw: int = 0
    is_unknown: bool = False
    cut: int = 0
    cut_by_rule: int = 0
    cut_by_pool: int = 0
    ends: Day | None = None

    @property
    def order(self) -> tuple[datetime, str, str, int]:
        """The total order of step 4: instant, source, event id, position of the rule."""
        return self.instant, self.source, self.event_id, self.rule.position

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        """The open disputes of its event; a period entry has none."""
        return self.fact.disputes if self.fact is not None else ()

    @property
    def left(self) -> int:
        """The points after caps and steps."""
        return self.raw - self.cut

    def points_on(self, day: Day) -> int:
        """The points that count on `day`, suspension aside: none before the entry's date or after its life."""
        left = self.raw - self.cut
        if not left or day < self.date or (self.ends is not None and day >= self.ends):
            return 0
        halves = self.rule.halves
        return left if halves is None else halve(left, times_passed(self.date, halves, day))

    def halvings(self, day: Day) -> int:
        """How many anniversaries have halved the points by `day`, until nothing was left to halve."""
        if self.rule.halves is None:
            return 0
        return min(times_passed(self.date, self.rule.halves, day), max(1, abs(self.left).bit_length()))

    def next_fade(self, day: Day) -> Day | None:
        """The first date after `day` on which the faded points differ, suspension aside; None: never."""
        return self.fade_of_counting(day) if self.points_on(day) else None

    def fade_of_counting(self, day: Day) -> Day | None:
        """The same where the points are known to count on `day`: the next anniversary, or the end that comes first."""
        ends, halves = self.ends, self.rule.halves
        if halves is None:
            return ends
        anniversary = add(self.date, halves, times_passed(self.date, halves, day) + 1)
        return anniversary if ends is None or anniversary < ends else ends

    def fades(self, day: Day) -> Iterable[tuple[Day, int]]:
        """Each date after `day` on which the faded points differ, and the points from then on, suspension aside."""
        if self.rule.halves is not None:
            return self._halving_fades(day, self.rule.halves)
        ends = self.ends  # of most entries the one day on which anything changes; asked of each for each page
        return ((ends, 0),) if ends is not None and self.date <= day < ends and self.raw != self.cut else ()

    def _halving_fades(self, day: Day, halves: Duration) -> Iterator[tuple[Day, int]]:
        points, times = self.points_on(day), times_passed(self.date, halves, day)
        while points:
            times += 1
            anniversary = add(self.date, halves, times)
            if self.ends is not None and anniversary >= self.ends:
                break
            points = halve(points, 1)
            yield anniversary, points
        if points and self.ends is not None:
            yield self.ends, 0


EntriesByRule = list[tuple[CompiledRule, list[Entry]]]


def by_rule(scheme: Scheme, entries: Iterable[Entry]) -> EntriesByRule:
    """The entries of each rule, in the order they have."""
    own: dict[str, list[Entry]] = {rule.name: [] for rule in scheme.rules}
    for entry in entries:
        own[entry.rule.name].append(entry)
    return [(rule, own[rule.name]) for rule in scheme.rules]
