"""From an expression's text to its typed tree: sqlglot parses, a whitelist admits, types are checked.

Grammar and meaning: docs/semantics.md, "Expressions". Anything outside the whitelist is a fault at its place.
"""

import sqlglot
from sqlglot.errors import SqlglotError
from sqlglot.tokenizer_core import TokenType

from isonomia.expression.admit.builder import Builder
from isonomia.expression.fault import ExpressionFault
from isonomia.expression.scope import Scope
from isonomia.expression.tree import Node, Type
from isonomia.expression.typing_rules import (
    require,
)

LONGEST_TEXT = 4000
DEEPEST_NESTING = 24


def parse_expression(text: str, scope: Scope) -> Node:
    """Read an expression of any type; ExpressionFault says what is wrong and where."""
    _refuse_odd_text(text)
    try:
        parsed = sqlglot.parse(text)
    except SqlglotError as error:
        raise _syntax_fault(text, error) from None
    except RecursionError:
        raise ExpressionFault("expression-too-long", 0, len(text), "an expression nested too deeply") from None
    if len(parsed) != 1 or parsed[0] is None:
        raise ExpressionFault("expression-syntax", 0, len(text), "no single expression", "one expression")
    return Builder(text, scope).build(parsed[0])


def parse_condition(text: str, scope: Scope) -> Node:
    """Read an expression that is true, false or unknown."""
    node = parse_expression(text, scope)
    return require(node, Type.BOOLEAN, "a condition such as `hours >= 2`")


def parse_points(text: str, scope: Scope) -> Node:
    """Read an expression that gives points: a number (rounded later, half away from zero)."""
    node = parse_expression(text, scope)
    if node.type not in (Type.INTEGER, Type.DECIMAL):
        raise ExpressionFault("expression-type", node.start, node.end, f"points that are {node.type}", "a number", "")
    return node


def _refuse_odd_text(text: str) -> None:
    """Limits and lexical habits of SQL that a reader would not see through."""
    if not text.strip():
        raise ExpressionFault("expression-syntax", 0, max(1, len(text)), "an empty expression", "an expression")
    if len(text) > LONGEST_TEXT:
        raise ExpressionFault(
            "expression-too-long", 0, len(text), f"{len(text)} characters", f"at most {LONGEST_TEXT}", "split the rule"
        )
    try:
        tokens = sqlglot.tokenize(text)
    except SqlglotError:
        raise ExpressionFault(
            "expression-syntax", 0, len(text), "text that cannot be read", "an expression", "is a quote left open?"
        ) from None
    depth = 0
    for token in tokens:
        if token.comments:
            raise ExpressionFault(
                "expression-syntax", token.start, token.end + 1, "an SQL comment", "none", "comment in YAML, with #"
            )
        if token.token_type is TokenType.IDENTIFIER or text[token.start] in '"`':
            raise ExpressionFault(
                "expression-syntax",
                token.start,
                token.end + 1,
                f"{text[token.start : token.end + 1]}",
                "a name without quotes, or a text in single quotes",
                f"write '{token.text}' if you mean a text",
            )
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        depth += token.token_type is TokenType.CASE
        depth -= token.token_type is TokenType.END
        if depth > DEEPEST_NESTING:
            raise ExpressionFault(
                "expression-too-long",
                token.start,
                token.end + 1,
                f"more than {DEEPEST_NESTING} levels of brackets",
                "a simpler expression",
                "split the rule",
            )


def _syntax_fault(text: str, error: SqlglotError) -> ExpressionFault:
    details = getattr(error, "errors", None) or [{}]
    highlight = details[0].get("highlight") or ""
    context = details[0].get("start_context") or ""
    start = min(len(context), max(0, len(text) - 1)) if highlight else 0
    end = start + len(highlight) if highlight else len(text)
    found = f"`{highlight}` where the expression cannot go on" if highlight else "text that is not an expression"
    return ExpressionFault(
        "expression-syntax", start, end, found, "a complete expression such as `hours >= 2 AND place <> 'own home'`"
    )
