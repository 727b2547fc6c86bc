"""Step 2: where does a rule apply? Conditions in three-valued logic; `nth` counts a member's matches."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime
from itertools import compress

from isonomia.periods import add
from isonomia.scheme.scheme import CompiledRule, Scheme
from isonomia.score.entry import Entry
from isonomia.score.history import Fact
from isonomia.score.steps.so_far import SoFar


def match_events(scheme: Scheme, facts: Sequence[Fact], as_of: datetime, so_far: SoFar) -> list[Entry]:
    """The matches of all event rules among the facts (in total order) that have occurred by `as_of`.

    `so_far` tells of the matches before these facts, and afterwards of these, too.
    """
    entries: list[Entry] = []
    of_source = {source: (rules, scheme.matching[source]) for source, rules in scheme.rules_by_source.items()}
    for fact in facts:
        event = fact.event
        if event.occurred_at > as_of:
            break
        day, source = event.occurred_on, event.source
        environment = {**event.data, "date": day}
        rules, truths = of_source[source]
        for rule in compress(rules, truths(environment)):
            entries.append(Entry(rule, day, event.occurred_at, source, event.event_id, environment, fact))  # noqa: PERF401 - an `extend` for each fact is dearer
    for rule in scheme.rules:
        if rule.written.nth is not None:
            count_nth([entry for entry in entries if entry.rule is rule], rule, so_far)
    return entries


def count_nth(entries: Sequence[Entry], rule: CompiledRule, so_far: SoFar) -> None:
    """Number the matches of one rule: this one and the earlier ones whose date + window is later than this date."""
    assert rule.written.nth is not None
    within = rule.written.nth.within
    ends = so_far.windows.setdefault(rule.name, [])
    for entry in entries:
        # local dates never fall in the total order, nor do the ends of their windows
        entry.nth = len(ends) - bisect_right(ends, entry.date) + 1
        entry.environment = {**entry.environment, "nth": entry.nth}
        ends.append(add(entry.date, within) if within is not None else date.max)
