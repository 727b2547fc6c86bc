"""A text in a rule may hold the end of a line; the query that is laid out around it leaves it as it is."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from differential.agreement import assert_agrees, reference_rows
from isonomia.ledger.parse_record import RecordParser
from isonomia.ledger.record import Origin
from isonomia.ledger.validate import validate
from isonomia.scheme.load import read_scheme_text
from isonomia.score.engines.duckdb import DuckDBEngine
from isonomia.score.engines.postgres import PostgresEngine
from isonomia.score.engines.spark import SparkEngine
from strategies import Case

ENDS = ["\n", "\r\n", "\n\n  ", "\u2028", "\x0b", "\x85", "'\n\\'\n'"]


def case() -> Case:
    """For each end a member whose text holds it, and a rule that looks for it; each finds his own alone."""
    literals = [end.replace("'", "''") for end in ENDS]
    branches = " ".join(
        f"WHEN words = 'a{text}b' THEN {2 * n + 1} WHEN words LIKE '%c{text}d' THEN {2 * n + 2}"
        for n, text in enumerate(literals)
    )
    scheme = {
        "isonomia": 1,
        "scheme": "lines",
        "time_zone": "UTC",
        "sources": {"notes": {"fields": {"words": "text"}}},
        "rules": {"found": {"source": "notes", "points": f"CASE {branches} ELSE 100 END"}},
        "score": {"base": 0},
    }
    compiled = read_scheme_text(Path("lines.yaml"), json.dumps(scheme)).scheme
    assert compiled is not None
    texts = [text for end in ENDS for text in (f"a{end}b", f"x c{end}d")]
    at = {"occurred_at": "2025-01-01T00:00:00Z", "recorded_at": "2025-01-01T00:00:00Z"}
    rows = [
        {"kind": "event", "source": "notes", "event_id": f"{n}", "member": f"m{n:02}", "data": {"words": text}, **at}
        for n, text in enumerate(texts, 1)
    ]
    parser = RecordParser(compiled)
    records = tuple(parser.parse(row, Origin("made", number)) for number, row in enumerate(rows, 1))
    now = datetime(2025, 2, 1, tzinfo=UTC)
    return Case(compiled, validate(records).ledger, records, now, now)


def test_reference_duckdb_and_postgres(postgres_url: str) -> None:
    made = case()
    assert [row["score"] for row in reference_rows(made)] == list(range(1, 2 * len(ENDS) + 1))
    assert_agrees(DuckDBEngine(), made)
    assert_agrees(PostgresEngine(postgres_url), made)


@pytest.mark.xdist_group("spark")
def test_spark(spark: SparkSession) -> None:
    assert_agrees(SparkEngine(), case())
