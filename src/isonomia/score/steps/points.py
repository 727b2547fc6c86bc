"""Step 3: points are the expression's value, rounded half away from zero; unknown points are 0."""

from isonomia.score.entry import EntriesByRule


def give_points(by_rule: EntriesByRule) -> None:
    """Set `raw` of each entry."""
    for rule, entries in by_rule:
        evaluate = rule.evaluate_points
        for entry in entries:
            points = evaluate(entry.environment)
            if points is None:
                entry.is_unknown = True
            else:
                entry.raw = points
