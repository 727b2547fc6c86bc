"""Step 5: adverse points under an open dispute count 0, if the scheme's appeal suspends. It comes after the caps."""

from isonomia.scheme.scheme import Scheme
from isonomia.score.entry import Entry


def is_suspended(scheme: Scheme, entry: Entry) -> bool:
    """Whether the entry's points and its ceiling rest."""
    return scheme.appeal_suspends and bool(entry.disputes)


def suspended_points(scheme: Scheme, entry: Entry) -> int:
    """The adverse points that rest; those that favour the member count on."""
    if not is_suspended(scheme, entry):
        return 0
    is_adverse = entry.left * scheme.adverse_sign > 0
    return entry.left if is_adverse else 0
