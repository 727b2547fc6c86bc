"""Step 6: what the caps left fades from the entry's date on; `Entry.points_on` says what counts on a day."""

from collections.abc import Iterable

from isonomia.periods import add
from isonomia.score.entry import Entry


def begin_fading(entries: Iterable[Entry]) -> None:
    """Set the first day on which the points that are left count nothing."""
    for entry in entries:
        if entry.raw != entry.cut and (expires := entry.rule.expires) is not None:
            entry.ends = add(entry.date, expires)
