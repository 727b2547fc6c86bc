"""The proved bounds hold: no event makes an expression larger or smaller than its tree says."""

from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from isonomia.expression.parse import parse_condition, parse_points
from isonomia.expression.refine import bounds_under
from isonomia.expression.to_python import to_python
from isonomia.fixed_point import DECIMAL_FIELD_MAX, INTEGER_MAX, INTEGER_MIN, SMALLEST
from strategies.expressions import TEXTS, conditions, fits, numbers
from unit.expression.one_event import SCOPE

NAMES = ("number", "hours", "place", "late", "since", "date", "nth")
QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck), "max_examples": 150}


def nullable(values):
    return st.none() | values


WHOLE = st.sampled_from([0, 1, -1, 2, 3, 7, INTEGER_MIN, INTEGER_MAX]) | st.integers(INTEGER_MIN, INTEGER_MAX)
EDGES = [Decimal(0), SMALLEST, -SMALLEST, Decimal("2.5"), Decimal("-7.25"), DECIMAL_FIELD_MAX, -DECIMAL_FIELD_MAX]
DECIMALS = st.sampled_from(EDGES) | st.decimals(-(10**11), 10**11, places=6)
EVENTS = st.fixed_dictionaries(
    {
        "number": nullable(WHOLE),
        "hours": nullable(DECIMALS),
        "place": nullable(st.sampled_from(TEXTS)),
        "late": nullable(st.booleans()),
        "since": nullable(st.dates(date(1900, 1, 1), date(2999, 12, 31))),
        "date": st.dates(date(1900, 1, 1), date(2999, 12, 31)),
        "nth": st.integers(1, 1000),
    }
)


@settings(**QUIET)
@given(text=numbers(NAMES, 3), events=st.lists(EVENTS, min_size=1, max_size=8))
def test_values_lie_within_the_bounds(text, events):
    assume(fits(text, SCOPE))
    node = parse_points(text, SCOPE)
    evaluate = to_python(node)
    for event in events:
        value = evaluate(event)
        assert value is None or node.bounds.low <= value <= node.bounds.high, event


@settings(**QUIET)
@given(
    text=numbers(NAMES, 2),
    condition=conditions(NAMES, 2)
    | st.sampled_from(["hours >= 2 AND hours < 8", "3 < number", "number = 2", "2.5 >= hours AND number > 0"]),
    events=st.lists(EVENTS, min_size=4, max_size=12),
)
def test_values_lie_within_the_bounds_that_a_condition_leaves(text, condition, events):
    assume(fits(text, SCOPE) and fits(condition, SCOPE))
    node, where = parse_points(text, SCOPE), parse_condition(condition, SCOPE)
    evaluate, holds = to_python(node), to_python(where)
    bounds = bounds_under(node, where)
    assert node.bounds.low <= bounds.low
    assert bounds.high <= node.bounds.high
    for event in events:
        value = evaluate(event)
        if holds(event) is True and value is not None:
            assert bounds.low <= value <= bounds.high, event


def under(text: str, condition: str) -> tuple[int, int]:
    bounds = bounds_under(parse_points(text, SCOPE), parse_condition(condition, SCOPE))
    return int(bounds.low), int(bounds.high)


def test_a_condition_narrows():
    assert under("LEAST(hours, 8) * 2", "hours >= 2") == (4, 16)
    assert under("LEAST(hours, 8) * 2", "2 <= hours AND place = 'park'") == (4, 16)
    assert under("number", "number > 0 AND number <= 10") == (0, 10)
    assert under("ABS(number) - 1", "number = 3") == (2, 2)
    assert under("nth", "nth = 3 OR nth = 4") == (3, 4)
    assert under("nth", "nth = 3 OR place = 'park'") == (0, 10**9)  # the other side says nothing of it
    assert under("number", "NOT number < 3") == (3, INTEGER_MAX)
    assert under("number", "number IN (2, 7)") == (2, 7)
    assert under("number", "number < -100") == (INTEGER_MIN, -100)
    assert under("CASE WHEN number < 0 THEN number ELSE 5 END", "number >= -3") == (-3, 5)
    assert under("CASE WHEN nth > 3 THEN -40 ELSE -2 END", "nth = 1") == (-2, -2)
