"""Literals and names."""

import re
from decimal import Decimal

from sqlglot import exp

from isonomia.diagnostics.suggest import did_you_mean, one_of
from isonomia.expression import bounds, tree
from isonomia.expression.admit.admission import Admission
from isonomia.expression.fault import FOLLOW_UP, ExpressionFault
from isonomia.expression.tree import Node, Type
from isonomia.fixed_point import INTEGER_MAX, WIDEST, round_places

NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?|\.[0-9]+")


class Leaves(Admission):
    """Numbers, texts, and the names that the scope knows."""

    def _literal(self, node: exp.Expr) -> Node:
        text = str(node.this)
        if node.args.get("is_string"):
            return self._node(tree.Literal, node, type=Type.TEXT, value=text)
        if NUMBER.fullmatch(text) is None:
            raise self._fault(node, "expression-number", f"the number {text}", "digits with at most one point")
        value = Decimal(text)
        if value > WIDEST or round_places(value) != value:
            raise self._fault(
                node, "expression-number", f"the number {text}", "at most 32 digits before and 6 after the point"
            )
        is_integer = "." not in text and value <= INTEGER_MAX
        value = value if is_integer else round_places(value)
        return self._node(
            tree.Literal,
            node,
            type=Type.INTEGER if is_integer else Type.DECIMAL,
            value=int(value) if is_integer else value,
            bounds=tree.Bounds(value, value),
        )

    def _column(self, node: exp.Expr) -> Node:
        assert isinstance(node, exp.Column)
        name = node.name
        if node.table:
            raise self._fault(
                node,
                "expression-unknown-name",
                f"`{node.table}.{name}`",
                "the name of a field alone",
                "SUM, MIN and MAX of a source's field belong into a period rule" if not self.scope.is_period else "",
            )
        if name == "nth" and not self.scope.has_nth:
            raise self._fault(node, "expression-nth", "`nth` without a count to read", "", self.scope.nth_remedy)
        if name == "nth":
            return self._node(tree.Name, node, type=Type.INTEGER, name=name, bounds=bounds.COUNT_BOUNDS)
        if name == "date" and self.scope.has_date:
            return self._node(tree.Name, node, type=Type.DATE, name=name)
        field_type = self.scope.fields.get(name)
        if field_type is None:
            raise self._unknown_name(node, name)
        return self._node(tree.Name, node, type=field_type, name=name, bounds=bounds.of_field(field_type))

    def _unknown_name(self, node: exp.Expr, name: str) -> ExpressionFault:
        if name in self.scope.faulty:
            return self._fault(node, FOLLOW_UP, f"`{name}`")
        if self.scope.is_period:
            return self._fault(
                node,
                "expression-unknown-name",
                f"`{name}`",
                "COUNT(rule or source) or SUM, MIN, MAX(source.field)",
                f"did you mean COUNT({name})?" if name in self.scope.matches | set(self.scope.sources) else "",
            )
        known = [
            *self.scope.fields,
            *(["date"] if self.scope.has_date else []),
            *(["nth"] if self.scope.has_nth else []),
        ]
        return self._fault(
            node,
            "expression-unknown-name",
            f"`{name}`, which the source does not declare",
            one_of(known),
            did_you_mean(name, known) or "declare it under the source's `fields`",
        )
