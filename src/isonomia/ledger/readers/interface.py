"""What every reader gives: rows one by one, each with its place, or with what makes it unreadable."""

import gzip
import io
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from isonomia.diagnostics.diagnostic import Diagnostic
from isonomia.diagnostics.span import Position, Span
from isonomia.diagnostics.suggest import did_you_mean, one_of
from isonomia.errors import LedgerError
from isonomia.ledger.parse_record import RawRow, RowFault
from isonomia.ledger.record import Origin
from isonomia.ledger.row_keys import ALLOWED

STANDARD_INPUT = "-"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
DATA_PREFIX = "data."
KNOWN_COLUMNS = tuple(dict.fromkeys(["kind", "recorded_at", *(key for keys in ALLOWED.values() for key in keys)]))


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row: the keys it holds, or (`row` None) the fault that keeps it from being split, with its text."""

    origin: Origin
    row: RawRow | None
    fault: RowFault | None = None
    text: str = ""


Reader = Callable[[Path], Iterator[ReadRow]]


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A physical line, without its ending; `text` is None where the bytes are not UTF-8."""

    number: int
    text: str | None
    raw: bytes


def file_fault(path: str, found: str, expected: str = "", remedy: str = "", row: int = 1) -> LedgerError:
    """The error for a file that cannot be read at all, so that none of its rows can be set aside."""
    place = Position(row, 1)
    diagnostic = Diagnostic(
        "ledger-unreadable", Span(Path(path), place, place), f"{found}, in {path}", expected, remedy
    )
    return LedgerError([diagnostic])


def open_bytes(path: Path) -> BinaryIO:
    """A text file as bytes, unpacked where its name ends in `.gz`; `-` is standard input."""
    if str(path) == STANDARD_INPUT:
        return sys.stdin.buffer
    try:
        if path.suffix == ".gz":
            return io.BufferedReader(gzip.open(path, "rb"))
        return path.open("rb")
    except OSError as error:
        raise unreadable(path, error) from None


def unreadable(path: Path, error: Exception) -> LedgerError:
    """The error for a file that the machine does not give."""
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    is_damaged = isinstance(error, EOFError | zlib.error | gzip.BadGzipFile)
    remedy = "it is damaged or cut short: get it anew" if is_damaged else "check the path"
    return file_fault(str(path), f"a file that cannot be read: {reason}", "", remedy)


def raw_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The physical lines of a file with their endings, counted from 1, without a byte order mark."""
    with open_bytes(path) as file:
        try:
            for number, line in enumerate(file, 1):
                yield number, line.removeprefix(BYTE_ORDER_MARK) if number == 1 else line
        except (OSError, EOFError, zlib.error) as error:
            raise unreadable(path, error) from None


def not_utf8(raw: bytes) -> RowFault:
    """The fault of a line whose bytes are not UTF-8."""
    try:
        raw.decode("utf-8")
        at = 0
    except UnicodeDecodeError as error:
        at = error.start
    return RowFault(
        "ledger-encoding", f"bytes that are not UTF-8 (at byte {at + 1} of the line)", "", "save the file as UTF-8"
    )


def check_columns(path: str, names: Iterable[str]) -> None:
    """Refuse a table whose columns are unknown, twice there, or too few to hold a record; LedgerError."""
    columns = list(names)
    for position, name in enumerate(columns):
        if name in columns[:position]:
            raise file_fault(path, f"the column '{name}' twice", "each column once", row=1)
        if name not in KNOWN_COLUMNS and not (name.startswith(DATA_PREFIX) and len(name) > len(DATA_PREFIX)):
            raise file_fault(
                path,
                f"the column '{name}'",
                f"data.<field> or {one_of(KNOWN_COLUMNS)}",
                did_you_mean(name, KNOWN_COLUMNS) or "a field of a source stands as `data.<field>`",
            )
    if "recorded_at" not in columns:
        raise file_fault(path, "no column `recorded_at`", "", "add when each record was recorded")
    if "kind" not in columns and "event_id" not in columns:
        raise file_fault(path, "neither a column `kind` nor `event_id`", "", "without `kind` each row is an event")
    if "data" in columns and any(name.startswith(DATA_PREFIX) for name in columns):
        raise file_fault(path, "a column `data` beside columns data.<field>", "one of the two forms")
