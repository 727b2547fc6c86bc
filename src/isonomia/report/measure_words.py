"""What a measure's items mean for people, in words."""

from isonomia.locale import _
from isonomia.measures.measure import Direction, Measure


def direction_words(measure: Measure) -> str:
    """Which way is worse for people, as a sentence, and one for each item of which that is not so."""
    said = [_worse(measure.direction)]
    said += [
        _("'{item}': {sentence}").format(item=_(item), sentence=_worse(gauge.direction))
        for item, gauge in measure.apart.items()
        if gauge.direction is not measure.direction
    ]
    return " ".join(said)


def _worse(direction: Direction) -> str:
    return {
        Direction.HIGHER_IS_WORSE: _("A higher figure is worse for people."),
        Direction.LOWER_IS_WORSE: _("A lower figure is worse for people."),
        Direction.NEITHER: _("Neither way is worse by itself."),
    }[direction]
