"""Step 4: caps, per rule, then per pool, within each member and calendar period, in the total order.

Positive and negative points each have the whole cap. The entry that crosses it is cut to fit. A cap bounds what is
given, so what fades frees no room.
"""

from collections.abc import Iterable
from datetime import date

from isonomia.periods import period_start
from isonomia.scheme.model.rule import Cap
from isonomia.scheme.scheme import Scheme
from isonomia.score.entry import Entry


def apply_caps(scheme: Scheme, entries: Iterable[Entry]) -> None:
    """Cut what passes a rule's cap, then what passes a pool's; the entries are in the total order."""
    ordered = list(entries)
    for rule in scheme.rules:
        if rule.cap is not None:
            capped = [entry for entry in ordered if entry.rule is rule]
            _cut(rule.cap, capped)
            for entry in capped:
                entry.cut_by_rule = entry.cut
    for pool in scheme.pools:
        pooled = [entry for entry in ordered if entry.rule.name in pool.rules]
        _cut(pool.cap, pooled)
        for entry in pooled:
            entry.cut_by_pool = entry.cut - entry.cut_by_rule


def _cut(cap: Cap, entries: Iterable[Entry]) -> None:
    given: dict[tuple[date, bool], int] = {}
    for entry in entries:
        points = entry.left
        if not points:
            continue
        key = (period_start(entry.date, cap.unit), points < 0)
        before = given.get(key, 0)
        given[key] = kept = min(before + abs(points), cap.points)
        entry.cut += points - (before - kept if points < 0 else kept - before)
