"""How long does one member's account and statement take, from 500 events, in a warm process?"""

import json
import statistics
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import data

from isonomia.garbage import spare_collection
from isonomia.ledger.parse_record import RecordParser
from isonomia.ledger.record import Origin
from isonomia.ledger.validate import validate
from isonomia.score.account import account
from isonomia.score.history import histories
from isonomia.score.statement.build import statement

EVENTS = 500


def measure(rounds: int = 200) -> dict[str, Any]:
    """The figures of a member such as the benchmark's ledger has, and of one whose events match several rules each."""
    spare_collection()  # as every process of isonomia does
    return {
        "events": EVENTS,
        "of_the_ledger": _figures(_as_in_the_ledger(), rounds),
        "of_hours": _figures(_hours(), rounds),
    }


def _figures(events: Iterable[dict[str, Any]], rounds: int) -> dict[str, Any]:
    """Median milliseconds of the account alone and of account and statement together, and the least of the latter."""
    scheme = data.scheme()
    parser = RecordParser(scheme)
    records = [
        parser.parse({"kind": "event", "member": "m"} | event, Origin("made", row)) for row, event in enumerate(events)
    ]
    history = histories(validate(records).ledger, data.AS_OF)["m"]
    accounts, both = [], []
    for _ in range(rounds):
        begun = time.perf_counter()
        made = account(scheme, history, data.AS_OF)
        between = time.perf_counter()
        statement(scheme, made)
        accounts.append(between - begun)
        both.append(time.perf_counter() - begun)
    return {
        "entries": len(made.entries),
        "account_ms": round(statistics.median(accounts) * 1000, 2),
        "account_and_statement_ms": round(statistics.median(both) * 1000, 2),
        "fastest_ms": round(min(both) * 1000, 2),
    }


def _as_in_the_ledger() -> Iterator[dict[str, Any]]:
    """Events of all sources with the values, shares and years of the ledger that the engines are measured on."""
    for source, rows in data.of_one_member(data.scheme(), EVENTS).items():
        for row in rows:
            at = row["occurred_at"].isoformat() + "Z"
            fields = {name: row[f"data_{name}"] for name in data.scheme().fields[source]}
            yield {
                "source": source,
                "event_id": row["event_id"],
                "occurred_at": at,
                "recorded_at": at,
                "data": {name: str(value) if isinstance(value, Decimal) else value for name, value in fields.items()},
            }


def _hours() -> Iterator[dict[str, Any]]:
    """Events of the one source that most rules read, so that each matches one rule or two."""
    first = datetime(2024, 1, 1, tzinfo=UTC)
    for number in range(EVENTS):
        yield {
            "source": "hours",
            "event_id": str(number),
            "occurred_at": (first + timedelta(hours=31 * number)).isoformat(),
            "recorded_at": data.AS_OF.isoformat(),
            "data": {"hours": f"{number % 9}.5", "task": ["garden", "night", "teaching"][number % 3]},
        }


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
