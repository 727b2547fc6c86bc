"""How long a record must be kept, and when its points can be added up for good, as the scheme's rules have it.

A record is needed while its points count, while it takes part in the `nth` or in a cap of a match that counts, while
its ceiling lasts, while a period rule that reads it gives points, and while an assessment from before can decide the
band in force.
"""

from collections.abc import Sequence
from typing import NamedTuple

from isonomia.periods import Duration, PeriodUnit
from isonomia.scheme.scheme import CompiledRule, Scheme
from isonomia.score.steps.period_rules import aggregates_of
from isonomia.simulate.calendar import NEVER, UNITS
from isonomia.simulate.templates import Template

LENGTHS: dict[PeriodUnit, int] = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366, "ever": NEVER}
"""The most days of a calendar period."""


class Lives(NamedTuple):
    """By template: how old, in days, a record must be before it can be forgotten, or its points added up for good.

    They are added up for whole calendar periods of one `unit` (its place in UNITS), so that no cap is ever left with
    one of its records added up and another still to be counted.
    """

    keep: list[int]
    settle: list[int]
    unit: int


def lives_of(scheme: Scheme, templates: Sequence[Template], matched: Sequence[Sequence[CompiledRule]]) -> Lives:
    """The lives of the records of each template, given the event rules that match it."""
    least = _days_of_assessment(scheme) + 7
    reads = [_days_read(scheme, template, rules) for template, rules in zip(templates, matched, strict=True)]
    keep = [
        max(least, days, *(needed_days(scheme, rule) for rule in rules), 0)
        for days, rules in zip(reads, matched, strict=True)
    ]
    lasting, units = _lasting(scheme, matched, reads)
    ceilings = [rule.ceiling.lasts.longest_days() for rule in scheme.rules if rule.ceiling is not None]
    days = max([0, *ceilings]) + least
    days = max([days, *(read for read, lasts in zip(reads, lasting, strict=True) if not lasts)])
    return Lives(keep, [NEVER if lasts else min(NEVER, days) for lasts in lasting], max(units, default=0))


def needed_days(scheme: Scheme, rule: CompiledRule) -> int:
    """How old a match must be before it can change no standing any more."""
    longest = max(_life(scheme, mate) for mate in _mates(scheme, rule))
    ceiling = rule.ceiling.lasts.longest_days() if rule.ceiling is not None else 0
    return min(NEVER, max(longest + _reach(scheme, rule), ceiling) + _days_of_assessment(scheme) + 7)


def _mates(scheme: Scheme, rule: CompiledRule) -> list[CompiledRule]:
    """The rules with which a rule shares its pool, itself among them."""
    pool = scheme.pool_of.get(rule.name)
    return [scheme.rule(name) for name in pool.rules] if pool is not None else [rule]


def _life(scheme: Scheme, rule: CompiledRule) -> int:
    """For how many days the points of a match can matter, caps and ceilings apart."""

    def own(one: CompiledRule) -> int:
        return one.expires.longest_days() if one.expires is not None else NEVER

    # what counted when a step's measure was taken says how much was cut of all others, for as long as those last
    return own(rule) + (max(own(other) for other in scheme.rules) if scheme.steps else 0)


def _reach(scheme: Scheme, rule: CompiledRule) -> int:
    """For how many days a match can change what a later one is worth."""
    days = 0
    if rule.written.nth is not None:
        within = rule.written.nth.within
        days = NEVER if within is None else within.longest_days()
    return min(NEVER, days + sum(LENGTHS[unit] for unit in _cap_units(scheme, rule)))


def _cap_units(scheme: Scheme, rule: CompiledRule) -> list[PeriodUnit]:
    pool = scheme.pool_of.get(rule.name)
    caps = [rule.cap, pool.cap if pool is not None else None]
    return [cap.unit for cap in caps if cap is not None]


def _days_read(scheme: Scheme, template: Template, rules: Sequence[CompiledRule]) -> int:
    """For how many days period rules need a record: until the points of its period's entry are over."""
    targets = {template.source, *(rule.name for rule in rules)}
    days = [
        LENGTHS[rule.written.unit] + needed_days(scheme, rule)
        for rule in scheme.period_rules
        if any(item.target in targets for item in aggregates_of(rule))
    ]
    return min(NEVER, max(days, default=0))


def _lasting(
    scheme: Scheme, matched: Sequence[Sequence[CompiledRule]], reads: Sequence[int]
) -> tuple[list[bool], list[int]]:
    """Which templates' records can never be added up; and the calendar units of the caps on those that can."""
    names = {rule.name for rule in scheme.rules if scheme.steps or not _can_settle(scheme, rule)}
    lasting = [days >= NEVER for days in reads]
    while True:
        before = len(names), sum(lasting)
        lasting = [
            lasts or any(rule.name in names for rule in rules) for lasts, rules in zip(lasting, matched, strict=True)
        ]
        held = {rule.name for lasts, rules in zip(lasting, matched, strict=True) if lasts for rule in rules}
        names |= {mate.name for rule in scheme.rules if rule.name in names | held for mate in _mates(scheme, rule)}
        if before == (len(names), sum(lasting)):
            break
    units = {unit for rule in scheme.rules if rule.name not in names for unit in _cap_units(scheme, rule)}
    if "week" in units and units - {"day", "week"}:  # a week can lie in two months
        return [True] * len(lasting), []
    return lasting, [UNITS.index(unit) for unit in units]


def _can_settle(scheme: Scheme, rule: CompiledRule) -> bool:
    """Whether a rule's points never fade, and no later match needs the record for what it is worth."""
    fades = rule.expires is not None or rule.halves is not None
    return not (fades or rule.is_period or rule.written.nth is not None or "ever" in _cap_units(scheme, rule))


def _days_of_assessment(scheme: Scheme) -> int:
    """How far back an assessment can lie that still decides the band in force."""
    interval = {"daily": 1, "weekly": 7, "monthly": 31}[scheme.file.score.schedule]
    graces: list[Duration] = [band.grace for band in scheme.bands if band.grace is not None]
    return 2 * interval + max((grace.longest_days() for grace in graces), default=0)
