"""Did you mean: the nearest known word to a mistyped one."""

from collections.abc import Iterable

MOST_NAMES_LISTED = 12


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word with at most about a third of its letters wrong, None where none is near."""
    from rapidfuzz import process  # only a mistake needs it, and it takes a while to load
    from rapidfuzz.distance import DamerauLevenshtein

    match = process.extractOne(
        word.casefold(),
        list(known),
        processor=str.casefold,
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=0.6,
    )
    return match[0] if match else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A remedy naming the nearest known word, or empty."""
    match = nearest(word, known)
    return f"did you mean '{match}'?" if match else ""


def one_of(words: Iterable[str]) -> str:
    """A list of choices in words; long lists are cut."""
    names = list(words)
    if not names:
        return "none, as none is declared"
    shown = ", ".join(names[:MOST_NAMES_LISTED])
    rest = f" and {len(names) - MOST_NAMES_LISTED} more" if len(names) > MOST_NAMES_LISTED else ""
    return f"one of {shown}{rest}" if len(names) > 1 else names[0]
