"""What happens to rows that cannot be taken: listed as an error, or set aside in a file of their own."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
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

MOST_FAULTS_LISTED = 100
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
    """Writes rejected rows as JSON Lines {file, row, reason, code, record}; the file appears whole or not at all."""

    path: Path
    count: int = 0
    sets_aside: bool = True
    _file: TextIO | None = None

    def __enter__(self) -> "RejectsFile":
        try:
            # Lone surrogates that a broken row may hold are written as the JSON escapes that they came from.
            self._file = self._aside.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
        except OSError as error:
            raise UsageError(f"the file {self.path} cannot be written: {error.strerror}") from None
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        assert self._file is not None
        if kind is None:
            self._file.flush()
            os.fsync(self._file.fileno())
        self._file.close()
        if kind is None:
            self._aside.replace(self.path)
        else:
            self._aside.unlink(missing_ok=True)

    def add(self, rejected: Rejected) -> None:
        assert self._file is not None
        self.count += 1
        reason = f"{rejected.found}; expected {rejected.expected}" if rejected.expected else rejected.found
        line = {
            "file": rejected.origin.path,
            "row": rejected.origin.row,
            "reason": reason,
            "code": rejected.code,
            "record": _as_json(rejected.record),
        }
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")

    @property
    def _aside(self) -> Path:
        return self.path.with_name(f".{self.path.name}.{os.getpid()}.part")


def record_as_row(record: AnyRecord) -> dict[str, Any]:
    """A record as the JSON object that a reader would take again; instants in UTC, decimals as text."""
    kind = record.kind if isinstance(record, Membership) else KIND_OF[type(record)]
    values = {entry.name: getattr(record, entry.name) for entry in fields(record)}
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
