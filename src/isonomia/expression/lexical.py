"""What is refused before an expression is parsed (lengths, quotes, brackets), and what a failed parse means."""

import re

import sqlglot
from sqlglot.errors import SqlglotError
from sqlglot.tokenizer_core import Token, TokenType

from isonomia.expression.fault import ExpressionFault

LONGEST_TEXT = 4000
DEEPEST_NESTING = 24
# operators in a row nest as deep as there are of them, in every compiler
MOST_WORDS = 400
WORDS_BETWEEN = ("AND", "OR", "NOT", "IN", "IS", "LIKE", "BETWEEN", "WHEN", "THEN", "ELSE")
WHOLE = "a complete expression such as `hours >= 2 AND place <> 'own home'`"


def sound_tokens(text: str) -> list[Token]:
    """The words and signs of a text; refused: limits exceeded, habits of SQL that a reader would not see through."""
    if not text.strip():
        raise _fault(0, max(1, len(text)), "an empty expression", "an expression such as `hours >= 2`")
    if len(text) > LONGEST_TEXT:
        found = f"an expression of {len(text)} characters"
        raise ExpressionFault(
            "expression-too-long", 0, len(text), found, f"at most {LONGEST_TEXT}", "make two rules of it"
        )
    try:
        tokens = sqlglot.tokenize(text)
    except SqlglotError:
        start = max(text.rfind("'"), text.rfind('"'), text.rfind("`"), 0)
        found = "a quote that is not closed" if text[start] in "'\"`" else "text that cannot be read"
        raise _fault(start, len(text), found, "", "a quote inside a text is written twice: 'o''clock'") from None
    if len(tokens) > MOST_WORDS:
        found, start = f"an expression of {len(tokens)} words and signs", tokens[MOST_WORDS].start
        raise ExpressionFault(
            "expression-too-long", start, len(text), found, f"at most {MOST_WORDS}", "make two rules of it"
        )
    for token in tokens:
        _refuse_token(text, token)
    _check_brackets(tokens)
    return tokens


def syntax_fault(text: str, error: SqlglotError) -> ExpressionFault:
    """Where sqlglot stopped, in words."""
    details = (getattr(error, "errors", None) or [{}])[0]
    highlight = details.get("highlight") or ""
    if not highlight:
        return _fault(0, len(text), "text that is not an expression", WHOLE)
    start = min(len(details.get("start_context") or ""), max(0, len(text) - 1))
    is_operator = not re.match(r"[\w'.]", highlight) or highlight.upper() in WORDS_BETWEEN
    is_end = is_operator and not text[start + len(highlight) :].strip()
    found = f"`{highlight}` at the end, where something must follow" if is_end else f"`{highlight}` out of place"
    return _fault(start, start + len(highlight), found, WHOLE)


def _fault(start: int, end: int, found: str, expected: str = "", remedy: str = "") -> ExpressionFault:
    return ExpressionFault("expression-syntax", start, end, found, expected, remedy)


def _refuse_token(text: str, token: Token) -> None:
    start, end = token.start, token.end + 1
    if token.comments:
        signs = [place for sign in ("--", "/*") if (place := text.find(sign)) >= 0]
        place = min(signs, default=start)
        raise _fault(place, len(text) if signs else end, "an SQL comment", "", "comment in YAML, with #")
    if token.token_type is TokenType.SEMICOLON:
        raise _fault(start, end, "a semicolon", "one expression", "join conditions with AND or OR")
    if text[start] == "`":
        raise _fault(start, end, "a backtick", "a name without quotes", "remove the backticks")
    if token.token_type is TokenType.IDENTIFIER or text[start] == '"':
        remedy = f"write '{token.text}' if you mean a text"
        raise _fault(start, end, f"{text[start:end]}", "a name without quotes, or a text in single quotes", remedy)


def _check_brackets(tokens: list[Token]) -> None:
    """Brackets and CASE ... END close in turn, not too deep."""
    opened: list[Token] = []
    for token in tokens:
        is_end = token.token_type is TokenType.END
        if token.token_type in (TokenType.L_PAREN, TokenType.CASE):
            opened.append(token)
        elif token.token_type is TokenType.R_PAREN or is_end:
            wanted = TokenType.CASE if is_end else TokenType.L_PAREN
            if not opened or opened[-1].token_type is not wanted:
                found = "END without CASE" if is_end else "a closing bracket without an opening one"
                raise _fault(token.start, token.end + 1, found, "", "remove it, or open it before")
            opened.pop()
        if len(opened) > DEEPEST_NESTING:
            found = f"more than {DEEPEST_NESTING} levels of brackets"
            remedy = "make two rules of it"
            raise ExpressionFault(
                "expression-too-long", token.start, token.end + 1, found, "a simpler expression", remedy
            )
    if opened:
        is_case = opened[-1].token_type is TokenType.CASE
        found = "CASE without END" if is_case else "a bracket that is not closed"
        remedy = "end it with END" if is_case else "close it"
        raise _fault(opened[-1].start, opened[-1].end + 1, found, "", remedy)
