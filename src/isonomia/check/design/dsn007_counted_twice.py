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

from collections.abc import Iterator

from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import EVERYWHERE, Force, Level
from isonomia.check.subject.subject import Subject
from isonomia.expression.overlap import can_both_hold
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


def examine(subject: Subject) -> Iterator[Finding]:
    """Each rule with those before it that can take points for the same event."""
    taking = [rule for rule in subject.adverse_rules if subject.lost_by_one_match(rule) > 0]
    for number, rule in enumerate(taking):
        beside = [other for other in taking[:number] if _take_twice(subject, other, rule)]
        if beside:
            message = (
                _("{others} and '{rule}' can both take points for one event of '{source}'.")
                if len(beside) == 1
                else _("Each of {others} can take points for one event of '{source}' together with '{rule}'.")
            )
            yield CHECK.finding(
                subject.place_of(rule, "points"),
                message.format(
                    others=", ".join(f"'{other.name}'" for other in beside), rule=rule.name, source=rule.source
                ),
                remedy=_("Write the conditions so that only one of them can hold, or make one rule of both."),
                related=[subject.place_of(other, "points") for other in beside],
            )


def _take_twice(subject: Subject, first: CompiledRule, second: CompiledRule) -> bool:
    """Whether one event can cost points by both rules."""
    if first.source is None or first.source != second.source or _is_capped_as_one(subject, first, second):
        return False
    return can_both_hold(first.when, second.when)


def _is_capped_as_one(subject: Subject, first: CompiledRule, second: CompiledRule) -> bool:
    """Whether a common pool gives both together no more than the greater of them alone."""
    pool = subject.scheme.pool_of.get(first.name)
    if pool is None or second.name not in pool.rules:
        return False
    return pool.cap.points <= max(subject.lost_by_one_match(first), subject.lost_by_one_match(second))
