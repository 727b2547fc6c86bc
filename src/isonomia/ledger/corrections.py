"""What an event says after its corrections: field by field the latest recorded one wins (docs/ledger.md)."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from isonomia.ledger.record import Correction, Event


def named_values(correction: Correction) -> dict[str, Any]:
    """Everything that a correction names, by field; `data.` marks the source's own fields."""
    values: dict[str, Any] = {f"data.{name}": value for name, value in correction.data.items()}
    if correction.member is not None:
        values["member"] = correction.member
    if correction.occurred_at is not None:
        values["occurred_at"] = correction.occurred_at
    return values


def conflicting_corrections(corrections: Sequence[Correction]) -> tuple[Correction, Correction, str] | None:
    """Two corrections of one event that give one field different values at one instant, with the field."""
    seen: dict[tuple[str, Any], Correction] = {}
    for correction in sorted(corrections, key=lambda item: item.origin):
        for name, value in named_values(correction).items():
            first = seen.setdefault((name, correction.recorded_at), correction)
            if named_values(first)[name] != value:
                return first, correction, name
    return None


def corrected(event: Event, corrections: Sequence[Correction]) -> Event:
    """The event as its corrections leave it; any correction goes before the event's own value."""
    if not corrections:
        return event
    changes: dict[str, Any] = {}
    data = dict(event.data)
    for correction in sorted(corrections, key=lambda item: item.recorded_at):
        data.update(correction.data)
        if correction.member is not None:
            changes["member"] = correction.member
        if correction.occurred_at is not None:
            changes["occurred_at"], changes["occurred_on"] = correction.occurred_at, correction.occurred_on
    return replace(event, data=data, **changes)
