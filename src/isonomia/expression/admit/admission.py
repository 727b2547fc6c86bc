"""What every part of the whitelist shares: the text, the scope, and where a node stands in the text."""

from abc import ABC, abstractmethod

from sqlglot import exp

from isonomia.diagnostics.suggest import did_you_mean, one_of
from isonomia.expression.fault import ExpressionFault
from isonomia.expression.scope import Scope
from isonomia.expression.tree import Node

FUNCTIONS = (
    "LEAST GREATEST COALESCE ABS ROUND YEAR QUARTER MONTH DAY WEEK WEEKDAY EXTRACT COUNT SUM MIN MAX CASE".split()
)


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

    def _not_allowed(self, node: exp.Expr) -> ExpressionFault:
        if isinstance(node, exp.Anonymous):
            name = str(node.this).upper()
            return self._fault(
                node,
                "expression-unknown-function",
                f"the function {name}",
                one_of(FUNCTIONS),
                did_you_mean(name, FUNCTIONS),
            )
        if isinstance(node, exp.Alias):
            return self._fault(node, "expression-syntax", "two things side by side", "an operator between them")
        name = node.key.upper() if isinstance(node, exp.Func) else node.key
        remedy = "use LIKE; it is case-sensitive on every engine" if isinstance(node, exp.ILike) else ""
        remedy = "use CASE WHEN ... THEN ... ELSE ... END" if isinstance(node, exp.If) else remedy
        return self._fault(
            node,
            "expression-not-allowed",
            f"`{name}`, which is not part of the format",
            "comparisons, AND, OR, NOT, + - * /, IN, BETWEEN, LIKE, IS NULL, CASE and " + one_of(FUNCTIONS[:11]),
            remedy,
        )
