r"""CSV: a column for each key, the source's fields as columns `data.<field>` or one JSON column `data`.

Every cell is text. An empty cell, quoted or not, is absent; `\N` in a data cell of a correction sets NULL.
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from isonomia.ledger.parse_record import CellText, RawRow, RowFault
from isonomia.ledger.readers.interface import (
    DATA_PREFIX,
    ReadRow,
    check_columns,
    file_fault,
    not_utf8,
    raw_lines,
)
from isonomia.ledger.readers.json_text import parse_json
from isonomia.ledger.record import Origin

SET_NULL = "\\N"


class _Lines:
    """Feeds lines to the csv module and remembers them, because a quoted cell may span several."""

    def __init__(self, numbered: Iterator[tuple[int, bytes]]) -> None:
        self.numbered = numbered
        self.taken: list[bytes] = []
        self.first = self.last = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        number, raw = next(self.numbered)
        if not self.taken:
            self.first = number
        self.last = number
        self.taken.append(raw)
        # Broken bytes become lone surrogates, which no UTF-8 text holds, and are found again below.
        return raw.decode("utf-8", "surrogateescape")

    def text(self) -> str:
        """What was taken for the present row."""
        return b"".join(self.taken).decode("utf-8", "replace").rstrip("\r\n")


def read_comma_separated(path: Path) -> Iterator[ReadRow]:
    """The rows of a file; a row's number is the physical line on which it begins, the header's being 1."""
    numbered = raw_lines(path)
    lines = _Lines(numbered)
    for origin, cells, fault in _split(lines, str(path)):
        if fault is not None or cells is None:
            raise file_fault(str(path), fault.found if fault else "no header", "a header", row=origin.row)
        check_columns(str(path), cells)
        yield from rows_of_lines(numbered, str(path), cells)
        return
    raise file_fault(str(path), "an empty file", "a header line", "name the columns in the first line")


def rows_of_lines(
    numbered: Iterator[tuple[int, bytes]], path: str, header: Sequence[str], *, until: int | None = None
) -> Iterator[ReadRow]:
    """The rows that physical lines hold; no row is begun on line `until` or later."""
    lines = _Lines(numbered)
    for origin, cells, fault in _split(lines, path, until):
        if fault is None and cells is not None:
            try:
                yield ReadRow(origin, row_of(header, cells))
                continue
            except RowFault as found:
                yield ReadRow(origin, None, found, lines.text())
        else:
            yield ReadRow(origin, None, fault, lines.text())


def split_header(path: str, line: bytes) -> list[str] | None:
    """The columns that a first line names; None where it is no header by itself."""
    found = list(_split(_Lines(iter([(1, line + b"\n")])), path))
    if len(found) != 1 or found[0][1] is None:
        return None
    check_columns(path, found[0][1])
    return found[0][1]


def _split(
    lines: _Lines, path: str, until: int | None = None
) -> Iterator[tuple[Origin, list[str] | None, RowFault | None]]:
    """Rows as cells; blank lines are skipped."""
    reader = csv.reader(lines, strict=True)
    while until is None or lines.last + 1 < until:
        lines.taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            found = f"a row that is not CSV ({error})"
            yield Origin(path, lines.first), None, RowFault("ledger-csv", found, "cells between commas")
            continue
        origin = Origin(path, lines.first)
        broken = next((raw for raw in lines.taken if _is_broken(raw)), None)
        if broken is not None:
            yield origin, None, not_utf8(broken)
        elif cells:
            yield origin, cells, None


def _is_broken(raw: bytes) -> bool:
    if raw.isascii():
        return False
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def row_of(header: Sequence[str], cells: Sequence[str]) -> RawRow:
    """Cells as a raw row; RowFault where they do not fit the header or a `data` cell is no JSON."""
    if len(cells) != len(header):
        number = f"{len(cells)} cell{'s' if len(cells) != 1 else ''}"
        raise RowFault("ledger-csv", number, f"{len(header)}, as in the header", "quote a cell that holds a comma")
    row: dict[str, Any] = {}
    data: dict[str, Any] = {}
    is_correction = "kind" in header and cells[header.index("kind")] == "correction"
    for name, cell in zip(header, cells, strict=True):
        if cell == "":
            continue
        if cell == SET_NULL and not (is_correction and name.startswith(DATA_PREFIX)):
            raise RowFault(
                "ledger-csv", f"\\N in the column `{name}`", "\\N in a correction's data only", "leave the cell empty"
            )
        if name.startswith(DATA_PREFIX):
            data[name.removeprefix(DATA_PREFIX)] = None if cell == SET_NULL else CellText(cell)
        else:
            row[name] = parse_json(cell) if name == "data" else cell
    if data:
        row["data"] = data
    return row
