"""When do two wordings of a rule mean the same? Spaces, brackets and texts for readers do not count."""

from dataclasses import dataclass
from typing import Any

from isonomia.expression.tree import Node
from isonomia.scheme.scheme import CompiledRule

PLACES = ("start", "end", "bounds")


@dataclass(frozen=True)
class Meaning:
    """What decides a rule's points: its `frame` (all but expressions), and the expressions as `wording`."""

    frame: tuple[Any, ...]
    wording: tuple[Any, ...]


def meaning_of(rule: CompiledRule, pool: object) -> Meaning:
    """The meaning of a rule that shares its cap in `pool` (None: in none)."""
    written, ceiling = rule.written, rule.ceiling
    band = (ceiling.band, ceiling.lasts) if ceiling is not None else None
    frame = (written.source, written.each, written.nth, written.cap, written.expires, written.halves, band, pool)
    condition = shape(ceiling.when) if ceiling is not None else None
    return Meaning(frame, (shape(rule.when), shape(rule.points), condition))


def shape(node: Node | None) -> Any:
    """An expression without the places of its characters."""
    if node is None:
        return None
    values = tuple(_shapes(getattr(node, name)) for name in node.__struct_fields__ if name not in PLACES)
    return (type(node).__name__, *values)


def _shapes(value: Any) -> Any:
    if isinstance(value, Node):
        return shape(value)
    return tuple(_shapes(item) for item in value) if isinstance(value, tuple) else value
