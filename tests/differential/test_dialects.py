"""The printed query in every dialect: it parses, names its steps, and is the same text each time.

BigQuery and Snowflake are not run; parsing is as far as these checks go, and the documentation says so.
"""

from datetime import UTC, datetime

import pytest
import sqlglot
from hypothesis import HealthCheck, Phase, given, settings

from isonomia.expression.dialects import DIALECTS
from isonomia.scheme.scheme import Scheme
from isonomia.score.sql.query import build_query
from strategies.schemes import schemes

NOON = datetime(2025, 3, 31, 12, tzinfo=UTC)


@pytest.mark.parametrize("dialect", sorted(DIALECTS))
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(scheme=schemes())
def test_every_query_parses(dialect: str, scheme: Scheme) -> None:
    query = build_query(scheme, NOON, NOON, dialect)
    parsed = sqlglot.parse_one(query, dialect=dialect)
    names = [cte.alias for cte in parsed.args["with_"].expressions]
    assert names[-2:] == (["assessment", "standing"] if scheme.bands else ["score", "standing"])
    assert len(names) == len(set(names))
    assert query == build_query(scheme, NOON, NOON, dialect)


def test_the_engines_that_are_run_are_marked() -> None:
    run = {name for name, dialect in DIALECTS.items() if dialect.checked_by_running}
    assert run == {"duckdb", "postgres", "spark"}
