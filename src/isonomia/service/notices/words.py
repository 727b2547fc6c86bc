"""The words of each kind of notice. A kind without words here cannot be told: `tell` callers are tested against it."""

from collections.abc import Mapping
from typing import Any

from isonomia.locale import _
from isonomia.service.matters.notice_words import words_of_notice


def words_of(kind: str, parameters: Mapping[str, Any]) -> str:
    """A notice as a sentence, in the language now spoken."""
    if kind == "procedure":
        return words_of_notice(parameters)
    sentences = {
        "joined": _("You take part now. You can leave at any time."),
        "left": _("You have left. Your facts stay until you have them erased."),
        "band-rises": _("Your band is now {after}; it was {before}."),
        "band-falls": _("Your band is now {after}; it was {before}. The statement says why, point by point."),
        "points-lost": _("{reason}: {points} points. You can contest it."),
        "message": _("There is a message for you."),
    }
    return sentences[kind].format(**parameters)
