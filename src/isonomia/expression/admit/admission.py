"""What every part of the whitelist shares: the text, the scope, and where a node stands in the text."""

from abc import ABC, abstractmethod

from sqlglot import exp

from isonomia.expression.fault import ExpressionFault
from isonomia.expression.scope import Scope
from isonomia.expression.tree import Node


class Admission(ABC):
    """Turns sqlglot's nodes into ours. `build` admits any node; the rooms beside this one admit kinds of them."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.text = text
        self.scope = scope

    @abstractmethod
    def build(self, node: exp.Expr) -> Node:
        """The typed node; ExpressionFault if it is not part of the format."""

    def _place(self, node: exp.Expr) -> tuple[int, int]:
        """First and last character of a node, from those of its parts that sqlglot has marked."""
        marks = [part.meta for part in node.walk() if part.meta.get("start") is not None]
        if not marks:
            return 0, len(self.text)
        return min(mark["start"] for mark in marks), max(mark["end"] for mark in marks) + 1

    def _node(self, maker: type, node: exp.Expr, **values: object) -> Node:
        start, end = self._place(node)
        made: Node = maker(start=start, end=end, **values)
        return made

    def _fault(self, node: exp.Expr, code: str, found: str, expected: str = "", remedy: str = "") -> ExpressionFault:
        return ExpressionFault(code, *self._place(node), found, expected, remedy)
