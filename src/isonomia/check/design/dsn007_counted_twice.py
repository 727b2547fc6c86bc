"""One event counted twice.

What it does
------------
Reports two rules on one source that both cost points, if their conditions can hold for one and the same event. That
they cannot is proven from the conditions: unequal constants, or intervals that do not meet, in one field. What cannot
be proven is reported. Rules whose points a common pool caps at the greater of the two are left out.

Why
---
One act should count once, by the gravest rule that fits it. The German register of drivers says so: of several
offences in one act only the one with the most points counts.

Example
-------
```yaml
rules:
  returned_very_late:
    source: loans
    when: days_late > 60
    points: -10
    expires: 12 months
    reason: Returned a tool {days_late} days late
```

Use instead
-----------
```yaml
rules:
  returned_late:
    when: days_late BETWEEN 15 AND 60
  returned_very_late:
    source: loans
    when: days_late > 60
    points: -10
    expires: 12 months
    reason: Returned a tool {days_late} days late
```

References
----------
Shipped as good practice. For comparison: German Road Traffic Act (StVG), section 4(2), on several offences in one act.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import EVERYWHERE, Force, Level
from isonomia.check.quoted import quoted
from isonomia.check.subject.subject import Subject
from isonomia.expression.overlap import can_both_hold, values_asked
from isonomia.locale import _
from isonomia.scheme.scheme import CompiledRule

CHECK = Check(
    __name__,
    level=Level.ADVICE,
    force=Force.HEURISTIC,
    citations=(),
    laws=EVERYWHERE,
    readings=(),
)

MOST_NAMED = 20  # more names help nobody, and a thousand rules would name half a million


def examine(subject: Subject) -> Iterator[Finding]:
    """Each rule with those before it that can take points for the same event."""
    taking = [rule for rule in subject.adverse_rules if rule.source and subject.lost_by_one_match(rule) > 0]
    earlier = Earlier(taking)
    for rule in taking:
        overlapping = (other for other in earlier.candidates(rule) if _take_twice(subject, other, rule))
        beside = list(islice(overlapping, MOST_NAMED))
        earlier.add(rule)
        if beside:
            yield CHECK.finding(
                subject.place_of(rule, "points"),
                _message(len(beside)).format(
                    others=quoted(other.name for other in beside), rule=rule.name, source=rule.source
                ),
                remedy=_("Write the conditions so that only one of them can hold, or make one rule of both."),
                related=[subject.place_of(other, "points") for other in beside],
            )


class Earlier:
    """The rules before one. Most of a long list exclude each other by one value, so those are not looked at."""

    def __init__(self, rules: Sequence[CompiledRule]) -> None:
        self.asked = {rule.name: values_asked(rule.when) for rule in rules}
        counts = Counter((rule.source, field) for rule in rules for field in self.asked[rule.name])
        self.field: dict[str | None, str] = {}  # of each source the field that most rules ask a value of
        for (source, field), _count in counts.most_common():
            self.field.setdefault(source, field)
        self.every: dict[str | None, list[CompiledRule]] = defaultdict(list)
        self.open: dict[str | None, list[CompiledRule]] = defaultdict(list)
        self.by_value: dict[tuple[str | None, Any], list[CompiledRule]] = defaultdict(list)

    def add(self, rule: CompiledRule) -> None:
        """Enter a rule."""
        self.every[rule.source].append(rule)
        values = self._values(rule)
        if values is None:
            self.open[rule.source].append(rule)
        for value in values or ():
            self.by_value[rule.source, value].append(rule)

    def candidates(self, rule: CompiledRule) -> list[CompiledRule]:
        """Those of the same source that may hold for the same event, in the order of the file."""
        values = self._values(rule)
        if values is None:
            return self.every[rule.source]
        found = {other.name: other for value in values for other in self.by_value[rule.source, value]}
        found |= {other.name: other for other in self.open[rule.source]}
        return sorted(found.values(), key=lambda other: other.position)

    def _values(self, rule: CompiledRule) -> frozenset[Any] | None:
        """What the rule asks of its source's field; None if anything."""
        return self.asked[rule.name].get(self.field.get(rule.source, ""))


def _message(beside: int) -> str:
    if beside == 1:
        return _("{others} and '{rule}' can both take points for one event of '{source}'.")
    if beside < MOST_NAMED:
        return _("Each of {others} can take points for one event of '{source}' together with '{rule}'.")
    return _("Each of {others}, and perhaps more, can take points for one event of '{source}' together with '{rule}'.")


def _take_twice(subject: Subject, first: CompiledRule, second: CompiledRule) -> bool:
    """Whether one event of their source can cost points by both rules."""
    if _is_capped_as_one(subject, first, second):
        return False
    return can_both_hold(first.when, second.when)


def _is_capped_as_one(subject: Subject, first: CompiledRule, second: CompiledRule) -> bool:
    """Whether a common pool gives both together no more than the greater of them alone."""
    pool = subject.scheme.pool_of.get(first.name)
    if pool is None or second.name not in pool.rules:
        return False
    return pool.cap.points <= max(subject.lost_by_one_match(first), subject.lost_by_one_match(second))
