"""DuckDB against the reference on generated schemes and ledgers."""

import pytest
from hypothesis import HealthCheck, given, settings

from differential.agreement import assert_agrees
from isonomia.score.engines.duckdb import DuckDBEngine
from strategies import Case, cases

SETTINGS = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]}


@settings(max_examples=150, **SETTINGS)
@given(cases())
def test_duckdb_agrees_with_the_reference(case: Case) -> None:
    assert_agrees(DuckDBEngine(), case)


@pytest.mark.slow
@settings(max_examples=2000, **SETTINGS)
@given(cases())
def test_duckdb_agrees_on_many_ledgers(case: Case) -> None:
    assert_agrees(DuckDBEngine(), case)
