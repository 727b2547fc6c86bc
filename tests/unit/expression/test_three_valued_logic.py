"""SQL's logic of true, false and unknown: the whole tables (docs/semantics.md, "Unknown"; SEMANTICS 6.11)."""

import pytest

from unit.expression.one_event import value_of

T, F, U = True, False, None
PAIRS = [(left, right) for left in (T, F, U) for right in (T, F, U)]


@pytest.mark.parametrize(("pair", "expected"), list(zip(PAIRS, [T, F, U, F, F, F, U, F, U], strict=True)))
def test_and(pair, expected):
    assert value_of("late AND other", late=pair[0], other=pair[1]) is expected


@pytest.mark.parametrize(("pair", "expected"), list(zip(PAIRS, [T, T, T, T, F, U, T, U, U], strict=True)))
def test_or(pair, expected):
    assert value_of("late OR other", late=pair[0], other=pair[1]) is expected


@pytest.mark.parametrize(("operand", "expected"), [(T, F), (F, T), (U, U)])
def test_not(operand, expected):
    assert value_of("NOT late", late=operand) is expected


@pytest.mark.parametrize(("operand", "expected"), [(T, F), (F, F), (U, T)])
def test_is_null_is_never_unknown(operand, expected):
    assert value_of("late IS NULL", late=operand) is expected
    assert value_of("late IS NOT NULL", late=operand) is (not expected)


@pytest.mark.parametrize("operator", ["=", "<>", "<", "<=", ">", ">="])
def test_a_comparison_with_unknown_is_unknown(operator):
    assert value_of(f"number {operator} 3") is U
    assert value_of(f"3 {operator} number") is U
    assert value_of(f"number {operator} number") is U


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("number IN (1, 2)", 2, T),
        ("number IN (1, 2)", 3, F),
        ("number IN (1, 2)", None, U),
        ("number NOT IN (1, 2)", 3, T),
        ("number NOT IN (1, 2)", 2, F),
        ("number NOT IN (1, 2)", None, U),
        # an unknown choice: found among the others is true, not found is unknown, for it might have been the one
        ("2 IN (number, 2)", None, T),
        ("2 IN (number, 3)", None, U),
        ("2 NOT IN (number, 2)", None, F),
        ("2 NOT IN (number, 3)", None, U),
    ],
)
def test_in(text, number, expected):
    assert value_of(text, number=number) is expected


@pytest.mark.parametrize(
    ("number", "hours", "expected"),
    [
        (5, "4", T),  # 5 >= 4 and 5 <= 10
        (3, "4", F),
        (5, None, U),  # 5 >= unknown, and 5 <= 10
        (11, None, F),  # unknown and false is false
        (None, "4", U),
    ],
)
def test_between_is_two_comparisons(number, hours, expected):
    assert value_of("number BETWEEN hours AND 10", number=number, hours=hours) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CASE WHEN late THEN 1 ELSE 2 END", 2),  # unknown is not true
        ("CASE WHEN NOT late THEN 1 ELSE 2 END", 2),
        ("CASE WHEN late THEN 1 WHEN number IS NULL THEN 7 END", 7),
        ("CASE WHEN late THEN 1 END", U),  # no ELSE
        ("CASE WHEN TRUE THEN number ELSE 2 END", U),
        ("CASE WHEN TRUE THEN 1 WHEN TRUE THEN 2 END", 1),  # the first that is true
        ("COALESCE(number, 4)", 4),
        ("COALESCE(number, number)", U),
        ("COALESCE(5, number)", 5),
        ("LEAST(number, 3)", U),
        ("LEAST(3, number)", U),
        ("GREATEST(number, 3)", U),
        ("GREATEST(3, 5, number)", U),
        ("LEAST(3, 5, 4)", 3),
        ("GREATEST(3, 5, 4)", 5),
        ("number + 1", U),
        ("0 * number", U),
        ("-number", U),
        ("ABS(number)", U),
        ("ROUND(hours, 2)", U),
        ("YEAR(since)", U),
        ("place LIKE '%'", U),
    ],
)
def test_choices_and_operations_with_unknown(text, expected):
    assert value_of(text) == expected


def test_unknown_may_not_be_written_into_a_comparison():
    assert value_of("COALESCE(number, 0) = 0") is T  # the way to say it


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("late OR TRUE AND FALSE", T),  # AND binds closer: TRUE OR (TRUE AND FALSE)
        ("(late OR TRUE) AND FALSE", F),
        ("NOT late OR TRUE", T),  # (NOT TRUE) OR TRUE
        ("NOT (late OR TRUE)", F),
        ("late = FALSE OR late", T),
    ],
)
def test_precedence(text, expected):
    assert value_of(text, late=True) is expected


@pytest.mark.parametrize(
    ("left", "right", "is_less"),
    [
        ("Z", "a", T),  # U+005A before U+0061: no collation
        ("a", "ä", T),  # U+0061 before U+00E4
        ("z", "ä", T),  # ä after z, unlike in a dictionary
        ("￿", "\U0001f333", T),  # U+FFFF before U+1F333, though UTF-16 would say otherwise
        ("a", "a ", T),  # nothing is trimmed or padded
        ("", "a", T),
        ("\u00e9", "e\u0301", F),  # é composed and e with an accent are two texts; U+00E9 is the later
    ],
)
def test_texts_are_ordered_by_code_point(left, right, is_less):
    assert value_of(f"place < '{right}'", place=left) is is_less
    assert value_of(f"place = '{right}'", place=left) is F
