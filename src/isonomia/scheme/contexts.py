"""The vocabulary of contexts, which of them are related and for which facts, shipped as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import msgspec.json


@dataclass(frozen=True)
class ContextRelation:
    """Two contexts that people would expect to belong together: why, on what that rests, and for which facts.

    `covers` names for each of the two the kinds of sources from it that may count in the other; None: all. With
    `is_of_means` they must tell what people have, earn or owe.
    """

    between: frozenset[str]
    reason: str
    source: str
    covers: Mapping[str, frozenset[str]] | None = None
    is_of_means: bool = False


@cache
def _shipped() -> dict[str, Any]:
    """The list as `docs/scripts/shipped_data.py` writes it from `contexts.yaml`, as it is read at each start."""
    text = resources.files("isonomia.scheme").joinpath("contexts.json").read_bytes()
    return dict(msgspec.json.decode(text))


@cache
def context_terms() -> dict[str, str]:
    """Each context with the sentence that explains it."""
    return dict(_shipped()["contexts"])


@cache
def context_relations() -> tuple[ContextRelation, ...]:
    """The pairs of related contexts, in the order of the file. No pair says anything about a third context."""
    return tuple(_relation(item) for item in _shipped()["related"])


def _relation(item: dict[str, Any]) -> ContextRelation:
    covers = item.get("covers")
    return ContextRelation(
        frozenset(item["between"]),
        item["reason"],
        item["source"],
        None if covers is None else {context: frozenset(kinds) for context, kinds in covers.items()},
        item.get("means", False),
    )


@cache
def _relations() -> dict[frozenset[str], ContextRelation]:
    return {relation.between: relation for relation in context_relations()}


def relation_between(first: str | None, second: str | None) -> ContextRelation | None:
    """The shipped relation of two different contexts; None where they are not in the list."""
    if first is None or second is None:
        return None
    return _relations().get(frozenset((first, second)))
