"""A statement as plain JSON values; every date as YYYY-MM-DD, every duration and word as in the scheme file."""

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

import msgspec

from isonomia.locale import speaking
from isonomia.periods import Duration
from isonomia.score.statement.model import Statement
from isonomia.score.statement.words import consequence_words, contest_words, outlook_words


def as_json(made: Statement) -> dict[str, Any]:
    """The statement as dicts, lists, texts, whole numbers, booleans and None."""
    plain: dict[str, Any] = _plain(made)
    if made.instants is not None:
        plain["instants"]["is_forecast"] = made.instants.is_forecast
    if made.fading is not None:
        plain["fading"] = {
            "day": made.fading.day.isoformat(),
            "points": made.fading.points,
            "entries": [
                {"rule": line.rule, "source": line.source, "event_id": line.event_id, "change": change}
                for line, change in made.fading.changes
            ],
        }
    with speaking(made.language, for_members=True):
        for consequence, shown in zip(made.consequences, plain["consequences"], strict=True):
            shown["in_words"] = consequence_words(consequence)
        plain["contest"]["in_words"] = contest_words(made.contest)
        if made.next_band is not None:
            plain["next_band"]["in_words"] = outlook_words(made, made.next_band)
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Duration):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, msgspec.Struct):
        return {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
