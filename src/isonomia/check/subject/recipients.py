"""Those who receive the score, and whether a consequence of the file says what follows from it there."""

import re

from isonomia.check.subject.consequence import ReadConsequence
from isonomia.check.subject.subject import Subject
from isonomia.scheme.model.law import Recipient

LETTERS = 4


def recipients_untold(subject: Subject) -> list[Recipient]:
    """All who receive it, if no consequence speaks of any; one that only shows the score speaks of none."""
    recipients = subject.file.recipients
    told = {word for item in subject.consequences if not item.is_shown_only for word in _words_of(item)}
    named = {word for recipient in recipients for word in _words(recipient.name, recipient.purpose)}
    return recipients if told.isdisjoint(named) else []


def _words_of(consequence: ReadConsequence) -> frozenset[str]:
    """What a consequence speaks of."""
    written = consequence.written
    effects = written.effect.values() if isinstance(written.effect, dict) else (written.effect,)
    return _words(*effects, written.decider, written.context, written.area)


def _words(*texts: str | None) -> frozenset[str]:
    """The beginnings of the longer words in texts: `loans` and `loan` are one, `of` is none."""
    words = (word for text in texts if text for word in re.findall(r"[^\W\d_]+", text.casefold()))
    return frozenset(word[:LETTERS] for word in words if len(word) >= LETTERS)
