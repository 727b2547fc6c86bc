"""A refused record as a problem's entry."""

from typing import Any

from isonomia.service.records.outcome import Outcome, Refused


def entry_of(number: int, outcome: Outcome) -> dict[str, Any]:
    """What an answer says of one row, counted from 0 as the rows were sent."""
    if isinstance(outcome, Refused):
        said = {"code": outcome.code, "found": outcome.found, "expected": outcome.expected, "remedy": outcome.remedy}
        return {"row": number, "outcome": "refused", **{name: text for name, text in said.items() if text}}
    return {"row": number, "outcome": "taken" if outcome.is_new else "known"}
