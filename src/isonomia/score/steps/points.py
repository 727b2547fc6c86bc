"""Step 3: points are the expression's value, rounded half away from zero; unknown points are 0."""

from collections.abc import Iterable

from isonomia.fixed_point import round_to_integer
from isonomia.periods import add
from isonomia.score.entry import Entry


def give_points(entries: Iterable[Entry]) -> None:
    """Set `raw` of each entry, and the day on which its points end."""
    for entry in entries:
        value = entry.rule.evaluate_points(entry.environment)
        entry.is_unknown = value is None
        entry.raw = 0 if value is None else round_to_integer(value)
        if entry.rule.expires is not None:
            entry.ends = add(entry.date, entry.rule.expires)
