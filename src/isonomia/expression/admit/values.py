"""Arithmetic, choices and functions of values."""

from sqlglot import exp

from isonomia.expression import bounds, tree
from isonomia.expression.admit.admission import Admission
from isonomia.expression.fault import ExpressionFault
from isonomia.expression.tree import Node, Type
from isonomia.expression.typing_rules import (
    comparable,
    require,
    require_divisor,
    require_fits,
    unified_type,
)


class Values(Admission):
    """+ - * /, CASE, COALESCE, LEAST, GREATEST, ABS, ROUND."""

    def _arithmetic(self, node: exp.Expr, operator: str) -> Node:
        sides = [self.build(node.args["this"]), self.build(node.args["expression"])]
        for side in sides:
            if not side.type.is_number:
                raise ExpressionFault(
                    "expression-type", side.start, side.end, f"{operator} with {side.type}", "numbers on both sides"
                )
        left, right = sides
        if operator == "/":
            require_divisor(right)
        integers = left.type is Type.INTEGER and right.type is Type.INTEGER
        result = Type.INTEGER if integers and operator != "/" else Type.DECIMAL
        interval = bounds.arithmetic(operator, left.bounds, right.bounds, integers=right.type is Type.INTEGER)
        made = self._node(
            tree.Arithmetic, node, type=result, operator=operator, left=left, right=right, bounds=interval
        )
        return require_fits(made)

    def _negate(self, node: exp.Expr) -> Node:
        operand = self.build(node.this)
        if not operand.type.is_number:
            raise self._fault(node, "expression-type", f"minus {operand.type}", "minus a number")
        return self._node(tree.Negate, node, type=operand.type, operand=operand, bounds=bounds.negated(operand.bounds))

    def _case(self, node: exp.Expr) -> Node:
        if node.this is not None:
            raise self._fault(
                node, "expression-not-allowed", "CASE with a value after it", "CASE WHEN condition THEN ..."
            )
        conditions = [
            require(self.build(branch.this), Type.BOOLEAN, "a condition after WHEN") for branch in node.args["ifs"]
        ]
        values = [self.build(branch.args["true"]) for branch in node.args["ifs"]]
        default = node.args.get("default")
        otherwise = self.build(default) if default is not None else None
        everything = [*values, *([otherwise] if otherwise is not None else [])]
        return self._node(
            tree.Case,
            node,
            type=unified_type(everything),
            branches=tuple(zip(conditions, values, strict=True)),
            otherwise=otherwise,
            bounds=bounds.union(value.bounds for value in everything),
        )

    def _coalesce(self, node: exp.Expr) -> Node:
        arguments = [self.build(argument) for argument in (node.this, *node.expressions)]
        return self._node(
            tree.Coalesce,
            node,
            type=unified_type(arguments),
            arguments=tuple(arguments),
            bounds=bounds.union(argument.bounds for argument in arguments),
        )

    def _extreme(self, node: exp.Expr) -> Node:
        arguments = [self.build(argument) for argument in (node.this, *node.expressions)]
        comparable(arguments, ordered=True)
        function = "LEAST" if isinstance(node, exp.Least) else "GREATEST"
        pick = bounds.least if function == "LEAST" else bounds.greatest
        return self._node(
            tree.Extreme,
            node,
            type=unified_type(arguments),
            function=function,
            arguments=tuple(arguments),
            bounds=pick(argument.bounds for argument in arguments),
        )

    def _absolute(self, node: exp.Expr) -> Node:
        operand = self.build(node.this)
        if not operand.type.is_number:
            raise self._fault(node, "expression-type", f"ABS of {operand.type}", "ABS of a number")
        return self._node(
            tree.Absolute, node, type=operand.type, operand=operand, bounds=bounds.absolute(operand.bounds)
        )

    def _round(self, node: exp.Expr) -> Node:
        operand = self.build(node.this)
        places = node.args.get("decimals")
        if not operand.type.is_number:
            raise self._fault(node, "expression-type", f"ROUND of {operand.type}", "ROUND of a number")
        digits = str(places.this) if isinstance(places, exp.Literal) else ""
        if node.args.get("truncate") is not None or (places is not None and digits not in list("0123456")):
            raise self._fault(node, "expression-not-allowed", "ROUND with other digits", "ROUND(x) or ROUND(x, 0 to 6)")
        count = int(digits or 0)
        return self._node(
            tree.Round,
            node,
            type=Type.INTEGER if count == 0 or operand.type is Type.INTEGER else Type.DECIMAL,
            operand=operand,
            places=count,
            bounds=bounds.rounded(operand.bounds, count),
        )
