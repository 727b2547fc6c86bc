"""The vocabulary of contexts and which of them are related, shipped as data."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from isonomia.diagnostics.yaml_shipped import read_shipped_yaml


@dataclass(frozen=True)
class ContextRelation:
    """Two contexts that people would expect to belong together: why, and on what that rests."""

    between: frozenset[str]
    reason: str
    source: str


@cache
def _shipped() -> dict[str, Any]:
    return read_shipped_yaml("isonomia.scheme", "contexts.yaml")


@cache
def context_terms() -> dict[str, str]:
    """Each context with the sentence that explains it."""
    return dict(_shipped()["contexts"])


@cache
def context_relations() -> tuple[ContextRelation, ...]:
    """The pairs of related contexts, in the order of the file. No pair says anything about a third context."""
    return tuple(
        ContextRelation(frozenset(item["between"]), item["reason"], item["source"]) for item in _shipped()["related"]
    )


@cache
def _reasons() -> dict[frozenset[str], str]:
    return {relation.between: relation.reason for relation in context_relations()}


def relation_between(first: str | None, second: str | None) -> str:
    """Why two different contexts are related by the shipped list; an empty text where they are not in it."""
    if first is None or second is None:
        return ""
    return _reasons().get(frozenset((first, second)), "")
