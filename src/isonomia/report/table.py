"""Rows in aligned columns; wide characters count two."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from isonomia.diagnostics.visible import visible


def aligned(header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """A header, a rule, the rows; columns in `right` are numbers."""
    from rich.cells import cell_len

    rows = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(header, *rows, strict=True)]

    def line(cells: Sequence[str]) -> str:
        padded = [
            " " * (width - cell_len(cell)) + cell if index in right else cell + " " * (width - cell_len(cell))
            for index, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return "  ".join(padded).rstrip()

    return "\n".join([line(header), "  ".join("─" * width for width in widths), *map(line, rows)]) + "\n"


def comma_separated(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as CSV, every value exactly as it is.

    A carriage return is quoted like a newline, which Python's writer alone does not do. A spreadsheet may take a text
    that begins with = + - @ for a formula: docs/ledger.md says how to open such a file.
    """
    text = io.StringIO()
    plain = csv.writer(text, lineterminator="\n")
    quoted = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow(header)
    for row in rows:
        (quoted if any(isinstance(value, str) and "\r" in value for value in row) else plain).writerow(row)
    return text.getvalue()
