"""One row of a ledger, as read from any format, to one typed record. The authority on what a good row is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from isonomia.diagnostics.suggest import did_you_mean, one_of
from isonomia.diagnostics.visible import visible
from isonomia.diagnostics.yaml_document import NumberText, shorten
from isonomia.expression.tree import Type
from isonomia.fixed_point import parse_decimal, parse_integer, plain_text
from isonomia.ledger.instants import parse_day, parse_occurred, parse_recorded
from isonomia.ledger.record import (
    AnyRecord,
    Correction,
    Decision,
    Dispute,
    Event,
    FieldValue,
    Measure,
    Membership,
    Origin,
    Withdrawal,
)
from isonomia.ledger.row_keys import ALLOWED, REQUIRED
from isonomia.periods import first_instant, local_date, localize
from isonomia.scheme.measures import measures_on_record
from isonomia.scheme.scheme import Scheme

RawRow = Mapping[str, Any]
"""Keys to values as the format gives them: text, int, bool, None, NumberText, Decimal, date, datetime, dict."""


class CellText(str):
    """A cell of a table whose format has no booleans, or that may hold them as words: text, or true or false."""

    __slots__ = ()


OUTCOMES = ("upheld", "rejected", "corrected")
LONGEST_ID = 1000
LONGEST_SHOWN = 60


@dataclass(eq=False)  # not frozen: whatever passes an exception on writes its traceback into it
class RowFault(Exception):
    """What is wrong with a row; turned into a diagnostic with file and row by the reader."""

    code: str
    found: str
    expected: str = ""
    remedy: str = ""


@dataclass
class RecordParser:
    """Reads rows against the sources of one scheme."""

    scheme: Scheme
    fields: Mapping[str, Mapping[str, Type]] = field(init=False)
    measures: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.fields = self.scheme.fields
        self.measures = measures_on_record(self.scheme)
        self._makers: dict[str, Callable[[RawRow, datetime, Origin], AnyRecord]] = {
            "event": self._event,
            "correction": self._correction,
            "withdrawal": self._withdrawal,
            "dispute": self._dispute,
            "decision": self._decision,
            "measure": self._measure,
            "join": self._membership,
            "leave": self._membership,
        }

    def parse(self, row: RawRow, origin: Origin) -> AnyRecord:
        """The record that a row holds; RowFault says what is wrong with it. Absent and None are the same."""
        kind = row.get("kind", "event" if "event_id" in row and "kind" not in row else None)
        if not isinstance(kind, str) or kind not in REQUIRED:
            raise RowFault(
                "ledger-kind", f"the kind {_show(kind)}", one_of(REQUIRED), did_you_mean(str(kind or ""), REQUIRED)
            )
        for key, value in row.items():
            if key not in ALLOWED[kind] and key not in ("kind", "recorded_at") and value is not None:
                raise RowFault(
                    "ledger-unknown-key",
                    f"the key '{shorten(key)}' in a record of kind {kind}",
                    one_of(ALLOWED[kind]),
                    did_you_mean(key, ALLOWED[kind]),
                )
        for key in (*REQUIRED[kind], "recorded_at"):
            if row.get(key) is None:
                raise RowFault("ledger-missing-key", f"no `{key}` in a record of kind {kind}", "", f"add `{key}`")
        recorded_at = self._recorded(row["recorded_at"])
        return self._makers[kind](row, recorded_at, origin)

    # -- kinds ----------------------------------------------------------------------------------------------

    def _event(self, row: RawRow, recorded_at: datetime, origin: Origin) -> Event:
        source = self._source(row)
        occurred_at = self._occurred(row["occurred_at"])
        given = self._data(row, source)
        declared = self.fields[source]
        return Event(
            recorded_at=recorded_at,
            origin=origin,
            source=source,
            event_id=_identifier(row, "event_id"),
            member=_identifier(row, "member"),
            occurred_at=occurred_at,
            occurred_on=local_date(occurred_at, self.scheme.zone),
            data={name: given.get(name) for name in declared},
        )

    def _correction(self, row: RawRow, recorded_at: datetime, origin: Origin) -> Correction:
        source = self._source(row)
        occurred_at = self._occurred(row["occurred_at"]) if row.get("occurred_at") is not None else None
        data = self._data(row, source)
        member = _identifier(row, "member") if row.get("member") is not None else None
        if occurred_at is None and member is None and not data:
            raise RowFault(
                "ledger-empty-correction", "a correction that changes nothing", "occurred_at, member or data"
            )
        return Correction(
            recorded_at=recorded_at,
            origin=origin,
            source=source,
            event_id=_identifier(row, "event_id"),
            correction_id=_optional_text(row, "correction_id"),
            member=member,
            occurred_at=occurred_at,
            occurred_on=local_date(occurred_at, self.scheme.zone) if occurred_at else None,
            data=data,
            reason=_optional_text(row, "reason"),
        )

    def _withdrawal(self, row: RawRow, recorded_at: datetime, origin: Origin) -> Withdrawal:
        measure_id = row.get("measure_id")
        names_event = row.get("source") is not None and row.get("event_id") is not None
        if (measure_id is None) == (not names_event) or (measure_id is not None and row.get("event_id") is not None):
            raise RowFault(
                "ledger-missing-key", "a withdrawal that does not name one thing", "source and event_id, or measure_id"
            )
        return Withdrawal(
            recorded_at=recorded_at,
            origin=origin,
            source=self._source(row) if names_event else None,
            event_id=_identifier(row, "event_id") if names_event else None,
            measure_id=_identifier(row, "measure_id") if measure_id is not None else None,
            reason=_optional_text(row, "reason"),
        )

    def _dispute(self, row: RawRow, recorded_at: datetime, origin: Origin) -> Dispute:
        return Dispute(
            recorded_at=recorded_at,
            origin=origin,
            source=self._source(row),
            event_id=_identifier(row, "event_id"),
            dispute_id=_identifier(row, "dispute_id"),
            by=_optional_text(row, "by"),
        )

    def _decision(self, row: RawRow, recorded_at: datetime, origin: Origin) -> Decision:
        outcome = row["outcome"]
        if outcome not in OUTCOMES:
            raise RowFault(
                "ledger-value", f"the outcome {_show(outcome)}", one_of(OUTCOMES), did_you_mean(str(outcome), OUTCOMES)
            )
        return Decision(
            recorded_at=recorded_at,
            origin=origin,
            dispute_id=_identifier(row, "dispute_id"),
            outcome=outcome,
            by=_optional_text(row, "by"),
            reason=_optional_text(row, "reason"),
        )

    def _measure(self, row: RawRow, recorded_at: datetime, origin: Origin) -> Measure:
        occurred_at = self._occurred(row["occurred_at"])
        measure = _identifier(row, "measure")
        if measure not in self.measures:
            raise RowFault(
                "ledger-unknown-measure",
                f"the measure '{shorten(measure)}', which no step of the scheme uses",
                one_of(self.measures) if self.measures else "no measure",
                did_you_mean(measure, self.measures) or "name the measure of a step: no other holds or lifts a score",
            )
        return Measure(
            recorded_at=recorded_at,
            origin=origin,
            member=_identifier(row, "member"),
            measure_id=_identifier(row, "measure_id"),
            measure=measure,
            occurred_at=occurred_at,
            occurred_on=local_date(occurred_at, self.scheme.zone),
        )

    def _membership(self, row: RawRow, recorded_at: datetime, origin: Origin) -> Membership:
        written = row.get("occurred_at")
        occurred_at = self._occurred(written) if written is not None else recorded_at
        return Membership(
            recorded_at=recorded_at,
            origin=origin,
            kind=row["kind"],
            member=_identifier(row, "member"),
            occurred_at=occurred_at,
            occurred_on=local_date(occurred_at, self.scheme.zone),
        )

    # -- parts ----------------------------------------------------------------------------------------------

    def _source(self, row: RawRow) -> str:
        source = row.get("source")
        if not isinstance(source, str) or source not in self.fields:
            raise RowFault(
                "ledger-unknown-source",
                f"the source {_show(source)}",
                f"a source of the scheme, {one_of(self.fields)}",
                did_you_mean(str(source or ""), self.fields) or "data that no rule may read must not be in the ledger",
            )
        return source

    def _recorded(self, value: Any) -> datetime:
        if isinstance(value, datetime):
            if value.tzinfo is None:
                raise RowFault("ledger-time", f"recorded_at {value}", "a time with an offset or a time zone")
            return value.astimezone(UTC)
        instant: datetime = _read(parse_recorded, value, "recorded_at", "ledger-time")
        return instant

    def _occurred(self, value: Any) -> datetime:
        zone = self.scheme.zone
        if isinstance(value, datetime):
            return value.astimezone(UTC) if value.tzinfo else localize(value, zone)
        if isinstance(value, date):
            return first_instant(value, zone)
        instant: datetime = _read(lambda text: parse_occurred(text, zone), value, "occurred_at", "ledger-time")
        return instant

    def _data(self, row: RawRow, source: str) -> dict[str, FieldValue]:
        data = row.get("data")
        if data is None:
            return {}
        if not isinstance(data, Mapping):
            raise RowFault("ledger-value", f"`data` that is {_show(data)}", "a mapping of the source's fields")
        declared = self.fields[source]
        for name in data:
            if name not in declared:
                raise RowFault(
                    "ledger-unknown-field",
                    f"the field '{shorten(str(name))}', which the source '{source}' does not declare",
                    one_of(declared),
                    did_you_mean(str(name), declared) or "data that no rule may read must not be there",
                )
        return {name: read_value(name, declared[name], value) for name, value in data.items()}


def read_value(name: str, wanted: Type, value: Any) -> FieldValue:
    """A field's value as its declared type; RowFault says what was found instead."""
    if value is None:
        return None
    try:
        match wanted:
            case Type.BOOLEAN:
                return _boolean(value)
            case Type.INTEGER:
                return _integer(value)
            case Type.DECIMAL:
                return _decimal(value)
            case Type.DATE:
                return _date(value)
            case _:
                return _text(value)
    except ValueError as error:
        remedy = _without_blanks(value) or _without_quotes(wanted, value)
        raise RowFault("ledger-value", f"{_show(value)} in the field `{name}`", str(error), remedy) from None


def _without_blanks(value: Any) -> str:
    """What to do about a value that is only wrong, or looks right, for the blanks around it."""
    is_padded = isinstance(value, str) and value != value.strip()
    return "remove the blanks at its beginning or its end" if is_padded else ""


def _without_quotes(wanted: Type, value: Any) -> str:
    return "remove the quotes" if wanted is Type.BOOLEAN and value in ("true", "false") else ""


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if type(value) is CellText and value in ("true", "false"):
        return bool(value == "true")
    raise ValueError("true or false")


def _integer(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return parse_integer(str(value))
    if isinstance(value, str):
        return parse_integer(value)
    raise ValueError("a whole number of at most 64 bits, such as 3")


def _decimal(value: Any) -> Decimal:
    if isinstance(value, (Decimal, int)) and not isinstance(value, bool):
        return parse_decimal(f"{value:f}" if isinstance(value, Decimal) else str(value))
    if isinstance(value, str):
        return parse_decimal(value)
    raise ValueError("a decimal number such as 85.5, written as a number or a text, not a binary float")


def _date(value: Any) -> date:
    if isinstance(value, datetime):
        raise ValueError("a date such as 2025-03-31, without a time")
    if isinstance(value, date):
        return parse_day(value.isoformat())
    if isinstance(value, str):
        return parse_day(value)
    raise ValueError("a date such as 2025-03-31")


def _text(value: Any) -> str:
    if type(value) not in (str, CellText):
        raise ValueError("a text")
    return _clean(str(value))


def _clean(text: str) -> str:
    if "\0" in text:
        raise ValueError("a text without U+0000")
    if not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError("Unicode text without lone surrogates")
    return text


def _identifier(row: RawRow, key: str) -> str:
    value = row[key]
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, NumberText):
        found, expected = f"`{key}` as the number {shorten(value)}", "a text, or a whole number of at most 40 digits"
        raise RowFault("ledger-value", found, expected, f'put it in quotes: "{shorten(value)}"')
    if not isinstance(value, str) or not value or len(value) > LONGEST_ID:
        raise RowFault("ledger-value", f"`{key}` {_show(value)}", f"a text of 1 to {LONGEST_ID} characters")
    try:
        return str(_clean(value))
    except ValueError as error:
        raise RowFault("ledger-value", f"`{key}` {_show(value)}", str(error)) from None


def _optional_text(row: RawRow, key: str) -> str | None:
    if key != "reason" or row.get(key) is None:
        return None if row.get(key) is None else _identifier(row, key)
    try:
        return _clean(str(row[key]))
    except ValueError as error:
        raise RowFault("ledger-value", f"`{key}` {_show(row[key])}", str(error)) from None


def _read(parse: Callable[[str], Any], value: Any, key: str, code: str) -> Any:
    if not isinstance(value, str):
        raise RowFault(code, f"{key} {_show(value)}", "a time such as 2025-03-31T12:00:00Z")
    try:
        return parse(value)
    except (ValueError, OverflowError) as error:
        raise RowFault(code, f"{key} {_show(value)}", str(error), _without_blanks(value)) from None


def _show(value: Any) -> str:
    if value is None:
        return "that is absent"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, Decimal)):
        return plain_text(value)
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return f"'{_as_written(str(value))}'"


def _as_written(text: str) -> str:
    """A text in one line with every blank of it, cut where it is long."""
    shown = visible(text[: LONGEST_SHOWN + 1])
    return shown if len(text) <= LONGEST_SHOWN else f"{shown[: LONGEST_SHOWN - 3]}..."
