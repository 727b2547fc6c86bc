"""Step 4: caps, per rule, then per pool, within each member and calendar period, in the total order.

Positive and negative points each have the whole cap. The entry that crosses it is cut to fit. A cap bounds what is
given, so what fades frees no room.
"""

from collections.abc import Iterable, Iterator, Sequence

from isonomia.periods import period_start
from isonomia.scheme.model.rule import Cap
from isonomia.scheme.scheme import Scheme
from isonomia.score.entry import EntriesByRule, Entry
from isonomia.score.steps.so_far import Given, SoFar


def apply_caps(scheme: Scheme, by_rule: EntriesByRule, entries: Sequence[Entry], so_far: SoFar) -> None:
    """Cut what passes a rule's cap, then what passes a pool's; the entries are in the total order.

    `so_far` tells what the caps let through before these entries, and afterwards what of these, too.
    """
    for rule, own in by_rule:
        if rule.cap is not None:
            for entry, excess in _passing(rule.cap, own, so_far.of_rules.setdefault(rule.name, Given())):
                entry.cut = entry.cut_by_rule = excess
    left = [entry for entry in entries if entry.raw != entry.cut] if scheme.pools else []
    for pool in scheme.pools:
        shared = so_far.of_pools.setdefault(pool.name, Given())
        for entry, excess in _passing(pool.cap, [entry for entry in left if entry.rule.name in pool.rules], shared):
            entry.cut += excess
            entry.cut_by_pool = excess


def _passing(cap: Cap, entries: Iterable[Entry], given: Given) -> Iterator[tuple[Entry, int]]:
    """The entries that pass the cap, and what of their points does."""
    gains, losses = given.gains, given.losses
    unit, most = cap.unit, cap.points
    for entry in entries:
        points = entry.raw - entry.cut
        if not points:
            continue
        start = period_start(entry.date, unit)
        if points > 0:
            total = gains[start] = gains.get(start, 0) + points
            if total > most:
                gains[start] = most
                yield entry, total - most
        else:
            total = losses[start] = losses.get(start, 0) + points
            if total < -most:
                losses[start] = -most
                yield entry, total + most
