"""An expression as long or as deep as the limits allow has its value, however many calls or brackets that takes."""

from decimal import Decimal

import pytest

from unit.expression.one_event import value_of

BRANCHES = "CASE " + "WHEN number = 1 THEN 2 " * 40 + "ELSE hours END"
NESTED = "CASE WHEN late THEN 1 ELSE " * 20 + "hours" + " END" * 20


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("hours" + " + 1" * 195, Decimal(196)),
        ("number = 3" + " AND NOT late" * 95, True),
        ("late" + " OR other" * 190, None),
        ("(" * 23 + "hours" + " + 1)" * 23, Decimal(24)),
        ("ABS(" * 23 + "-hours" + ")" * 23, Decimal(1)),
        (BRANCHES, Decimal(1)),
        (NESTED, Decimal(1)),
        ("COALESCE(" + "other, " * 150 + "late)", False),
        ("number IN (" + "number + 1, " * 80 + "hours / 0)", None),
    ],
    ids=lambda value: str(value)[:20],
)
def test_has_its_value(text, value):
    assert value_of(text, number=3, hours="1", late=False) == value
