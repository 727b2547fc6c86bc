"""How long does one member's account and statement take, from 500 events, in a warm process?"""

import json
import statistics
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import data

from isonomia.ledger.parse_record import RecordParser
from isonomia.ledger.record import Origin
from isonomia.ledger.validate import validate
from isonomia.score.account import account
from isonomia.score.history import histories
from isonomia.score.statement.build import statement

EVENTS = 500


def measure(rounds: int = 200) -> dict[str, Any]:
    """Median milliseconds of the account alone and of account and statement together."""
    scheme = data.scheme()
    parser = RecordParser(scheme)
    first = datetime(2024, 1, 1, tzinfo=UTC)
    records = [
        parser.parse(
            {
                "kind": "event",
                "source": "hours",
                "event_id": str(number),
                "member": "m",
                "occurred_at": (first + timedelta(hours=31 * number)).isoformat(),
                "recorded_at": data.AS_OF.isoformat(),
                "data": {"hours": f"{number % 9}.5", "task": ["garden", "night", "teaching"][number % 3]},
            },
            Origin("made", number),
        )
        for number in range(EVENTS)
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
        "events": EVENTS,
        "entries": len(made.entries),
        "account_ms": round(statistics.median(accounts) * 1000, 2),
        "account_and_statement_ms": round(statistics.median(both) * 1000, 2),
    }


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
