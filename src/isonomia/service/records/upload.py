"""A CSV file of one source: read whole, row by row, with the reason for each row that cannot be taken."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from isonomia.diagnostics.suggest import did_you_mean, one_of
from isonomia.ledger.parse_record import RawRow
from isonomia.ledger.readers.comma_separated import rows_of_lines
from isonomia.ledger.readers.interface import BYTE_ORDER_MARK, DATA_PREFIX
from isonomia.locale import _
from isonomia.scheme.scheme import Scheme
from isonomia.service.exports.exports import harmless
from isonomia.service.problems import invalid
from isonomia.service.records.outcome import Refused

KEYS = ("event_id", "member", "occurred_at")
MOST_BYTES = 8 * 1024 * 1024
MOST_ROWS = 10_000


@dataclass(frozen=True)
class UploadedRow:
    """One row: its line in the file, its cells as they were, and the record or why there is none."""

    line: int
    cells: str
    row: RawRow | Refused


def read_upload(scheme: Scheme, source: str, data: bytes) -> list[UploadedRow]:
    """The rows of a file whose columns are `event_id`, `member`, `occurred_at` and the source's fields.

    Raises Problem where the file as a whole cannot be read.
    """
    if len(data) > MOST_BYTES:
        raise invalid(_("The file has more than {count} MiB.").format(count=MOST_BYTES // 1024**2))
    lines = data.removeprefix(BYTE_ORDER_MARK).splitlines(keepends=True)
    if not lines:
        raise invalid(_("The file is empty."), _("Name the columns in the first line."))
    if len(lines) - 1 > MOST_ROWS:
        raise invalid(
            _("The file has {count} rows; at most {most} are taken at once.").format(
                count=len(lines) - 1, most=MOST_ROWS
            ),
            _("Send it in parts."),
        )
    header = _header(scheme, source, lines[0])
    numbered = ((number, line) for number, line in enumerate(lines[1:], 2))
    found = []
    for read in rows_of_lines(numbered, _("the file"), header):
        if read.row is None:
            fault = read.fault
            assert fault is not None
            reason = Refused(fault.code, fault.found, fault.expected, fault.remedy)
            found.append(UploadedRow(read.origin.row, read.text, reason))
        else:
            row = {**read.row, "kind": "event", "source": source}
            found.append(UploadedRow(read.origin.row, lines[read.origin.row - 1].decode(errors="replace").strip(), row))
    return found


def _header(scheme: Scheme, source: str, line: bytes) -> list[str]:
    try:
        names = next(csv.reader([line.decode("utf-8").strip()]))
    except (UnicodeDecodeError, csv.Error, StopIteration):
        raise invalid(_("The first line is not a line of column names in UTF-8.")) from None
    fields = tuple(scheme.fields[source])
    columns = []
    for name in names:
        plain = name.strip().removeprefix(DATA_PREFIX)
        if plain in KEYS:
            columns.append(plain)
        elif plain in fields:
            columns.append(DATA_PREFIX + plain)
        else:
            known = (*KEYS, *fields)
            remedy = did_you_mean(plain, known) or _("Leave the column out: what no rule may read must not be sent.")
            raise invalid(_("The column '{name}' is none of {known}.").format(name=plain, known=one_of(known)), remedy)
    missing = [name for name in KEYS if name not in columns]
    if missing or len(set(columns)) < len(columns):
        raise invalid(
            _("The columns {missing} are missing, or one stands twice.").format(missing=", ".join(missing) or "-"),
            _("Each of {keys} stands once.").format(keys=one_of(KEYS)),
        )
    return columns


def rejects_as_csv(rows: Sequence[tuple[UploadedRow, Refused]]) -> str:
    """The rows that were not taken, each with its line and the reason."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["line", "row", "code", "found", "expected", "remedy"])
    for row, why in rows:
        cells = [row.line, row.cells, why.code, why.found, why.expected, why.remedy]
        writer.writerow([harmless(cell) for cell in cells])
    return text.getvalue()
