"""Step 4: caps, per rule, then per pool, within each member and calendar period, in the total order.

Positive and negative points each have the whole cap. The entry that crosses it is cut to fit. A cap bounds what is
given, so what fades frees no room.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from isonomia.periods import period_start
from isonomia.scheme.model.rule import Cap
from isonomia.scheme.scheme import Scheme
from isonomia.score.entry import Entry


def apply_caps(scheme: Scheme, entries: Sequence[Entry]) -> None:
    """Cut what passes a rule's cap, then what passes a pool's; the entries are in the total order."""
    of_rule: dict[str, list[Entry]] = {rule.name: [] for rule in scheme.rules}
    of_pool: dict[str, list[Entry]] = {pool.name: [] for pool in scheme.pools}
    for entry in entries:
        name = entry.rule.name
        of_rule[name].append(entry)
        if name in scheme.pool_of:
            of_pool[scheme.pool_of[name].name].append(entry)
    for rule in scheme.rules:
        if rule.cap is not None:
            for entry, excess in _passing(rule.cap, of_rule[rule.name]):
                entry.cut = entry.cut_by_rule = excess
    for pool in scheme.pools:
        for entry, excess in _passing(pool.cap, of_pool[pool.name]):
            entry.cut += excess
            entry.cut_by_pool = excess


def _passing(cap: Cap, entries: Iterable[Entry]) -> Iterator[tuple[Entry, int]]:
    """The entries that pass the cap, and what of their points does."""
    given: dict[tuple[date, bool], int] = {}
    unit, most = cap.unit, cap.points
    for entry in entries:
        points = entry.raw - entry.cut
        if not points:
            continue
        key = (period_start(entry.date, unit), points < 0)
        total = given.get(key, 0) + (points if points > 0 else -points)
        if total > most:
            yield entry, total - most if points > 0 else most - total
            total = most
        given[key] = total
