"""Where lines end in a file that people write: as YAML 1.2, editors and the language server have it.

Python's `splitlines` knows more ends (U+2028, U+0085, form feed), at which no line number changes.
"""

import re

LINE_END = re.compile(r"\r\n|\n|\r")


def lines_of(text: str) -> list[str]:
    """The lines of a text without their ends; of an empty text none, and none after a last end."""
    lines = LINE_END.split(text)
    if not lines[-1]:
        lines.pop()
    return lines
