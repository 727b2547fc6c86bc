"""What a condition says of the values behind it: `hours >= 2` bounds the points of `LEAST(hours, 8) * 2` to 4..16.

Used to choose the cheaper of two equal queries, never to admit an expression.
"""

from collections.abc import Mapping
from decimal import Decimal

from isonomia.expression import bounds, tree
from isonomia.expression.tree import Bounds, Node, Type


def bounds_under(node: Node, condition: Node | None) -> Bounds:
    """The least and greatest value of a numeric node where the condition is true (NULL apart)."""
    known = _said_by(condition) if condition is not None else {}
    return _bounds(node, known)


def bounds_of_quantities(node: Node, condition: Node | None) -> Bounds:
    """As `bounds_under`, for a reader who takes a field to hold a quantity: not negative, unless the condition asks."""
    known = _said_by(condition) if condition is not None else {}
    for part in tree.walk(node):
        if isinstance(part, tree.Name) and part.type.is_number and part.name not in known:
            known[part.name] = Bounds(Decimal(0), part.bounds.high)
    return _bounds(node, known)


def _said_by(condition: Node) -> dict[str, Bounds]:
    """Bounds of fields from the parts of a conjunction that compare a field with a number."""
    if isinstance(condition, tree.And):
        left, right = _said_by(condition.left), _said_by(condition.right)
        for name, interval in right.items():
            left[name] = _both(left[name], interval) if name in left else interval
        return left
    if not isinstance(condition, tree.Compare):
        return {}
    left_side, right_side, operator = condition.left, condition.right, condition.operator
    if isinstance(left_side, tree.Literal):
        left_side, right_side = right_side, left_side
        operator = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(operator, operator)
    if not (isinstance(left_side, tree.Name) and isinstance(right_side, tree.Literal) and left_side.type.is_number):
        return {}
    value, whole = right_side.bounds.low, left_side.bounds
    said: dict[str, Bounds] = {
        "=": Bounds(value, value),
        ">": Bounds(value, whole.high),
        ">=": Bounds(value, whole.high),
        "<": Bounds(whole.low, value),
        "<=": Bounds(whole.low, value),
    }
    return {left_side.name: said[operator]} if operator in said else {}


def _both(first: Bounds, second: Bounds) -> Bounds:
    low, high = max(first.low, second.low), min(first.high, second.high)
    return Bounds(low, max(low, high))


def _bounds(node: Node, known: Mapping[str, Bounds]) -> Bounds:
    match node:
        case tree.Name():
            return _both(node.bounds, known[node.name]) if node.name in known else node.bounds
        case tree.Negate():
            return bounds.negated(_bounds(node.operand, known))
        case tree.Absolute():
            return bounds.absolute(_bounds(node.operand, known))
        case tree.Round():
            return bounds.rounded(_bounds(node.operand, known), node.places)
        case tree.Extreme():
            parts = [_bounds(part, known) for part in node.arguments]
            return bounds.least(parts) if node.function == "LEAST" else bounds.greatest(parts)
        case tree.Coalesce():
            return bounds.union(_bounds(part, known) for part in node.arguments)
        case tree.Case():
            values = [value for _, value in node.branches]
            values += [node.otherwise] if node.otherwise is not None else []
            return bounds.union(_bounds(value, known) for value in values if value.type is not Type.NULL)
        case tree.Arithmetic():
            left, right = _bounds(node.left, known), _bounds(node.right, known)
            return bounds.arithmetic(node.operator, left, right, integers=node.right.type is Type.INTEGER)
        case _:
            return node.bounds


def signs(interval: Bounds) -> tuple[bool, bool]:
    """Whether values can be positive, and whether they can be negative, once rounded."""
    half = Decimal("0.5")
    return interval.high >= half, interval.low <= -half
