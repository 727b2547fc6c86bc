"""Step 2: where does a rule apply? Conditions in three-valued logic; `nth` counts a member's matches."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime
from itertools import compress

from isonomia.periods import add
from isonomia.scheme.scheme import CompiledRule, Scheme
from isonomia.score.entry import Entry
from isonomia.score.history import Fact


def match_events(scheme: Scheme, facts: Sequence[Fact], as_of: datetime) -> list[Entry]:
    """The matches of all event rules among the facts (in total order) that have occurred by `as_of`."""
    entries: list[Entry] = []
    rules_by_source, matching = scheme.rules_by_source, scheme.matching
    for fact in facts:
        event = fact.event
        if event.occurred_at > as_of:
            break
        day, source, event_id = event.occurred_on, event.source, event.event_id
        environment = {**event.data, "date": day}
        entries += [
            Entry(rule, day, event.occurred_at, source, event_id, environment, fact)
            for rule in compress(rules_by_source[source], matching[source](environment))
        ]
    for rule in scheme.rules:
        if rule.written.nth is not None:
            count_nth([entry for entry in entries if entry.rule is rule], rule)
    return entries


def count_nth(entries: Sequence[Entry], rule: CompiledRule) -> None:
    """Number the matches of one rule: this one and the earlier ones whose date + window is later than this date."""
    assert rule.written.nth is not None
    within = rule.written.nth.within
    ends: list[date] = []
    for position, entry in enumerate(entries):
        # local dates never fall in the total order, nor do the ends of their windows
        earlier = len(ends) - bisect_right(ends, entry.date) if within is not None else position
        entry.nth = earlier + 1
        entry.environment = {**entry.environment, "nth": entry.nth}
        if within is not None:
            ends.append(add(entry.date, within))
