"""Period rules: once for each member and complete calendar period wholly inside membership."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from isonomia.expression.tree import Aggregate, aggregates_in
from isonomia.ledger.enrolment import Enrolment
from isonomia.periods import ONE_DAY, complete_periods, first_instant, period_name
from isonomia.scheme.scheme import CompiledRule, Scheme
from isonomia.score.entry import Entry
from isonomia.score.history import Fact


def match_periods(
    scheme: Scheme,
    facts: Sequence[Fact],
    event_entries: Sequence[Entry],
    stretches: Sequence[Enrolment],
    as_of: datetime,
    today: date,
) -> list[Entry]:
    """The matches of all period rules, dated the first day after their period."""
    if not scheme.period_rules or not stretches:
        return []
    past = [fact for fact in facts if fact.event.occurred_at <= as_of]
    entries: list[Entry] = []
    for rule in scheme.period_rules:
        unit = rule.written.unit
        asked = aggregates_of(rule)
        condition = rule.matches
        for first, after in complete_periods(min(item.first for item in stretches), today, unit):
            if not _is_inside(first, after - ONE_DAY, stretches):
                continue
            environment: dict[Any, Any] = {
                (item.function, item.target, item.field): _aggregate(item, past, event_entries, first, after)
                for item in asked
            }
            environment["date"] = after
            environment["period"] = name = period_name(first, unit)
            if condition is None or condition(environment) is True:
                entries.append(Entry(rule, after, first_instant(after, scheme.zone), "", name, environment))
    return entries


def aggregates_of(rule: CompiledRule) -> list[Aggregate]:
    """All aggregates that a period rule's expressions read."""
    ceiling_when = rule.ceiling.when if rule.ceiling is not None else None
    return [item for node in (rule.when, rule.points, ceiling_when) for item in aggregates_in(node)]


def _is_inside(first: date, last: date, stretches: Sequence[Enrolment]) -> bool:
    """Whether all days of a period are enrolled days; two stretches may meet without a gap."""
    day = first
    for stretch in stretches:
        if stretch.holds(day):
            if stretch.last is None or stretch.last >= last:
                return True
            day = stretch.last + ONE_DAY
    return False


def _aggregate(item: Aggregate, facts: Sequence[Fact], entries: Sequence[Entry], first: date, after: date) -> Any:
    """COUNT of nothing and SUM of nothing are 0, MIN and MAX of nothing unknown; NULL values are skipped."""
    if item.field is None:
        matches = sum(1 for entry in entries if entry.rule.name == item.target and first <= entry.date < after)
        events = sum(
            1 for fact in facts if fact.event.source == item.target and first <= fact.event.occurred_on < after
        )
        return matches + events  # a name is a rule or a source, never both
    values: list[Any] = [
        fact.event.data[item.field]
        for fact in facts
        if fact.event.source == item.target
        and first <= fact.event.occurred_on < after
        and fact.event.data[item.field] is not None
    ]
    if item.function == "SUM":
        return sum(values)
    return (min if item.function == "MIN" else max)(values, default=None)
