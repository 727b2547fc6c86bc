"""Whether two conditions can hold for one event: "no" is never wrong, and known for what people write."""

from datetime import date
from decimal import Decimal
from itertools import combinations_with_replacement, product
from pathlib import Path

import pytest

from isonomia.check.example import family_base, lay_over
from isonomia.expression.overlap import can_both_hold
from isonomia.expression.to_python import to_python
from isonomia.scheme.load import read_scheme_text

OVER = """
sources: {{loans: {{fields: {{n: integer, b: boolean, k: text, h: decimal}}}}}}
rules: {{returned_late: {{when: "{condition}", reason: late}}}}
"""
CONDITIONS = """n > 3; n < 4; n <= 3; n >= 4; n = 3; n <> 3; n > 2.5; n < 2.5; n > -1; -1 > n; 2.5 < n; n >= 2.5; 3 = n
b; NOT b; NOT (NOT b); b = FALSE; b <> TRUE; b <> FALSE; b IS NULL; b IS NOT NULL; TRUE; FALSE; NOT TRUE; NOT FALSE
k = 'a'; k <> 'a'; k IN ('a','b'); k NOT IN ('a','b'); NOT (k IN ('b', 'c')); k LIKE 'a%'; k > 'a'; k <= 'a'; k < 'b'
h > 2.5; h < 2.5; h <= 2.5; h >= 2.5; h <> 2.5; h = 2.5; n BETWEEN 1 AND 3; NOT (n BETWEEN 1 AND 3); n + 1 > 3
n = 1 OR k = 'b'; n = 2 AND k = 'a'; NOT (n = 1 OR k = 'b'); NOT (n = 2 AND k = 'a'); k IS NULL OR n = 5; NOT (n > 3)
CASE WHEN n > 1 THEN b ELSE FALSE END; COALESCE(n, 0) > 3; n > 3 AND n < 4; date > '2026-03-01'; date <= '2026-03-01'
EXTRACT(month FROM date) = 3; EXTRACT(month FROM date) > 5; EXTRACT(year FROM date) = 3; COALESCE(k, 'a') IS NULL"""


def condition(text):
    reading = read_scheme_text(Path("x.yaml"), lay_over(family_base("design"), OVER.format(condition=text)))
    assert reading.scheme is not None, [item.message for item in reading.errors]
    return reading.scheme.rule("returned_late").when


def test_no_is_never_wrong():
    texts = [text.strip() for line in CONDITIONS.splitlines() for text in line.split(";")]
    trees = {text: condition(text) for text in texts}
    numbers = (None, -2, -1, 0, 1, 2, 3, 4, 5)
    days = (date(2026, 3, 1), date(2026, 3, 2), date(2026, 7, 1))
    facts = [
        {"n": n, "b": b, "k": k, "h": h, "date": day}
        for n, b, k, h, day in product(
            numbers,
            (None, True, False),
            (None, "a", "b", "c", ""),
            (None, Decimal(2), Decimal("2.5"), Decimal(3)),
            days,
        )
    ]
    held = {text: {i for i, fact in enumerate(facts) if to_python(tree)(fact) is True} for text, tree in trees.items()}
    for one, other in combinations_with_replacement(texts, 2):
        if held[one] & held[other]:
            assert can_both_hold(trees[one], trees[other]), f"{one}; {other}"
            assert can_both_hold(trees[other], trees[one]), f"{other}; {one}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("n > 3", "n < 4"),
        ("n > 3", "n <= 3"),
        ("3 < n", "n = 3"),
        ("n > -1", "-1 > n"),
        ("h > 2.5", "h <= 2.5"),
        ("h >= 2.5", "h < 2.5"),
        ("h >= 2.5 AND h <= 2.5", "h <> 2.5"),
        ("b", "NOT b"),
        ("b <> TRUE", "b <> FALSE"),
        ("b IS NULL", "b IS NOT NULL"),
        ("k IS NULL", "k > 'a'"),
        ("k = 'a'", "k = 'b'"),
        ("k = 'a'", "k <> 'a'"),
        ("k IN ('a', 'b')", "k NOT IN ('a', 'b')"),
        ("k IN ('a', 'b')", "k > 'b'"),
        ("n = 1 OR n = 2", "n = 3 OR n > 4"),
        ("n = 1 OR k = 'b'", "NOT (n = 1 OR k = 'b')"),
        ("n = 1 AND k = 'a'", "NOT (n = 1 OR k = 'a')"),
        ("n = 2 AND h > 1", "k = 'a' AND n = 3"),
        ("n BETWEEN 1 AND 14", "n BETWEEN 15 AND 30"),
        ("EXTRACT(month FROM date) = 3", "EXTRACT(month FROM date) > 5"),
        ("FALSE", "TRUE"),
        ("NOT TRUE", "n > 3"),
    ],
)
def test_what_excludes_each_other(one, other):
    assert not can_both_hold(condition(one), condition(other))
    assert not can_both_hold(condition(other), condition(one))


def test_a_condition_that_always_holds():
    assert can_both_hold(None, None)
    assert can_both_hold(None, condition("n > 3"))
    assert not can_both_hold(None, condition("FALSE"))


def test_more_ways_than_one_can_follow_are_left_open():
    many = " AND ".join(f"(n = {i} OR k = '{i}')" for i in range(7))
    assert can_both_hold(condition(many), condition("n = 99 AND k = '99'"))
    some = " AND ".join(f"(n = {i} OR k = '{i}')" for i in range(6))
    assert not can_both_hold(condition(some), condition("n = 99 AND k = '99'"))
