"""The values of a YAML file, each with the place where it stands."""

from typing import Any

import msgspec

from isonomia.diagnostics.span import Span

DEEPEST_NESTING = 40


class NumberText(str):
    """A YAML number with a point, kept as its text so that it never becomes a float."""

    __slots__ = ()


class Scalar(msgspec.Struct, frozen=True):
    """A single value: text, whole number, boolean or nothing; `offset` is where its text begins in its line."""

    span: Span
    value: str | int | bool | None
    text: str
    quoted: bool


class Sequence(msgspec.Struct, frozen=True):
    """A list."""

    span: Span
    items: tuple["Value", ...]


class Mapping(msgspec.Struct, frozen=True):
    """Keys with values, in the order of the file."""

    span: Span
    values: dict[str, "Value"]
    keys: dict[str, Span]


Value = Scalar | Sequence | Mapping


def plain(value: Value | None) -> Any:
    """A value as dicts, lists and scalars, for validation."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.values.items()}
    if isinstance(value, Sequence):
        return [plain(item) for item in value.items]
    return value.value if value is not None else None


def describe(value: Value | None) -> str:
    """What a value is, in words for an error message."""
    if isinstance(value, Mapping):
        return "a mapping of keys" if value.values else "an empty mapping"
    if isinstance(value, Sequence):
        return "a list" if value.items else "an empty list"
    if value is None or value.value is None:
        return "nothing"
    if isinstance(value.value, bool):
        return "true" if value.value else "false"
    if isinstance(value.value, (int, NumberText)):
        return f"the number {shorten(value.text)}"
    return f"the text '{shorten(value.text)}'"


def shorten(text: str, limit: int = 60) -> str:
    """A text on one line, cut in the middle of nothing that a reader needs."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 3]}..."
