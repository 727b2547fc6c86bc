"""JSON Lines: one record a line, as an object. A line with `specversion` is a CloudEvent. Blank lines are skipped."""

from collections.abc import Iterator
from pathlib import Path

from isonomia.ledger.parse_record import RowFault
from isonomia.ledger.readers.cloud_events import is_cloud_event, record_of
from isonomia.ledger.readers.interface import ReadRow, not_utf8, raw_lines
from isonomia.ledger.readers.json_text import parse_object
from isonomia.ledger.record import Origin


def read_json_lines(path: Path) -> Iterator[ReadRow]:
    """The rows of a file (`-`: standard input); the row's number is its physical line."""
    for number, raw in raw_lines(path):
        if raw.strip():
            yield read_line(raw, Origin(str(path), number))


def read_line(raw: bytes, origin: Origin) -> ReadRow:
    """One line of a file as a row, or with what is wrong with it."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return ReadRow(origin, None, not_utf8(raw), raw.decode("utf-8", "replace").strip())
    try:
        row = parse_object(text)
        return ReadRow(origin, record_of(row) if is_cloud_event(row) else row)
    except RowFault as fault:
        return ReadRow(origin, None, fault, text.strip())
