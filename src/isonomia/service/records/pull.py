"""Facts from the organisation's own files and databases: connect.yaml, read again and again.

Reading twice gives the same rows, and the same row again is known already, so that nothing counts twice. A row of a
person who has not joined, or not agreed to the source, is left where it is and not copied here.
"""

from dataclasses import dataclass
from pathlib import Path

from isonomia.ledger.connect import read_connect
from isonomia.service.instance.instance import Instance
from isonomia.service.records.intake import take_records
from isonomia.service.records.outcome import Refused, Taken

PULLED_BY = "connect"
ROWS_AT_ONCE = 2_000
EXPECTED = frozenset(
    {"record-not-a-member", "record-no-consent", "record-erased", "record-future", "record-source-closed"}
)
"""Refusals that are no fault of the source: it holds more people and days than the scheme may know."""


@dataclass(frozen=True)
class Pulled:
    """What one reading brought."""

    taken: int
    known: int
    passed_over: int
    faults: tuple[str, ...]


def pull(instance: Instance, connect: Path) -> Pulled:
    """Read every query once, and take in what is new. LedgerError where connect.yaml itself is wrong."""
    taken = known = passed_over = 0
    faults: list[str] = []
    with instance.database.reading() as connection:
        scheme = instance.version(connection).scheme
    rows = list(read_connect(scheme, connect))
    for begin in range(0, len(rows), ROWS_AT_ONCE):
        part = rows[begin : begin + ROWS_AT_ONCE]
        with instance.database.writing() as connection:
            intake = instance.intake(connection, PULLED_BY)
            read = []
            for item in part:
                if item.row is None:
                    fault = item.fault
                    assert fault is not None
                    read.append(Refused(fault.code, fault.found, fault.expected, fault.remedy))
                else:
                    given = {name: value for name, value in item.row.items() if name != "recorded_at"}
                    read.append(_allowed(given) or intake.read(given))  # type: ignore[arg-type]
            outcomes = take_records(connection, intake, read)
        for item, outcome in zip(part, outcomes, strict=True):
            if isinstance(outcome, Taken):
                taken, known = taken + outcome.is_new, known + (not outcome.is_new)
            elif outcome.code in EXPECTED:
                passed_over += 1
            else:
                faults.append(f"{item.origin}: {outcome.code}")
    return Pulled(taken, known, passed_over, tuple(faults))


def _allowed(row: dict[str, object]) -> Refused | None:
    """Joins, disputes and decisions are acts of people; no database makes them."""
    kind = row.get("kind", "event")
    if kind in ("event", "correction", "withdrawal", "measure"):
        return None
    return Refused("record-kind", f"a record of kind '{kind}'", "event, correction, withdrawal or measure")
