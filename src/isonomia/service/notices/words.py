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
        "invited-again": _("A steward made a new invitation for you. If you did not ask for it, say so to an auditor."),
        "code-used": _("You signed in with a recovery code; {left} are left. If it was not you, make new ones."),
        "passkey-copied": _("Your passkey '{name}' was refused: it looks copied. If you cannot explain it, remove it."),
        "webhook-given-up": _("A message to {name} was given up after three days."),
        "webhook-disabled": _("{name} is told nothing more: it is switched off until you look at it."),
        "points-lost": _("{reason}: {points} points. You can contest it."),
        "message": _("There is a message for you."),
    }
    return sentences[kind].format(**parameters)
