"""What all models of the format share: frozen, no unknown keys, durations and texts read from YAML scalars."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    InstanceOf,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)

from isonomia.periods import Duration, parse_duration

IDENTIFIER_PATTERN = r"^[a-z][a-z0-9_]{0,62}$"
Identifier = Annotated[str, StringConstraints(pattern=IDENTIFIER_PATTERN)]
NonEmptyText = Annotated[str, StringConstraints(min_length=1, max_length=4000)]


def no_items() -> list[Any]:
    """The list of a key that is absent; asked for `list` itself, Pydantic parses its signature, once for each key."""
    return []


class Model(BaseModel):
    """A mapping of the format. Instances never change; unknown keys are faults."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


def _duration(value: Any) -> Any:
    if isinstance(value, Duration):
        return value
    if not isinstance(value, str):
        raise ValueError("a duration such as '24 months' (a whole number of days, weeks, months or years)")
    return parse_duration(value)


def _interval(value: Any) -> Any:
    if isinstance(value, str) and value.startswith("every "):
        return _duration(value.removeprefix("every "))
    if isinstance(value, Duration):
        return value
    raise ValueError("an interval such as 'every 12 months'")


def _end(value: Any) -> Any:
    if isinstance(value, str) and value.startswith("after "):
        return _duration(value.removeprefix("after "))
    if isinstance(value, Duration):
        return value
    raise ValueError("an end such as 'after 6 months'")


def _expression(value: Any) -> Any:
    """YAML reads `points: 5` as a number and `when: true` as a boolean; both are expressions."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if not isinstance(value, str):
        raise ValueError("an expression such as `hours >= 2` or a whole number")
    return value


def _languages(value: Any) -> Any:
    """A text alone is the text in the file's one language."""
    if isinstance(value, str):
        return {"en": value}
    if not isinstance(value, Mapping) or not value:
        raise ValueError("a text, or one text for each language: {en: ..., de: ...}")
    for language, text in value.items():
        if not isinstance(text, str):
            raise ValueError(f"a text for the language '{language}'")
    return value


def _as_text(prefix: str) -> PlainSerializer:
    return PlainSerializer(lambda value: f"{prefix}{value}", return_type=str)


_DURATION_SCHEMA = r"^{}[1-9][0-9]{{0,4}} (day|week|month|year)s?$"
DurationValue = Annotated[
    InstanceOf[Duration],
    BeforeValidator(_duration),
    _as_text(""),
    WithJsonSchema({"type": "string", "pattern": _DURATION_SCHEMA.format(""), "examples": ["24 months"]}),
]
IntervalValue = Annotated[
    InstanceOf[Duration],
    BeforeValidator(_interval),
    _as_text("every "),
    WithJsonSchema({"type": "string", "pattern": _DURATION_SCHEMA.format("every "), "examples": ["every 12 months"]}),
]
EndValue = Annotated[
    InstanceOf[Duration],
    BeforeValidator(_end),
    _as_text("after "),
    WithJsonSchema({"type": "string", "pattern": _DURATION_SCHEMA.format("after "), "examples": ["after 6 months"]}),
]
ExpressionText = Annotated[
    str,
    BeforeValidator(_expression),
    WithJsonSchema({"anyOf": [{"type": "string", "minLength": 1}, {"type": "number"}, {"type": "boolean"}]}),
]
LanguageTexts = Annotated[
    Mapping[str, str],
    BeforeValidator(_languages),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 1},
            ]
        }
    ),
]
