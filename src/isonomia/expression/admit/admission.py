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
        # by the node's identity: sqlglot compares nodes by what they say
        self._marks: dict[int, tuple[int, int] | None] = {}

    @abstractmethod
    def build(self, node: exp.Expr) -> Node:
        """The typed node; ExpressionFault if it is not part of the format."""

    def _place(self, node: exp.Expr) -> tuple[int, int]:
        """First and last character of a node, from those of its parts that sqlglot has marked."""
        return self._marked(node) or (0, len(self.text))

    def _marked(self, node: exp.Expr) -> tuple[int, int] | None:
        """What sqlglot has marked of a node and its parts; each is looked at once, however deep the node is."""
        if id(node) in self._marks:
            return self._marks[id(node)]
        start, end = node.meta.get("start"), node.meta.get("end", -1) + 1
        for part in node.iter_expressions():
            place = self._marked(part)
            if place is not None:
                start = place[0] if start is None else min(start, place[0])
                end = max(end, place[1])
        whole = None if start is None else (start, end)
        self._marks[id(node)] = whole
        return whole

    def _node(self, maker: type, node: exp.Expr, **values: object) -> Node:
        start, end = self._place(node)
        made: Node = maker(start=start, end=end, **values)
        return made

    def _fault(self, node: exp.Expr, code: str, found: str, expected: str = "", remedy: str = "") -> ExpressionFault:
        return ExpressionFault(code, *self._place(node), found, expected, remedy)
