"""Names may have 63 letters; the query's own prefix makes them longer than what PostgreSQL tells apart."""

import json
import re
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from differential.agreement import assert_agrees, reference_rows
from isonomia.expression.dialects.postgres import POSTGRES
from isonomia.ledger.parse_record import RecordParser
from isonomia.ledger.record import Origin
from isonomia.ledger.validate import validate
from isonomia.scheme.load import read_scheme_text
from isonomia.score.engines.duckdb import DuckDBEngine
from isonomia.score.engines.postgres import PostgresEngine
from isonomia.score.sql.query import build_query
from strategies import Case

LONG = "n" * 62
AT = {"occurred_at": "2025-01-01T00:00:00Z", "recorded_at": "2025-01-01T00:00:00Z"}
NOW = datetime(2025, 2, 1, tzinfo=UTC)


def case() -> Case:
    """Two sources, two fields, two rules and a pool, each pair alike up to the last of its 63 letters."""
    fields = {f"{LONG}a": "integer", f"{LONG}b": "decimal"}
    source, rule = "s" * 62, "r" * 62
    points = f"{LONG}a * 10 + {LONG}b"
    scheme = {
        "isonomia": 1,
        "scheme": "long",
        "time_zone": "UTC",
        "sources": {f"{source}a": {"fields": fields}, f"{source}b": {"fields": fields}},
        "rules": {
            f"{rule}a": {"source": f"{source}a", "points": points, "nth": {"within": "1 month"}},
            f"{rule}b": {"source": f"{source}b", "when": f"{LONG}a / 3 < 9", "points": f"1000 * ({points})"},
            f"{rule}c": {"each": "month", "points": f"100000 * COUNT({rule}a) + SUM({source}b.{LONG}b)"},
        },
        "pools": {f"{rule}p": {"rules": [f"{rule}a", f"{rule}b"], "cap": {"points": 20_000, "per": "month"}}},
        "score": {"base": 0},
    }
    compiled = read_scheme_text(Path("long.yaml"), json.dumps(scheme)).scheme
    assert compiled is not None
    rows = [
        {"kind": "event", "source": source + last, "event_id": "1", "member": "anna", "data": data, **AT}
        for last, data in (("a", {f"{LONG}a": 1, f"{LONG}b": 2}), ("b", {f"{LONG}a": 1, f"{LONG}b": 5}))
    ]
    parser = RecordParser(compiled)
    records = tuple(parser.parse(row, Origin("made", number)) for number, row in enumerate(rows, 1))
    return Case(compiled, validate(records).ledger, records, NOW, NOW)


def test_every_engine_tells_them_apart(postgres_url: str) -> None:
    made = case()
    # 1 * 10 + 2, then 1000 * (1 * 10 + 5), and January, which is wholly inside: 100000 * 1 + 5
    assert [row["score"] for row in reference_rows(made)] == [12 + 15_000 + 100_005]
    assert_agrees(DuckDBEngine(), made)
    assert_agrees(PostgresEngine(postgres_url), made)


def test_the_printed_query_holds_no_name_that_postgresql_would_cut() -> None:
    query = build_query(case().scheme, NOW, NOW, "postgres")
    names = re.findall(r"[\w$]+", re.sub(r"'[^']*'", "", query))
    assert max(len(name.encode()) for name in names) == 63
    assert all(
        name in build_query(case().scheme, NOW, NOW, "duckdb") for name in (f"data_{LONG}a", f"event_{'s' * 62}b")
    )


@pytest.mark.parametrize("letters", ["a" * 63, "data_" + "a" * 58])
def test_a_name_that_fits_stays(letters: str) -> None:
    assert POSTGRES.short_name(letters) == letters
    assert POSTGRES.with_short_names(f"SELECT '{'a' * 80}' AS {letters}") == f"SELECT '{'a' * 80}' AS {letters}"


def test_a_longer_name_keeps_its_beginning_and_ends_in_its_digest() -> None:
    long = "data_" + "a" * 59
    assert POSTGRES.short_name(long) == long[:38] + "$" + sha256(long.encode()).hexdigest()[:24]
    assert POSTGRES.with_short_names(f"SELECT {long}") == f"SELECT {POSTGRES.short_name(long)}"
