"""Parts of dates: weeks and weekdays are ISO's, read off a calendar (SEMANTICS 6.23)."""

from datetime import date

import pytest

from unit.expression.one_event import value_of

PARTS = ("YEAR", "QUARTER", "MONTH", "DAY", "WEEK", "WEEKDAY")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-12-29", (2024, 4, 12, 29, 52, 7)),  # the Sunday that ends 2024-W52
        ("2024-12-30", (2024, 4, 12, 30, 1, 1)),  # a Monday; its week holds 2 January, so it is week 1
        ("2024-12-31", (2024, 4, 12, 31, 1, 2)),
        ("2025-01-01", (2025, 1, 1, 1, 1, 3)),
        ("2025-12-29", (2025, 4, 12, 29, 1, 1)),
        ("2026-12-31", (2026, 4, 12, 31, 53, 4)),  # a Thursday: 2026 has 53 weeks
        ("2027-01-01", (2027, 1, 1, 1, 53, 5)),  # still 2026-W53
        ("2027-01-03", (2027, 1, 1, 3, 53, 7)),
        ("2027-01-04", (2027, 1, 1, 4, 1, 1)),
        ("2021-01-03", (2021, 1, 1, 3, 53, 7)),  # 2020-W53
        ("2023-01-01", (2023, 1, 1, 1, 52, 7)),  # 2022-W52
        ("2024-02-29", (2024, 1, 2, 29, 9, 4)),
        ("2025-03-31", (2025, 1, 3, 31, 14, 1)),
        ("2025-04-01", (2025, 2, 4, 1, 14, 2)),
        ("2025-06-30", (2025, 2, 6, 30, 27, 1)),
        ("2025-07-01", (2025, 3, 7, 1, 27, 2)),
        ("2025-09-30", (2025, 3, 9, 30, 40, 2)),
        ("2025-10-01", (2025, 4, 10, 1, 40, 3)),
        ("1900-01-01", (1900, 1, 1, 1, 1, 1)),
        ("2999-12-31", (2999, 4, 12, 31, 1, 2)),
    ],
)
def test_parts(day, expected):
    there = date.fromisoformat(day)
    assert tuple(value_of(f"{part}(since)", since=there) for part in PARTS) == expected
    assert tuple(value_of(f"EXTRACT({part} FROM since)", since=there) for part in PARTS) == expected
    assert tuple(value_of(f"{part}('{day}')") for part in PARTS) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("since < '2025-01-01'", True),
        ("since = '2024-12-31'", True),
        ("'2024-12-31' <> since", False),
        ("since BETWEEN '2024-01-01' AND '2024-12-31'", True),
        ("since IN ('2024-12-30', '2024-12-31')", True),
        ("since < date", True),  # the event is of 9 March 2025
        ("since IS NULL", False),
    ],
)
def test_dates_are_compared_with_texts_that_are_dates(text, expected):
    assert value_of(text, since=date(2024, 12, 31)) is expected


def test_the_date_is_the_events_own():
    assert value_of("date = '2025-03-09' AND WEEKDAY(date) = 7")
