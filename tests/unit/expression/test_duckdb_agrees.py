"""Each construct of an expression means the same in SQL, run on DuckDB, as in Python, row for row and NULL for NULL."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal as D
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, assume, given, settings

from isonomia.expression.dialects.duckdb import DUCKDB
from isonomia.expression.to_python import to_python
from isonomia.expression.to_sql import SqlCompiler
from isonomia.expression.tree import Node, Type
from isonomia.fixed_point import EXACT, SCALE, round_to_integer
from strategies.expressions import fits, numbers
from unit.expression.one_event import FIELDS, SCOPE, tree_of

MOST = D("999999999999.999999")
# id, number, hours, place, late, other, since; dates and nth follow from the row's number
ROWS: list[tuple[Any, ...]] = [
    (None, None, None, None, None, None),
    (0, D(0), "", False, False, date(2024, 12, 30)),
    (1, D("0.5"), "park", True, False, date(2024, 12, 29)),
    (-1, D("-0.5"), "Park", False, True, date(2027, 1, 1)),
    (2, D("2.5"), "own home", True, True, date(2026, 12, 31)),
    (3, D("-2.5"), "Ätna", None, True, date(2024, 2, 29)),
    (7, D("0.000001"), "z\U0001f333", True, None, date(1900, 1, 1)),
    (-7, D("-0.000001"), "a_b", None, False, date(2999, 12, 31)),
    (10, D("1.000001"), "100%", False, None, date(2025, 3, 31)),
    (100, D("33.333333"), "b\\c", None, None, date(2025, 6, 30)),
    (2**31, D("8"), "it's", True, False, date(2025, 9, 30)),
    (-(2**31) - 1, D("-8"), "a\nb", False, False, date(2025, 10, 1)),
    (2**63 - 1, MOST, "￿", True, True, date(2021, 1, 3)),
    (-(2**63), -MOST, "e\u0301", True, True, date(2023, 1, 1)),
    (2**62, D("999999.999999"), "\u00e9", False, True, date(2024, 1, 31)),
    (5, None, "park ", None, False, None),
    (None, D("1.5"), None, True, None, date(2025, 1, 1)),
    (4, D("0.333333"), "PARK", False, False, date(2024, 12, 31)),
    (-4, D("-0.666667"), "parks", True, False, date(2025, 12, 29)),
    (6, D("3"), "\U0001f333", False, True, date(2024, 7, 1)),
]

CONDITIONS = """
late | NOT late | late AND other | late OR other | NOT (late OR other) | late = other | late <> other | late = FALSE
late IS NULL | number IS NOT NULL | COALESCE(late, other) | COALESCE(late, other, TRUE) AND late
CASE WHEN late THEN other ELSE number > 0 END | number = 2 | number <> hours | number < hours | number >= 2.5
hours <= 0.5 | hours = number / 2 | number BETWEEN -1 AND hours | number NOT BETWEEN 0 AND 3 | number IN (1, 2, 7)
hours IN (0.5, 8, number) | number NOT IN (1, nth) | place IN ('park', 'it''s') | place = 'park' | place < 'park'
place >= 'é' | place LIKE 'p%' | place LIKE '%k' | place LIKE '_' | place LIKE '__' | place LIKE 'a_b'
place LIKE '%\\%' | place LIKE 'b\\_' | place LIKE '100%' | place NOT LIKE '%a%' | place LIKE '' | place LIKE '%🌳'
since < '2024-12-30' | since = date | since BETWEEN '2024-01-01' AND '2024-12-31' | since IN ('2024-02-29', date)
LEAST(place, 'm') = 'm' | GREATEST(since, date) = since | COALESCE(place, 'none') = 'none' | WEEKDAY(since) > 5
""".replace("\n", "|")
NUMBERS = """
number | hours | nth | -number | -hours | ABS(number) | ABS(hours) | number + 1 | number - hours | hours + 0.000001
number * 2 | number * 1000000000000 | hours * 2 | hours * 0.5 | hours * hours | hours * hours + 0.000001 | number * hours
-(hours * hours) - 0.5 | number / 2 | number / 3 | number / hours | hours / number | hours / 3 | hours / hours
number / 0 | number / (nth - 3) | number / 0.000001 | 1 / number | hours / -0.7 | number / 3 * 3 | number / 7 / 7
ROUND(hours) | ROUND(hours, 1) | ROUND(hours, 5) | ROUND(number, 2) | ROUND(number / 3, 2) | ROUND(hours * hours)
LEAST(number, hours) | LEAST(hours, 8) * 2 | GREATEST(number, hours, 1.5) | GREATEST(3, number) | LEAST(number / nth, 3)
COALESCE(number, hours) | COALESCE(hours, number, -1) | CASE WHEN late THEN number WHEN other THEN hours END
CASE WHEN number > 2 THEN -20 ELSE -5 END | CASE WHEN place LIKE 'p%' THEN NULL ELSE 1.5 END | YEAR(since) | QUARTER(since)
MONTH(since) | DAY(since) | WEEK(since) | WEEKDAY(since) | YEAR(since) * 100 + WEEK(since) | EXTRACT(MONTH FROM date) / 5
2.5 | -0.5 | 7 / 2 | 1000000 * 1000000 * 1000000 | 0.5 + 0.5
""".replace("\n", "|")


def split(texts: str) -> list[str]:
    return [text.strip() for text in texts.split("|") if text.strip()]


def environments() -> list[dict[str, Any]]:
    names = ("number", "hours", "place", "late", "other", "since")
    found = []
    for index, row in enumerate(ROWS):
        special = {"date": date(2024, 1 + index % 12, 1 + index), "nth": 1 + index % 4}
        found.append(dict(zip(names, row, strict=True)) | special)
    return found


@pytest.fixture(scope="module")
def connection():
    types = {Type.INTEGER: pa.int64(), Type.DECIMAL: pa.decimal128(18, 6), Type.TEXT: pa.string()}
    types |= {Type.BOOLEAN: pa.bool_(), Type.DATE: pa.date32()}
    columns = {name: types[kind] for name, kind in FIELDS.items()} | {"date": pa.date32(), "nth": pa.int64()}
    rows = [{"id": index, **row} for index, row in enumerate(environments())]
    opened = duckdb.connect()
    opened.register("arrow", pa.Table.from_pylist(rows, pa.schema([("id", pa.int64()), *columns.items()])))
    opened.execute("CREATE TABLE happened AS SELECT * FROM arrow")
    yield opened
    opened.close()


def answers(connection, node: Node, form: Callable[[SqlCompiler], str]) -> list[Any]:
    """The values of all rows in DuckDB; parts that the compiler has bound are computed in nested queries."""
    compiler = SqlCompiler(DUCKDB, lambda name: f'"{name}"')
    sql = form(compiler)
    base = "happened"
    for name, part in compiler.bindings:
        base = f'(SELECT *, {part} AS "{name}" FROM {base})'
    return [value for (value,) in connection.sql(f"SELECT {sql} FROM {base} ORDER BY id").fetchall()]


@pytest.mark.parametrize("text", split(CONDITIONS))
def test_conditions(connection, text):
    node = tree_of(text)
    assert answers(connection, node, lambda compiler: compiler.condition(node)) == [
        to_python(node)(row) for row in environments()
    ]


@pytest.mark.parametrize("text", split(NUMBERS))
def test_numbers(connection, text):
    node = tree_of(text)
    expected = [to_python(node)(row) for row in environments()]
    scale = SCALE if node.type is Type.DECIMAL else 1  # decimals stand in SQL as their millionths
    millionths = [None if value is None else int(EXACT.multiply(value, scale)) for value in expected]
    assert answers(connection, node, lambda compiler: compiler.number(node)) == millionths
    points = [None if value is None else round_to_integer(value) for value in expected]
    assert answers(connection, node, lambda compiler: compiler.points(node)) == points


def test_nothing_here_is_trivial():
    """Every text stands for a construct: there are enough of them, and each has both values and NULL somewhere."""
    assert len(split(CONDITIONS)) + len(split(NUMBERS)) > 100
    for text in split(CONDITIONS):
        found = {to_python(tree_of(text))(row) for row in environments()}
        assert len(found) > 1, text


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=numbers(("number", "hours", "place", "late", "since", "date", "nth"), 3))
def test_any_number(connection, text):
    assume(fits(text, SCOPE))
    node = tree_of(text)
    points = [None if value is None else round_to_integer(value) for value in map(to_python(node), environments())]
    assert answers(connection, node, lambda compiler: compiler.points(node)) == points
