"""A clock that was put back over midnight: the repeated hour belongs to the day that has begun, on every engine."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

from differential.agreement import assert_agrees
from isonomia.ledger.parse_record import RecordParser
from isonomia.ledger.record import Origin
from isonomia.ledger.validate import validate
from isonomia.scheme.load import read_scheme_text
from isonomia.score.account import accounts
from isonomia.score.engines.duckdb import DuckDBEngine
from isonomia.score.engines.postgres import PostgresEngine
from strategies import Case

SCHEME = {
    "isonomia": 1,
    "scheme": "newfoundland",
    "time_zone": "America/St_Johns",
    "sources": {"acts": {"fields": {"number": "integer"}}},
    "rules": {
        "repeated": {"source": "acts", "points": "nth * 10", "nth": {"within": "1 day"}, "expires": "1 month"},
        "capped": {"source": "acts", "points": 1, "cap": {"points": 2, "per": "day"}},
        "busy_day": {"each": "day", "when": "COUNT(acts) > 1", "points": "COUNT(acts) * 1000"},
    },
    "score": {"base": 0, "assessed": "daily"},
    "bands": {"low": {}, "high": {"from": 100, "grace": "1 day"}},
}
# 7 November 2010, 00:01 became 6 November, 23:01, at 02:31 UTC
TIMES = ["02:00:00", "02:30:30", "02:31:30", "03:00:00", "03:40:00", "20:00:00"]


def case(as_of: datetime) -> Case:
    scheme = read_scheme_text(Path("newfoundland.yaml"), json.dumps(SCHEME)).scheme
    assert scheme is not None
    parser = RecordParser(scheme)
    event = {"kind": "event", "source": "acts", "member": "anna", "recorded_at": "2010-12-01T00:00:00Z", "data": {}}
    rows = [event | {"event_id": f"{i}", "occurred_at": f"2010-11-07T{time}Z"} for i, time in enumerate(TIMES)]
    records = tuple(parser.parse(row, Origin("made", number)) for number, row in enumerate(rows, 1))
    return Case(scheme, validate(records).ledger, records, as_of, datetime(2011, 1, 1, tzinfo=UTC))


def test_dates_never_fall_while_time_goes_on() -> None:
    made = case(datetime(2010, 11, 9, tzinfo=UTC))
    entries = accounts(made.scheme, made.ledger, made.as_of, made.known_at)["anna"].entries
    counted = [(entry.date, entry.nth) for entry in entries if entry.rule.name == "repeated"]
    day = date(2010, 11, 7)
    assert counted == [(date(2010, 11, 6), 1), (day, 1), (day, 2), (day, 3), (day, 4), (day, 5)]


def test_engines_agree(postgres_url: str) -> None:
    for hour, minute in ((2, 31), (2, 45), (3, 30), (3, 45), (23, 59)):
        made = case(datetime(2010, 11, 7, hour, minute, tzinfo=UTC))
        assert_agrees(DuckDBEngine(), made)
        assert_agrees(PostgresEngine(postgres_url), made)
