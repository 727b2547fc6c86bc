"""The procedure's states as they are kept: JSON of the whole, so that nothing of a state can be forgotten."""

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

State = TypeVar("State")


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast(Any, kind))


def as_text(state: object) -> str:
    """A state as JSON."""
    return _adapter(cast(Hashable, type(state))).dump_json(state).decode()


def as_values(state: object) -> Any:
    """A state as plain values, such as a notice's parameters or an answer of the API hold."""
    return _adapter(cast(Hashable, type(state))).dump_python(state, mode="json")


def from_text(kind: type[State], text: str) -> State:
    """The state that was kept."""
    found: State = _adapter(cast(Hashable, kind)).validate_json(text)
    return found


def from_values(kind: type[State], values: Any) -> State:
    """The same from plain values."""
    found: State = _adapter(cast(Hashable, kind)).validate_python(values)
    return found
