"""The counts of a proposal in words: who gains and loses, in bins, and whose band moves."""

from dataclasses import dataclass

from isonomia.locale import _
from isonomia.service.scheme_versions.preview import BINS, READINGS
from isonomia.service.statistics.ask import About, Answer


@dataclass(frozen=True)
class PreviewRow:
    """What happens to members, and to about how many: on the first day, and had the new rules always held."""

    words: str
    at_effect: About
    always: About


def preview_words(answer: Answer) -> list[PreviewRow]:
    """Scores first, then bands."""
    rows = [(text, cell) for cell, text in _names().items()]
    return [PreviewRow(text, *(answer.about([f"{reading}.{cell}"]) for reading in READINGS)) for text, cell in rows]


def _names() -> dict[str, str]:
    words = {
        "loses_over_20": _("Score worse by more than 20"),
        "loses_6_to_20": _("Score worse by 6 to 20"),
        "loses_1_to_5": _("Score worse by 1 to 5"),
        "same": _("Score the same"),
        "gains_1_to_5": _("Score better by 1 to 5"),
        "gains_6_to_20": _("Score better by 6 to 20"),
        "gains_over_20": _("Score better by more than 20"),
    }
    assert list(words) == list(BINS), words
    return words | {"band_rises": _("Band rises"), "band_falls": _("Band falls"), "band_same": _("Band the same")}
