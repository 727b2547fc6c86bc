"""From an expression's text to its typed tree: sqlglot parses, a whitelist admits, types are checked.

Grammar and meaning: docs/semantics.md, "Expressions". Anything outside the whitelist is a fault at its place.
"""

from functools import lru_cache

from sqlglot import Dialect, exp
from sqlglot.errors import SqlglotError

from isonomia.expression.admit.builder import Builder
from isonomia.expression.fault import ExpressionFault
from isonomia.expression.lexical import sound_tokens, syntax_fault
from isonomia.expression.scope import Scope
from isonomia.expression.tree import Node, Type
from isonomia.expression.typing_rules import (
    require,
)


def parse_expression(text: str, scope: Scope) -> Node:
    """Read an expression of any type; ExpressionFault says what is wrong and where."""
    return Builder(text, scope).build(_parsed(text))


# Schemes repeat their expressions (`points: 1`), and parsing them is half of what loading a scheme costs.
@lru_cache(maxsize=256)
def _parsed(text: str) -> exp.Expr:
    """What sqlglot makes of a text; the builders only read it."""
    tokens = sound_tokens(text)
    try:
        parsed = Dialect.get_or_raise(None).parser().parse(tokens, text)
    except SqlglotError as error:
        raise syntax_fault(text, error) from None
    except RecursionError:
        raise ExpressionFault("expression-too-long", 0, len(text), "an expression nested too deeply") from None
    if len(parsed) != 1 or parsed[0] is None:
        raise ExpressionFault("expression-syntax", 0, len(text), "no single expression", "one expression")
    return parsed[0]


def parse_condition(text: str, scope: Scope) -> Node:
    """Read an expression that is true, false or unknown."""
    node = parse_expression(text, scope)
    return require(node, Type.BOOLEAN, "a condition such as `hours >= 2`")


def parse_points(text: str, scope: Scope) -> Node:
    """Read an expression that gives points: a number (rounded later, half away from zero)."""
    node = parse_expression(text, scope)
    if not node.type.is_number:
        points = "always unknown (NULL)" if node.type is Type.NULL else f"of type {node.type}"
        raise ExpressionFault("expression-type", node.start, node.end, f"points that are {points}", "a number")
    return node
