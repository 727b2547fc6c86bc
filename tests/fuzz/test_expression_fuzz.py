"""The parser of expressions takes any text: a typed tree or an ExpressionFault at a place inside the text, soon."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isonomia.expression.fault import ExpressionFault
from isonomia.expression.parse import parse_condition, parse_points
from isonomia.expression.scope import Scope
from isonomia.expression.to_python import to_python
from isonomia.expression.tree import Node, Type

EVENT = Scope(
    fields={"hours": Type.DECIMAL, "place": Type.TEXT, "firm": Type.BOOLEAN, "since": Type.DATE, "days": Type.INTEGER},
    has_date=True,
    has_nth=True,
)
PERIOD = Scope(has_date=True, is_period=True, matches=frozenset({"late"}), sources={"visits": {"hours": Type.DECIMAL}})
TOKENS = """hours place firm since days nth date unknown late visits.hours visits 1 2.5 0.0000001 1e9 99999999999999999999
'own%' 'a''b' '2025-01-31' '' TRUE FALSE NULL AND OR NOT = <> != < <= > >= + - * / % || ( ) (( )) , . ; : :: ~ [ ] { } ?
IN BETWEEN LIKE ILIKE IS ISNULL CASE WHEN THEN ELSE END COALESCE( LEAST( GREATEST( ABS( ROUND( YEAR( WEEKDAY( EXTRACT(
YEAR FROM COUNT( COUNT(*) SUM( MIN( MAX( CAST( AS INTEGER SELECT WHERE JOIN WITH OVER INTERVAL DATE EXISTS ANY ALL -- /* */
@x :x $1 "q" `q` \\ é 😀 \u2028 EXPLAIN DROP TABLE SHOW SET LATERAL ESCAPE DISTINCT FILTER QUALIFY PIVOT""".split()
SECONDS_MOST = 10.0  # of processor time: a hang, not a slow machine
QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None}
soups = st.lists(st.sampled_from(TOKENS), max_size=25).map(" ".join) | st.lists(
    st.sampled_from(TOKENS), max_size=25
).map("".join)


def check(text: str) -> None:
    for scope in (EVENT, PERIOD):
        for parse in (parse_condition, parse_points):
            begun = time.process_time()
            try:
                node = parse(text, scope)
            except ExpressionFault as fault:
                assert 0 <= fault.start <= fault.end <= max(1, len(text))
                assert fault.code.startswith("expression-")
                assert fault.found
            else:
                assert isinstance(node, Node)
                to_python(node)
            assert time.process_time() - begun < SECONDS_MOST


@settings(max_examples=300, **QUIET)
@given(text=soups)
def test_token_soup(text):
    check(text)


@settings(max_examples=200, **QUIET)
@given(text=st.text(max_size=80))
def test_any_text(text):
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 2000,
        "NOT " * 1000 + "TRUE",
        "- " * 1500 + "1",
        "1" + "+1" * 1900,
        "CASE WHEN " * 300,
        "'" * 999,
        "a." * 1500,
    ],
    ids=lambda text: text[:12],
)
def test_deep_and_long(text):
    check(text)


@pytest.mark.slow
@settings(max_examples=5000, **QUIET)
@given(text=soups | st.text(max_size=200))
def test_much_more_of_both(text):
    check(text)
