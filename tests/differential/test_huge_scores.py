"""A score that 64 bits cannot hold is refused by every engine in the same words; a range makes it one that they hold."""

import pytest
from pyspark.sql import SparkSession

from differential.agreement import assert_agrees, reference_rows
from isonomia.errors import EngineFailed
from isonomia.ledger.store import LedgerStore
from isonomia.score.engines.duckdb import DuckDBEngine
from isonomia.score.engines.interface import Engine
from isonomia.score.engines.postgres import PostgresEngine
from isonomia.score.engines.reference import ReferenceEngine
from isonomia.score.engines.spark import SparkEngine
from strategies import Case
from unit.score.small_schemes import act, ledger_of, small

LARGEST = 2**63 - 1


def case(score: str) -> Case:
    """Twice the largest whole number that an event can bring."""
    scheme = small("rules: {much: {source: acts, points: n}}\n" + f"score: {score}\n")
    ledger = ledger_of(scheme, [act("2025-01-01", LARGEST), act("2025-01-02", LARGEST)])
    now = max(event.occurred_at for event in ledger.events.values())
    return Case(scheme, ledger, (), now, now)


def refuses(engine: Engine) -> None:
    made = case("{base: 0}")
    assert [row["score"] for row in reference_rows(made)] == [2 * LARGEST]
    with pytest.raises(EngineFailed) as caught:
        engine.standings(made.scheme, LedgerStore.from_ledger(made.scheme, made.ledger), made.as_of, made.known_at)
    assert str(caught.value) == "a score beyond 64 bits"
    assert caught.value.remedy == "give the scheme a `range`, or its rules smaller points or caps"
    assert_agrees(engine, case("{base: 0, range: [0, 1000]}"))


def test_reference_and_duckdb() -> None:
    refuses(ReferenceEngine())
    refuses(DuckDBEngine())


def test_postgres(postgres_url: str) -> None:
    refuses(PostgresEngine(postgres_url))


@pytest.mark.xdist_group("spark")
def test_spark(spark: SparkSession) -> None:
    refuses(SparkEngine())
