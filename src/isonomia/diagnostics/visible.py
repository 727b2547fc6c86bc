"""Names from a ledger as one visible line: they must not steer a terminal, forge a line, or hide a letter."""

import unicodedata

# what isprintable() lets pass and a reader cannot see: joiners are part of some scripts and stay
UNSEEN = {"Cf"}
KEPT = "\u200c\u200d"


def visible(text: str) -> str:
    """The text on one line, with every character that a reader would not see as its code point (such as u+202e)."""
    return "".join(char if _is_seen(char) else f"\\u{ord(char):04x}" for char in text)


def _is_seen(char: str) -> bool:
    return char.isprintable() and (char in KEPT or unicodedata.category(char) not in UNSEEN)
