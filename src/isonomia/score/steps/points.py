"""Step 3: points are the expression's value, rounded half away from zero; unknown points are 0."""

from collections.abc import Iterable

from isonomia.periods import add
from isonomia.score.entry import Entry


def give_points(entries: Iterable[Entry]) -> None:
    """Set `raw` of each entry, and the day on which its points end."""
    for entry in entries:
        rule = entry.rule
        points = rule.evaluate_points(entry.environment)
        if points is None:
            entry.is_unknown = True
        else:
            entry.raw = points
        if rule.expires is not None:
            entry.ends = add(entry.date, rule.expires)
