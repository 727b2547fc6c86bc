"""What happens to rows that cannot be taken: listed as an error, or set aside in a file of their own."""

import json
import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, TextIO

from isonomia.diagnostics.diagnostic import Diagnostic, sort_key
from isonomia.diagnostics.span import Position, Span
from isonomia.errors import LedgerError, UsageError
from isonomia.fixed_point import plain_text
from isonomia.ledger.record import (
    AnyRecord,
    Correction,
    Decision,
    Dispute,
    Event,
    Measure,
    Membership,
    Origin,
    Withdrawal,
)
from isonomia.whole_file import aside

MOST_FAULTS_LISTED = 100
KEYS_OF_A_REJECTED_ROW = ("file", "row", "reason", "code", "record")
KIND_OF = {
    Event: "event",
    Correction: "correction",
    Withdrawal: "withdrawal",
    Dispute: "dispute",
    Decision: "decision",
    Measure: "measure",
}


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be taken: its place, what is wrong, and the row (as read, or as a record again)."""

    origin: Origin
    code: str
    found: str
    expected: str
    remedy: str
    record: Mapping[str, Any] | AnyRecord | str

    def diagnostic(self) -> Diagnostic:
        """The fault for people; the text names file and row, also where no source line can be shown."""
        place = Position(self.origin.row, 1)
        span = Span(Path(self.origin.path), place, place)
        return Diagnostic(self.code, span, f"{self.found}, in {self.origin}", self.expected, self.remedy)


class FaultSink(Protocol):
    """Where rejected rows go."""

    @property
    def sets_aside(self) -> bool:
        """Whether reading goes on without the rejected rows."""

    @property
    def count(self) -> int:
        """How many rows were rejected so far."""

    def add(self, rejected: Rejected) -> None:
        """Take one rejected row."""


@dataclass
class FaultList:
    """Collects the first faults in the order of the files, to be raised together."""

    count: int = 0
    sets_aside: bool = False
    _kept: list[Diagnostic] = field(default_factory=list)

    def add(self, rejected: Rejected) -> None:
        self.count += 1
        self._kept.append(rejected.diagnostic())
        if len(self._kept) >= 50 * MOST_FAULTS_LISTED:
            self._shorten()

    def raise_if_any(self) -> None:
        """LedgerError with at most the first 100 faults and a last line that counts the rest."""
        if not self.count:
            return
        self._shorten()
        listed = list(self._kept)
        if self.count > len(listed):
            listed.append(Diagnostic("ledger-more", listed[-1].span, f"and {self.count - len(listed)} more"))
        raise LedgerError(listed)

    def _shorten(self) -> None:
        self._kept.sort(key=lambda item: (*sort_key(item), item.code, item.found))
        del self._kept[MOST_FAULTS_LISTED:]


@dataclass
class RejectsFile:
    """Writes rejected rows as JSON Lines {file, row, reason, code, record}; the file appears whole or not at all.

    It takes the place of an earlier such file, whose rows are in the ledger still, and of nothing else: a path that
    holds anything but rejected rows is a UsageError, before any work is done.
    """

    path: Path
    count: int = 0
    sets_aside: bool = True
    _file: TextIO | None = None
    _closing: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> "RejectsFile":
        try:
            _refuse_other_content(self.path)
            place = self._closing.enter_context(aside(self.path))
            # Lone surrogates that a broken row may hold are written as the JSON escapes that they came from.
            opened = place.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise UsageError(f"the file of rejected rows '{self.path}' cannot be written: {reason}") from None
        self._file = self._closing.enter_context(opened)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._file is not None
        if kind is None:
            self._file.flush()
            os.fsync(self._file.fileno())
        self._closing.__exit__(kind, error, trace)

    def add(self, rejected: Rejected) -> None:
        assert self._file is not None
        self.count += 1
        reason = f"{rejected.found}; expected {rejected.expected}" if rejected.expected else rejected.found
        values = (rejected.origin.path, rejected.origin.row, reason, rejected.code, _as_json(rejected.record))
        line = dict(zip(KEYS_OF_A_REJECTED_ROW, values, strict=True))
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _refuse_other_content(path: Path) -> None:
    """UsageError where writing rejected rows to `path` would destroy something else; OSError if it cannot be read."""
    if not path.exists():
        return
    what = "is not a file"
    if path.is_file():
        with path.open("rb") as file:
            if all(map(_is_rejected_row, file)):
                return
        what = "holds something else than rejected rows, and would be overwritten"
    raise UsageError(
        f"'{path}' {what}", remedy="give --rejects the name of a new file, or of an earlier file of rejects"
    )


def _is_rejected_row(line: bytes) -> bool:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and tuple(row) == KEYS_OF_A_REJECTED_ROW


def record_as_row(record: AnyRecord) -> dict[str, Any]:
    """A record as the JSON object that a reader would take again; instants in UTC, decimals as text."""
    kind = record.kind if isinstance(record, Membership) else KIND_OF[type(record)]
    values = {name: getattr(record, name) for name in record.__struct_fields__}
    for name in ("origin", "occurred_on", "kind"):
        values.pop(name, None)
    return {"kind": kind} | {name: _as_json(value) for name, value in values.items() if value is not None}


def _as_json(value: Any) -> Any:
    if isinstance(value, AnyRecord):
        return record_as_row(value)
    if isinstance(value, Mapping):
        return {str(name): _as_json(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_json(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain_text(value)
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)
