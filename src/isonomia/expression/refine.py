"""What a condition says of the values behind it: `hours >= 2` bounds the points of `LEAST(hours, 8) * 2` to 4..16.

Used to choose the cheaper of two equal queries, never to admit an expression.
"""

from collections.abc import Mapping
from decimal import Decimal

from msgspec.structs import replace

from isonomia.expression import bounds, tree
from isonomia.expression.tree import INVERSE, MIRRORED, Bounds, Node, Type


def bounds_under(node: Node, condition: Node | None) -> Bounds:
    """The least and greatest value of a numeric node where the condition is true (NULL apart)."""
    known = _said_by(condition) if condition is not None else {}
    return _bounds(node, known)


def bounds_of_quantities(
    node: Node, condition: Node | None, given: Mapping[str, Bounds] | None = None
) -> Bounds | None:
    """As `bounds_under`, for a reader who takes a field to hold a quantity, which is not negative.

    A field is no quantity where the expression or the condition asks whether it is negative. `given` bounds some
    names; None where the condition cannot hold within them.
    """
    known = dict(given or {})
    for name, interval in (_said_by(condition) if condition is not None else {}).items():
        if name in known and _are_apart(known[name], interval):
            return None
        known[name] = _both(known[name], interval) if name in known else interval
    signed = names_asked_for_their_sign(node) | (names_asked_for_their_sign(condition) if condition else set())
    for part in tree.walk(node):
        if isinstance(part, tree.Name) and part.type.is_number and part.name not in signed:
            known[part.name] = _both(known.get(part.name, part.bounds), Bounds(Decimal(0), part.bounds.high))
    return _bounds(node, known)


def names_asked_for_their_sign(node: Node) -> set[str]:
    """The names that an expression compares with something negative, or with zero from above, or takes absolute."""
    found: set[str] = set()
    is_denied = any(isinstance(part, tree.Not | tree.Case) for part in tree.walk(node))
    for part in tree.walk(node):
        match part:
            case tree.Compare():
                if _reaches_below_zero(part, is_denied=is_denied):
                    found |= tree.names_in(part)
            case tree.In() if any(_is_negative(choice) for choice in part.choices):
                found |= tree.names_in(part)
            case tree.Extreme() if any(_is_constant(item) and item.bounds.high <= 0 for item in part.arguments):
                found |= tree.names_in(part)
            case tree.Absolute():
                found |= tree.names_in(part)
            case _:
                pass
    return found


def _reaches_below_zero(comparison: tree.Compare, *, is_denied: bool) -> bool:
    left, right, operator = _with_constant_last(comparison)
    if not (_is_constant(right) and left.type.is_number):
        return False
    if any(
        isinstance(part, tree.Negate) or (isinstance(part, tree.Arithmetic) and part.operator == "-")
        for part in tree.walk(left)
    ):
        return True
    value = right.bounds.low
    return value < 0 or (value == 0 and (operator in ("<", "<=") or is_denied))


def _is_constant(node: Node) -> bool:
    return node.type.is_number and not any(isinstance(part, tree.Name | tree.Aggregate) for part in tree.walk(node))


def _is_negative(node: Node) -> bool:
    return _is_constant(node) and node.bounds.low < 0


def _are_apart(first: Bounds, second: Bounds) -> bool:
    return max(first.low, second.low) > min(first.high, second.high)


def _with_constant_last(comparison: tree.Compare) -> tuple[Node, Node, str]:
    left, right, operator = comparison.left, comparison.right, comparison.operator
    return (right, left, MIRRORED.get(operator, operator)) if _is_constant(left) else (left, right, operator)


def _said_by(condition: Node) -> dict[str, Bounds]:
    """Bounds of fields that hold wherever a condition is true, from its comparisons of a field with a number."""
    match condition:
        case tree.And():
            left, right = _said_by(condition.left), _said_by(condition.right)
            return {
                name: _both(left[name], right[name]) if name in left and name in right else {**left, **right}[name]
                for name in {**left, **right}
            }
        case tree.Or():
            left, right = _said_by(condition.left), _said_by(condition.right)
            return {name: bounds.union((left[name], right[name])) for name in left if name in right}
        case tree.Not(operand=tree.Compare(operator=operator) as denied):
            return _said_by(replace(denied, operator=INVERSE[operator]))
        case tree.In(operand=tree.Name() as name) if all(map(_is_constant, condition.choices)):
            return {name.name: bounds.union(choice.bounds for choice in condition.choices)}
        case tree.Compare():
            return _said_by_comparison(condition)
        case _:
            return {}


def _said_by_comparison(comparison: tree.Compare) -> dict[str, Bounds]:
    left_side, right_side, operator = _with_constant_last(comparison)
    if not (isinstance(left_side, tree.Name) and _is_constant(right_side) and left_side.type.is_number):
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
            return bounds.union(_bounds(value, inside) for value, inside in _cases(node, known))
        case tree.Arithmetic():
            left, right = _bounds(node.left, known), _bounds(node.right, known)
            return bounds.arithmetic(node.operator, left, right, integers=node.right.type is Type.INTEGER)
        case _:
            return node.bounds


def _cases(node: tree.Case, known: Mapping[str, Bounds]) -> list[tuple[Node, dict[str, Bounds]]]:
    """The values that a CASE can take where the bounds hold, each with what its condition says besides."""
    found: list[tuple[Node, dict[str, Bounds]]] = []
    last = [(None, node.otherwise)] if node.otherwise is not None else []
    for condition, value in [*node.branches, *last]:
        said = _said_by(condition) if condition is not None else {}
        if value.type is Type.NULL or any(name in known and _are_apart(known[name], said[name]) for name in said):
            continue
        found.append((value, {**known, **{name: _both(known.get(name, one), one) for name, one in said.items()}}))
    return found or [(value, dict(known)) for _condition, value in node.branches if value.type is not Type.NULL]


def signs(interval: Bounds) -> tuple[bool, bool]:
    """Whether values can be positive, and whether they can be negative, once rounded."""
    half = Decimal("0.5")
    return interval.high >= half, interval.low <= -half
