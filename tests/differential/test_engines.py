"""Each engine against the reference on generated schemes and ledgers, all features at once.

One example is one scheme with several ledgers in one (see `strategies.cases`): DuckDB 50 x 6, PostgreSQL 50 x 6 and
Spark 5 x 25 ledgers in each run, one of the five compiled as it comes; in the slow run 2,000 and more for each.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from pyspark.sql import SparkSession

from differential.agreement import assert_agrees
from isonomia.score.engines.duckdb import DuckDBEngine
from isonomia.score.engines.postgres import PostgresEngine
from isonomia.score.engines.reference import ReferenceEngine
from isonomia.score.engines.spark import SparkEngine
from strategies import Case, cases

LENIENT: dict[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck)}
# to shrink a failure takes many minutes of queries; the failing case is printed whole instead
NO_SHRINKING: dict[str, Any] = LENIENT | {"phases": [Phase.explicit, Phase.reuse, Phase.generate]}


@settings(max_examples=40, **NO_SHRINKING)
@given(cases(towns=6))
def test_duckdb(case: Case) -> None:
    assert_agrees(DuckDBEngine(), case)


@settings(max_examples=25, **NO_SHRINKING)
@given(cases(towns=2))
def test_reference_from_tables(case: Case) -> None:
    """Records restored from the tables give what the records themselves gave."""
    assert_agrees(ReferenceEngine(), case)


@settings(max_examples=40, **NO_SHRINKING)
@given(case=cases(towns=6))
def test_postgres(postgres_url: str, case: Case) -> None:
    assert_agrees(PostgresEngine(postgres_url), case)


@pytest.mark.xdist_group("spark")
@settings(max_examples=1, **NO_SHRINKING)
@given(case=cases(towns=25))
def test_spark(spark: SparkSession, case: Case) -> None:
    assert_agrees(SparkEngine(), case)


@pytest.fixture
def interpreting_spark(spark: SparkSession) -> Iterator[SparkSession]:
    """Spark reading its plans as they are: to compile one takes longer than to run it on so few records."""
    own = {
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.adaptive.enabled": "false",
    }
    usual = {name: spark.conf.get(name) for name in own}
    for name, value in own.items():
        spark.conf.set(name, value)
    yield spark
    for name, value in usual.items():
        spark.conf.set(name, value)


@pytest.mark.xdist_group("spark")
@settings(max_examples=4, **NO_SHRINKING)
@given(case=cases(towns=25))
def test_spark_without_compilation(interpreting_spark: SparkSession, case: Case) -> None:
    assert_agrees(SparkEngine(), case)


@pytest.mark.slow
@settings(max_examples=1000, **NO_SHRINKING)
@given(cases(towns=4))
def test_duckdb_on_thousands(case: Case) -> None:
    assert_agrees(DuckDBEngine(), case)


@pytest.mark.slow
@settings(max_examples=500, **NO_SHRINKING)
@given(case=cases(towns=5))
def test_postgres_on_thousands(postgres_url: str, case: Case) -> None:
    assert_agrees(PostgresEngine(postgres_url), case)


@pytest.mark.slow
@pytest.mark.xdist_group("spark")
@settings(max_examples=140, **NO_SHRINKING)
@given(case=cases(towns=15))
def test_spark_on_thousands(spark: SparkSession, case: Case) -> None:
    assert_agrees(SparkEngine(), case)
