"""Limits: no more of a kind than a run of the simulator has room for."""

from isonomia.society.checks import Examination
from isonomia.society.limits import MOST_ACTIVITIES


def check_activities(examination: Examination) -> None:
    """A person's week is a bit for each activity."""
    count = len(examination.written("activities") or ())
    if count > MOST_ACTIVITIES:
        examination.error_at_key(
            "society-value", ("activities",), f"{count} activities", f"at most {MOST_ACTIVITIES}", "join some of them"
        )
