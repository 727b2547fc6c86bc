"""Step 4: caps, per rule, then per pool, within each member and calendar period, in the total order.

Positive and negative points each have the whole cap. The entry that crosses it is cut to fit. A cap bounds what is
given, so what fades frees no room.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from isonomia.periods import period_start
from isonomia.scheme.model.rule import Cap
from isonomia.scheme.scheme import Scheme
from isonomia.score.entry import EntriesByRule, Entry


def apply_caps(scheme: Scheme, by_rule: EntriesByRule, entries: Sequence[Entry]) -> None:
    """Cut what passes a rule's cap, then what passes a pool's; the entries are in the total order."""
    for rule, own in by_rule:
        if rule.cap is not None:
            for entry, excess in _passing(rule.cap, own):
                entry.cut = entry.cut_by_rule = excess
    left = [entry for entry in entries if entry.raw != entry.cut] if scheme.pools else []
    for pool in scheme.pools:
        for entry, excess in _passing(pool.cap, [entry for entry in left if entry.rule.name in pool.rules]):
            entry.cut += excess
            entry.cut_by_pool = excess


def _passing(cap: Cap, entries: Iterable[Entry]) -> Iterator[tuple[Entry, int]]:
    """The entries that pass the cap, and what of their points does."""
    gains: dict[date, int] = {}
    losses: dict[date, int] = {}
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
