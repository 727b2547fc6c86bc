"""The procedure's states as they are kept: JSON of the whole, so that nothing of a state can be forgotten."""

import json
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

NAMES_OTHERS = frozenset({"decided_before", "recorded_by", "reported_by", "reporter"})
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


def as_shown(state: object, member: str) -> str:
    """A state as its member may take it along: without the ids of anybody else. `member` is the person's id."""
    return json.dumps(_without_others(as_values(state), member), ensure_ascii=False)


def _without_others(value: Any, member: str) -> Any:
    if isinstance(value, list):
        return [_without_others(item, member) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {name: _without_others(item, member) for name, item in value.items() if name not in NAMES_OTHERS}
    return kept | ({"by": "member" if value["by"] == member else "reviewer"} if "by" in value else {})


def from_text(kind: type[State], text: str) -> State:
    """The state that was kept."""
    found: State = _adapter(cast(Hashable, kind)).validate_json(text)
    return found


def from_values(kind: type[State], values: Any) -> State:
    """The same from plain values."""
    found: State = _adapter(cast(Hashable, kind)).validate_python(values)
    return found
