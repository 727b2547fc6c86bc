"""More lost at once than earned in a year.

What it does
------------
Reports a rule of which one match costs more points than a member can earn in a whole year with all merit rules
together, within their caps. It is silent if a merit rule has no cap, for then there is no most, and if there is no
merit rule at all, for then time must lead back (DSN001).

Why
---
Who sees that a year of doing right does not make up for one mistake stops trying.

Example
-------
```yaml
rules:
  helped: {cap: {points: 10, per: year}}
  returned_late: {points: -15}
```

Use instead
-----------
```yaml
rules:
  helped: {cap: {points: 15, per: year}}
  returned_late: {points: -15}
```

References
----------
Shipped as good practice; no law asks for it.
"""

from collections.abc import Iterator

from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import EVERYWHERE, Force, Level
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.rule import Cap
from isonomia.scheme.scheme import CompiledRule

CHECK = Check(
    __name__,
    level=Level.ADVICE,
    force=Force.HEURISTIC,
    citations=(),
    laws=EVERYWHERE,
    readings=(),
)

ENDLESS = 10**9
TIMES_A_YEAR = {"day": 366, "week": 53, "month": 12, "quarter": 4, "year": 1, "ever": 1}


def examine(subject: Subject) -> Iterator[Finding]:
    """Each rule that takes more than a year gives."""
    earned = _earned_in_a_year(subject)
    if not subject.merit_rules or earned is None:
        return
    for rule in subject.adverse_rules:
        lost = subject.lost_by_one_match(rule)
        if lost > earned:
            yield CHECK.finding(
                subject.place_of(rule, "points"),
                (
                    _("One match of '{rule}' costs up to {lost} points; a whole year gives at most {earned}.")
                    if lost < ENDLESS
                    else _("One match of '{rule}' can cost any number of points; a whole year gives at most {earned}.")
                ).format(rule=rule.name, lost=lost, earned=earned),
                remedy=_("Take fewer points, cap them, or let people earn more."),
                related=[subject.place_of(merit, "points") for merit in subject.merit_rules],
            )


def _earned_in_a_year(subject: Subject) -> int | None:
    """The most that all merit rules give in a year; None: no end."""
    alone = [rule for rule in subject.merit_rules if rule.name not in subject.scheme.pool_of]
    parts = [_given(subject, rule) for rule in alone]
    for pool in subject.scheme.pools:
        inside = [_given(subject, rule) for rule in subject.merit_rules if rule.name in pool.rules]
        if inside:
            most = _of_cap(pool.cap)
            known = [part for part in inside if part is not None]
            parts.append(most if len(known) < len(inside) else min(most, sum(known)))
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


def _given(subject: Subject, rule: CompiledRule) -> int | None:
    """The most that a rule gives in a year by its own cap, or by its periods; None: no end."""
    if rule.cap is not None:
        return _of_cap(rule.cap)
    if rule.is_period:
        return subject.most_favourable(rule) * TIMES_A_YEAR[rule.written.unit]
    return None


def _of_cap(cap: Cap) -> int:
    return cap.points * TIMES_A_YEAR[cap.per.value]
