"""What is wrong with an expression, and where in its text."""

from dataclasses import dataclass

FOLLOW_UP = "follow-up"
"""The code of a fault that only repeats another one, of the thing that it names; it is not shown."""


@dataclass(eq=False)  # not frozen: whatever passes an exception on writes its traceback into it
class ExpressionFault(Exception):
    """Raised inside the compiler of expressions; the scheme loader turns it into a diagnostic."""

    code: str
    start: int
    end: int
    found: str
    expected: str = ""
    remedy: str = ""
