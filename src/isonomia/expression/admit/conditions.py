"""What is true, false or unknown."""

from sqlglot import exp

from isonomia.expression import tree
from isonomia.expression.admit.admission import Admission
from isonomia.expression.tree import Node, Type
from isonomia.expression.typing_rules import (
    comparable,
    convert_dates,
    require,
)

COMPARISONS: dict[type[exp.Expr], str] = {
    exp.EQ: "=",
    exp.NEQ: "<>",
    exp.LT: "<",
    exp.LTE: "<=",
    exp.GT: ">",
    exp.GTE: ">=",
}


class Conditions(Admission):
    """Comparisons, AND, OR, NOT, IN, BETWEEN, LIKE, IS NULL."""

    def _connective(self, maker: type, node: exp.Expr) -> Node:
        # sqlglot chains a AND b AND c to the left; long chains stay flat in depth here
        sides = [
            require(self.build(side), Type.BOOLEAN, "a condition on each side of AND and OR")
            for side in (node.args["this"], node.args["expression"])
        ]
        return self._node(maker, node, type=Type.BOOLEAN, left=sides[0], right=sides[1])

    def _not(self, node: exp.Expr) -> Node:
        operand = require(self.build(node.this), Type.BOOLEAN, "a condition after NOT")
        return self._node(tree.Not, node, type=Type.BOOLEAN, operand=operand)

    def _is(self, node: exp.Expr) -> Node:
        what = node.args["expression"]
        if not isinstance(what, exp.Null):
            raise self._fault(
                node, "expression-not-allowed", "IS with something other than NULL", "IS NULL or IS NOT NULL"
            )
        return self._node(tree.IsNull, node, type=Type.BOOLEAN, operand=self.build(node.this))

    def _compare(self, node: exp.Expr, operator: str) -> Node:
        if isinstance(node.args["this"], tuple(COMPARISONS)):
            remedy = "join two comparisons with AND, as in `1 < hours AND hours < 5`"
            raise self._fault(node, "expression-type", "a chain of comparisons", "one comparison", remedy)
        left, right = convert_dates([self.build(node.args["this"]), self.build(node.args["expression"])])
        comparable([left, right], ordered=operator not in ("=", "<>"))
        return self._node(tree.Compare, node, type=Type.BOOLEAN, operator=operator, left=left, right=right)

    def _in(self, node: exp.Expr) -> Node:
        choices = node.args.get("expressions") or []
        if not choices or node.args.get("query") is not None or node.args.get("unnest") is not None:
            raise self._fault(node, "expression-syntax", "IN without a list", "IN ('a', 'b')")
        operand, *rest = convert_dates([self.build(node.this), *(self.build(choice) for choice in choices)])
        comparable([operand, *rest], ordered=False)
        return self._node(tree.In, node, type=Type.BOOLEAN, operand=operand, choices=tuple(rest))

    def _between(self, node: exp.Expr) -> Node:
        if node.args.get("symmetric"):
            raise self._fault(node, "expression-not-allowed", "BETWEEN SYMMETRIC", "BETWEEN low AND high")
        parts = [self.build(node.args[key]) for key in ("this", "low", "high")]
        operand, low, high = convert_dates(parts)
        comparable([operand, low, high], ordered=True)
        above = self._node(tree.Compare, node, type=Type.BOOLEAN, operator=">=", left=operand, right=low)
        below = self._node(tree.Compare, node, type=Type.BOOLEAN, operator="<=", left=operand, right=high)
        return self._node(tree.And, node, type=Type.BOOLEAN, left=above, right=below)

    def _like(self, node: exp.Expr) -> Node:
        operand = require(self.build(node.this), Type.TEXT, "a text before LIKE")
        pattern = node.args["expression"]
        if not isinstance(pattern, exp.Literal) or not pattern.is_string or node.args.get("escape"):
            raise self._fault(node, "expression-not-allowed", "LIKE with a computed pattern", "a text such as 'own%'")
        like = self._node(tree.Like, node, type=Type.BOOLEAN, operand=operand, pattern=str(pattern.this))
        return self._node(tree.Not, node, type=Type.BOOLEAN, operand=like) if node.args.get("negate") else like
