"""The kernel's expressions give what the reference's give, to the last place."""

from datetime import date
from decimal import Decimal

import numba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isonomia.expression.parse import parse_expression
from isonomia.expression.scope import Scope
from isonomia.expression.to_kernel import UNKNOWN, scaled, to_kernel
from isonomia.expression.to_python import to_python
from isonomia.expression.tree import Bounds, Type
from isonomia.simulate.submodels.evaluate import evaluate
from strategies.expressions import conditions, fits, numbers

FIELDS = {"number": Type.INTEGER, "hours": Type.DECIMAL, "since": Type.DATE}
SCOPE = Scope(is_period=True, has_date=True, matches=frozenset({"late"}), sources={"works": FIELDS})
KEYS = {
    ("COUNT", "late", None): Type.INTEGER,
    ("COUNT", "works", None): Type.INTEGER,
    **{(function, "works", field): FIELDS[field] for function in ("MIN", "MAX") for field in FIELDS},
    ("SUM", "works", "number"): Type.INTEGER,
    ("SUM", "works", "hours"): Type.DECIMAL,
}
TERMS = tuple(f"{function}({'.'.join(filter(None, rest))})" for function, *rest in KEYS if rest[-1] != "since")
WIDE = Bounds(Decimal(-1000), Decimal(1000))


def of_kind(kind):
    if kind is Type.INTEGER:
        return st.integers(-1000, 1000)
    if kind is Type.DATE:
        return st.dates(date(1600, 1, 1), date(2400, 12, 31))
    return st.integers(-(10**9), 10**9).map(lambda number: Decimal(number).scaleb(-6)) | st.sampled_from(
        [Decimal("0.5"), Decimal("2.5"), Decimal("0.000001"), Decimal(0)]
    )


VALUES = st.fixed_dictionaries({key: of_kind(kind) | st.none() for key, kind in KEYS.items()})


def as_number(value, kind):
    if value is None:
        return UNKNOWN
    if isinstance(value, date):
        return value.toordinal()
    return scaled(value) if kind is Type.DECIMAL else int(value)


@numba.njit(error_model="numpy", _nrt=False)
def evaluated(code, day, values, stack):
    """A part of the kernel can be called from compiled code only."""
    return evaluate(code, np.int64(0), np.int64(code.size), day, values, stack)


def in_kernel(node, values, day):
    known = {key: WIDE for key, kind in KEYS.items() if kind.is_number}
    program = to_kernel(node, {key: number for number, key in enumerate(KEYS)}, known)
    code = np.array(program.steps, np.int64).reshape(-1)
    given_values = np.array([as_number(values[key], kind) for key, kind in KEYS.items()], np.int64)
    stack = np.zeros(program.depth, np.int64)
    return int(evaluated(code, np.int64(day.toordinal()), given_values, stack))


def assert_same(text, values, day):
    node = parse_expression(text, SCOPE)
    expected = to_python(node)({**values, "date": day})
    assert in_kernel(node, values, day) == as_number(expected, node.type), text


@given(st.data())
@settings(deadline=None, max_examples=400)
def test_the_same_as_the_reference(data):
    terms = tuple(data.draw(st.lists(st.sampled_from(TERMS), min_size=1, max_size=3)))
    # the strategy of conditions writes `number` for what has no other name
    text = data.draw(numbers(terms, 3) | conditions((*terms, "date"), 2)).replace("number", terms[0], 1)
    if not fits(text, SCOPE):
        return
    try:
        assert_same(text, data.draw(VALUES), data.draw(st.dates(date(1900, 1, 1), date(2999, 12, 31))))
    except OverflowError as error:
        assert "a value of up to" in str(error)  # products of products


EMPTY = dict.fromkeys(KEYS)
FEW = EMPTY | {
    ("COUNT", "late", None): 3,
    ("COUNT", "works", None): 7,
    ("SUM", "works", "hours"): Decimal("12.345678"),
    ("MIN", "works", "hours"): Decimal("-0.000001"),
    ("MAX", "works", "since"): date(2024, 12, 30),
}


@pytest.mark.parametrize("values", [EMPTY, FEW])
@pytest.mark.parametrize(
    "text",
    [
        "COUNT(works) / COUNT(late)",
        "-COUNT(late) / 7 * SUM(works.hours)",
        "MAX(works.hours) * MIN(works.hours) - SUM(works.hours)",
        "COUNT(late) / (COUNT(works) - 7)",
        "CASE WHEN MIN(works.number) > 3 THEN 1 WHEN COUNT(late) = 3 THEN 2.5 END",
        "COALESCE(MIN(works.number), MAX(works.hours), -COUNT(late))",
        "LEAST(COUNT(late), MIN(works.number))",
        "ROUND(SUM(works.hours) / 3, 2) + ROUND(-SUM(works.hours))",
        "MIN(works.number) IS NULL OR COUNT(late) / 0 > 1",
        "NOT (MIN(works.number) = 1 AND COUNT(late) = 4)",
        "COUNT(late) NOT IN (1, 2.5, MIN(works.number))",
        "COUNT(late) IN (1, 3, MIN(works.number))",
        "COUNT(late) BETWEEN 2 AND MIN(works.number)",
        "MAX(works.since) >= '2024-12-30'",
        "WEEK(MAX(works.since)) * 100 + WEEKDAY(date)",
        "CASE WHEN COUNT(late) = 3 THEN 'Ätna' ELSE 'park' END > 'pond'",
        "CASE WHEN COUNT(late) = 3 THEN 'own home' WHEN COUNT(works) > 0 THEN 'park' END LIKE '%o_e'",
        "CASE WHEN COUNT(late) = 3 THEN 'own home' ELSE 'park' END NOT LIKE 'z%'",
    ],
)
def test_each_form(text, values):
    assert_same(text, values, date(2025, 3, 31))


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
@settings(deadline=None, max_examples=300)
def test_parts_of_dates(day):
    for part in ("YEAR", "QUARTER", "MONTH", "DAY", "WEEK", "WEEKDAY"):
        assert_same(f"{part}(date)", EMPTY, day)


def test_what_may_be_too_large_is_refused():
    node = parse_expression("MIN(works.hours) * MAX(works.hours) * 1000000", SCOPE)
    with pytest.raises(OverflowError, match="a value of up to 1000000000000"):
        in_kernel(node, EMPTY, date(2025, 1, 1))
