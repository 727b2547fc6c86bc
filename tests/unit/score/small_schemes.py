"""Small schemes from their text, small ledgers from a line a record, and the accounts that follow."""

from pathlib import Path
from typing import Any

from isonomia.ledger.instants import parse_day, parse_recorded
from isonomia.ledger.ledger import Ledger
from isonomia.ledger.parse_record import RecordParser
from isonomia.ledger.record import Origin
from isonomia.ledger.validate import validate
from isonomia.periods import last_instant
from isonomia.scheme.load import read_scheme_text
from isonomia.scheme.scheme import Scheme
from isonomia.score.account import Account, accounts

HEAD = """
isonomia: 1
scheme: small
time_zone: {zone}
sources:
  acts: {{fields: {{n: integer, hours: decimal}}{retention}}}
  fees: {{fields: {{n: integer}}}}
"""
APPEAL = "rights: {appeal: {to: board, suspends: true}}\n"
Row = dict[str, Any]


def small(text: str, zone: str = "UTC", retention: str = "") -> Scheme:
    """A scheme of the two sources `acts` and `fees`, with these rules and what else the text says."""
    reading = read_scheme_text(
        Path("small.yaml"), HEAD.format(zone=zone, retention=f", retention: {retention}" if retention else "") + text
    )
    assert reading.scheme is not None, [item.message for item in reading.errors]
    return reading.scheme


def act(day: str, n: int | None = None, event: str = "", recorded: str = "", **changes: Any) -> Row:
    """An event; its id is its day unless it is given, and it was recorded when it happened unless that is said."""
    at = recorded or day
    row = {"kind": "event", "source": "acts", "event_id": event or day, "member": "anna", "occurred_at": day}
    data = {"n": n, **({"hours": changes.pop("hours")} if "hours" in changes else {})}
    return row | {"recorded_at": instant_text(at), "data": data} | changes


def record(kind: str, at: str, **keys: Any) -> Row:
    """Any other record, of `at` (recorded, and for members and measures also happened, then)."""
    happens = {"occurred_at": at} if kind in ("join", "leave", "measure") else {}
    who = {"member": "anna"} if kind in ("join", "leave", "measure") else {}
    of_event = (
        {"source": "acts"} if kind in ("correction", "withdrawal", "dispute") and "measure_id" not in keys else {}
    )
    return {"kind": kind, "recorded_at": instant_text(at), **happens, **who, **of_event, **keys}


def dispute(at: str, event: str, name: str = "d1", **keys: Any) -> Row:
    return record("dispute", at, event_id=event, dispute_id=name, **keys)


def decision(at: str, outcome: str, name: str = "d1") -> Row:
    return record("decision", at, dispute_id=name, outcome=outcome)


def measure(at: str, name: str, key: str = "", **keys: Any) -> Row:
    return record("measure", at, measure=name, measure_id=key or name, **keys)


def instant_text(text: str) -> str:
    """A bare day stands for its first instant in UTC."""
    return f"{text}T00:00:00Z" if len(text) == len("2025-01-01") else text


def everyone(scheme: Scheme, rows: list[Row], as_of: str, known_at: str = "2999-12-31") -> dict[str, Account]:
    """All accounts; a bare day as `as_of` or `known_at` is its last instant."""
    return accounts(scheme, ledger_of(scheme, rows), _instant(as_of, scheme), _instant(known_at, scheme))


def ledger_of(scheme: Scheme, rows: list[Row]) -> Ledger:
    """The ledger of some rows without a fault."""
    parser = RecordParser(scheme)
    checked = validate([parser.parse(row, Origin("ledger", number)) for number, row in enumerate(rows, 1)])
    assert not checked.faults, checked.faults
    return checked.ledger


def account_of(scheme: Scheme, rows: list[Row], as_of: str, known_at: str = "2999-12-31") -> Account:
    return everyone(scheme, rows, as_of, known_at)["anna"]


def score(scheme: Scheme, rows: list[Row], as_of: str, known_at: str = "2999-12-31") -> int:
    return account_of(scheme, rows, as_of, known_at).score


def band(scheme: Scheme, rows: list[Row], as_of: str, known_at: str = "2999-12-31") -> str | None:
    return account_of(scheme, rows, as_of, known_at).band_name


def left(account: Account) -> list[int]:
    """What the caps and steps left of each entry, in the total order."""
    return [entry.left for entry in account.entries]


def _instant(text: str, scheme: Scheme) -> Any:
    return last_instant(parse_day(text), scheme.zone) if len(text) == len("2025-01-01") else parse_recorded(text)
