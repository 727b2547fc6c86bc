"""The whitelist as a whole: which of sqlglot's nodes is admitted by which method."""

from collections.abc import Callable

from sqlglot import exp

from isonomia.expression import tree
from isonomia.expression.admit.conditions import COMPARISONS, Conditions
from isonomia.expression.admit.leaves import Leaves
from isonomia.expression.admit.periods import Periods
from isonomia.expression.admit.refusals import refusal
from isonomia.expression.admit.values import Values
from isonomia.expression.scope import Scope
from isonomia.expression.tree import Node, Type

ARITHMETIC: dict[type[exp.Expr], str] = {exp.Add: "+", exp.Sub: "-", exp.Mul: "*", exp.Div: "/"}


class Builder(Leaves, Conditions, Values, Periods):
    """Admits sqlglot's nodes one by one; a method for each kind, a fault for the rest."""

    def __init__(self, text: str, scope: Scope) -> None:
        super().__init__(text, scope)
        self.makers: dict[type[exp.Expr], Callable[[exp.Expr], Node]] = {
            exp.Paren: lambda node: self.build(node.this),
            exp.Literal: self._literal,
            exp.Boolean: lambda node: self._node(tree.Literal, node, type=Type.BOOLEAN, value=bool(node.this)),
            exp.Null: lambda node: self._node(tree.Literal, node, type=Type.NULL, value=None),
            exp.Column: self._column,
            exp.And: lambda node: self._connective(tree.And, node),
            exp.Or: lambda node: self._connective(tree.Or, node),
            exp.Not: self._not,
            exp.Is: self._is,
            exp.Neg: self._negate,
            exp.In: self._in,
            exp.Between: self._between,
            exp.Like: self._like,
            exp.Case: self._case,
            exp.Coalesce: self._coalesce,
            exp.Least: self._extreme,
            exp.Greatest: self._extreme,
            exp.Abs: self._absolute,
            exp.Round: self._round,
            exp.Extract: self._extract,
            exp.Count: self._aggregate,
            exp.Sum: self._aggregate,
            exp.Min: self._aggregate,
            exp.Max: self._aggregate,
        }

    def build(self, node: exp.Expr) -> Node:
        """The typed node; ExpressionFault if it is not part of the format."""
        kind = type(node)
        if kind in COMPARISONS:
            return self._compare(node, COMPARISONS[kind])
        if kind in ARITHMETIC:
            return self._arithmetic(node, ARITHMETIC[kind])
        part = self._date_part_name(node)
        if part is not None:
            return self._date_part(node, part)
        maker = self.makers.get(kind)
        if maker is None:
            raise self._fault(node, *refusal(node))
        return maker(node)
