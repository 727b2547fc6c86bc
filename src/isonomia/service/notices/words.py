"""The words of each kind of notice. A kind without words here cannot be told: `tell` callers are tested against it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from isonomia.locale import _, day_in_words, spoken_language
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
        "credentials-void": _(
            "What you made to prove your band is no longer valid: the key that signed it became known to others. "
            "You can make it anew."
        ),
        "message": _("There is a message for you."),
        "band-moves": _("Your band is now {after}; it was {before}, which the rules in force do not know."),
        "version-announced": _("From {day} on other rules hold. {summary}"),
        "version-withdrawn": _("The change of rules announced for {day} does not come. {reason}"),
    }
    filled = dict(parameters)
    if kind.startswith("version-"):
        filled["day"] = day_in_words(date.fromisoformat(filled["day"]), spoken_language())
    return " ".join([sentences[kind].format(**filled), *_own_difference(parameters)])


def _own_difference(parameters: Mapping[str, Any]) -> list[str]:
    """What an announced version does to the member on its first day, if nothing more is recorded."""
    if "old_score" not in parameters:
        return []
    is_same = parameters["old_score"] == parameters["new_score"] and parameters["old_band"] == parameters["new_band"]
    if is_same:
        return [_("On that day your score stays {old_score}.").format(**parameters)]
    found = [_("On that day your score goes from {old_score} to {new_score}.").format(**parameters)]
    if parameters["old_band"] != parameters["new_band"]:
        found.append(_("Your band goes from {old_band} to {new_band}.").format(**parameters))
    return found
