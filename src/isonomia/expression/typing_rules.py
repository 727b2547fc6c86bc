"""Which types meet where: comparisons, branches of a CASE, arguments of a function."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from isonomia.expression.fault import ExpressionFault
from isonomia.expression.tree import Literal, Node, Type
from isonomia.fixed_point import WIDEST, plain_text

LARGEST_DIVISOR = Decimal(10**26)
DATE_TEXT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ORDERED = (Type.INTEGER, Type.DECIMAL, Type.TEXT, Type.DATE)


def require(node: Node, wanted: Type, expected: str) -> Node:
    """The node, if it has the wanted type; NULL has none, so it is refused too."""
    if node.type is not wanted:
        raise ExpressionFault("expression-type", node.start, node.end, _name(node), expected)
    return node


def convert_dates(nodes: Sequence[Node]) -> list[Node]:
    """Read 'YYYY-MM-DD' texts as dates where a date stands beside them."""
    if not any(node.type is Type.DATE for node in nodes):
        return list(nodes)
    return [_as_date(node) if isinstance(node, Literal) and node.type is Type.TEXT else node for node in nodes]


def _as_date(node: Literal) -> Node:
    text = str(node.value)
    try:
        if DATE_TEXT.fullmatch(text) is None:
            raise ValueError
        return replace(node, type=Type.DATE, value=date.fromisoformat(text))
    except ValueError:
        raise ExpressionFault(
            "expression-type", node.start, node.end, f"'{text}' beside a date", "a date such as '2025-03-31'"
        ) from None


def comparable(nodes: Sequence[Node], *, ordered: bool) -> None:
    """Fault where the nodes cannot be compared with each other."""
    first = nodes[0]
    for node in nodes:
        if node.type is Type.NULL:
            raise ExpressionFault(
                "expression-type",
                node.start,
                node.end,
                "a comparison with NULL, which is never true",
                "",
                "write IS NULL or IS NOT NULL",
            )
        if ordered and node.type not in ORDERED:
            raise ExpressionFault(
                "expression-type", node.start, node.end, f"an order of {node.type} values", "numbers, texts or dates"
            )
        if node.type is not first.type and not (node.type.is_number and first.type.is_number):
            raise ExpressionFault(
                "expression-type",
                first.start,
                max(node.end, first.end),
                f"{_name(first)} beside {_name(node)}",
                "both of one type",
            )


def unified_type(nodes: Sequence[Node]) -> Type:
    """The one type of several alternatives; integer and decimal make decimal, NULL takes any."""
    types = {node.type for node in nodes} - {Type.NULL}
    if types == {Type.INTEGER, Type.DECIMAL}:
        return Type.DECIMAL
    if len(types) > 1:
        names = " and ".join(sorted(types))
        raise ExpressionFault(
            "expression-type", nodes[0].start, nodes[-1].end, f"alternatives of type {names}", "all of one type"
        )
    return types.pop() if types else Type.NULL


def require_fits(node: Node) -> Node:
    """The node, if the largest value that it can take fits DECIMAL(38,6) on every engine."""
    return _require_at_most(node, WIDEST, "a value")


def require_divisor(node: Node) -> Node:
    """The node, if it can divide exactly on every engine: long division needs six digits more than it has."""
    return _require_at_most(node, LARGEST_DIVISOR, "a divisor")


def _require_at_most(node: Node, most: Decimal, what: str) -> Node:
    if node.bounds.magnitude > most:
        digits = len(plain_text(node.bounds.magnitude.to_integral_value()))
        raise ExpressionFault(
            "expression-overflow",
            node.start,
            node.end,
            f"{what} that can have {digits} digits before the point",
            f"at most {len(plain_text(most.to_integral_value())) - 1}, whatever the data",
            "bound it, as in LEAST(hours, 24)",
        )
    return node


def _name(node: Node) -> str:
    return "NULL" if node.type is Type.NULL else f"a value of type {node.type}"
