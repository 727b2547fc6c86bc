"""What is wrong with an expression, and where in its text."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ExpressionFault(Exception):
    """Raised inside the compiler of expressions; the scheme loader turns it into a diagnostic."""

    code: str
    start: int
    end: int
    found: str
    expected: str = ""
    remedy: str = ""
