"""Period rules: once for each member and complete calendar period wholly inside membership."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from isonomia.expression.tree import Aggregate
from isonomia.ledger.enrolment import Enrolment
from isonomia.periods import ONE_DAY, complete_periods, first_instant, period_name
from isonomia.scheme.scheme import CompiledRule, Scheme
from isonomia.score.entry import Entry
from isonomia.score.history import Fact

_day = itemgetter(0)


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
        asked = [(item, _dated(item, past, event_entries)) for item in aggregates_of(rule)]
        condition = rule.matches
        for first, after in complete_periods(min(item.first for item in stretches), today, unit):
            if not _is_inside(first, after - ONE_DAY, stretches):
                continue
            environment: dict[Any, Any] = {
                (item.function, item.target, item.field): _aggregate(item.function, dated, first, after)
                for item, dated in asked
            }
            environment["date"] = after
            environment["period"] = name = period_name(first, unit)
            if condition is None or condition(environment) is True:
                entries.append(Entry(rule, after, first_instant(after, scheme.zone), "", name, environment))
    return entries


def aggregates_of(rule: CompiledRule) -> list[Aggregate]:
    """All aggregates that a period rule's expressions read."""
    return rule.aggregates


def _is_inside(first: date, last: date, stretches: Sequence[Enrolment]) -> bool:
    """Whether all days of a period are enrolled days; two stretches may meet without a gap."""
    day = first
    for stretch in stretches:
        if stretch.holds(day):
            if stretch.last is None or stretch.last >= last:
                return True
            day = stretch.last + ONE_DAY
    return False


def _dated(item: Aggregate, facts: Sequence[Fact], entries: Sequence[Entry]) -> list[tuple[date, Any]]:
    """What an aggregate reads, by date: matches of a rule, events of a source, or values of its field but NULL."""
    events = [fact.event for fact in facts if fact.event.source == item.target]
    if item.field is not None:
        dated = [(event.occurred_on, event.data[item.field]) for event in events]
        return sorted([pair for pair in dated if pair[1] is not None], key=_day)
    # a name is a rule or a source, never both
    matches = [(entry.date, None) for entry in entries if entry.rule.name == item.target]
    return sorted(matches + [(event.occurred_on, None) for event in events], key=_day)


def _aggregate(function: str, dated: Sequence[tuple[date, Any]], first: date, after: date) -> Any:
    """COUNT of nothing and SUM of nothing are 0, MIN and MAX of nothing unknown."""
    begin = bisect_left(dated, first, key=_day)
    values = [value for _, value in dated[begin : bisect_left(dated, after, key=_day)]]
    if function == "COUNT":
        return len(values)
    if function == "SUM":
        return sum(values)
    return (min if function == "MIN" else max)(values, default=None)
