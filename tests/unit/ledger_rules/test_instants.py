"""Times as ledgers write them: offsets, gaps and folds, bare dates, what is too fine (SEMANTICS 6.19)."""

from datetime import UTC, date, datetime

import pytest

from isonomia.ledger.instants import parse_day, parse_occurred, parse_recorded
from isonomia.periods import load_zone

VIENNA = load_zone("Europe/Vienna")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-03-31T12:00:00Z", utc(2025, 3, 31, 12)),
        ("2025-03-31t12:00:00z", utc(2025, 3, 31, 12)),
        ("2025-03-31 12:00:00Z", utc(2025, 3, 31, 12)),
        ("2025-03-31 12:00:00 Z", utc(2025, 3, 31, 12)),
        ("2025-03-31T12:00Z", utc(2025, 3, 31, 12)),
        ("2025-03-31T12:00:00+02:00", utc(2025, 3, 31, 10)),
        ("2025-03-31T12:00:00+0200", utc(2025, 3, 31, 10)),
        ("2025-03-31T12:00:00+02", utc(2025, 3, 31, 10)),
        ("2025-03-31T12:00:00-05:30", utc(2025, 3, 31, 17, 30)),
        ("2025-03-31T12:00:00+05:45", utc(2025, 3, 31, 6, 15)),  # Kathmandu
        ("2025-03-31T00:00:00+14:00", utc(2025, 3, 30, 10)),  # another date in UTC
        ("2025-03-31T12:00:00-00:00", utc(2025, 3, 31, 12)),
        ("2025-03-31T12:00:00.5Z", utc(2025, 3, 31, 12, 0, 0, 500000)),
        ("2025-03-31T12:00:00,25Z", utc(2025, 3, 31, 12, 0, 0, 250000)),  # ISO 8601 allows the comma
        ("2025-03-31T12:00:00.123456Z", utc(2025, 3, 31, 12, 0, 0, 123456)),
        ("2025-03-31T12:00:00.123456000Z", utc(2025, 3, 31, 12, 0, 0, 123456)),  # zeros make nothing finer
        ("2024-02-29T23:59:59Z", utc(2024, 2, 29, 23, 59, 59)),
        ("1900-01-01T00:00:00+01:00", utc(1899, 12, 31, 23)),  # the written date lies in the years
    ],
)
def test_instants_with_an_offset(text, expected):
    assert parse_recorded(text) == expected
    assert parse_occurred(text, VIENNA) == expected


EXISTS = "a time that exists, such as 2025-03-31T12:00:00Z, 1900 to 2999"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-03-31T12:00:60Z", "a time without a leap second (60)"),
        ("2016-12-31T23:59:60Z", "a time without a leap second (60)"),  # one that there was
        ("2025-03-31T12:00:61Z", EXISTS),
        ("2025-03-31T12:00:00.1234567Z", "a time no finer than a microsecond"),
        ("2025-03-31T12:00:00.000000001Z", "a time no finer than a microsecond"),
        ("2025-03-31T24:00:00Z", EXISTS),
        ("2025-03-31T12:60:00Z", EXISTS),
        ("2025-02-29T12:00:00Z", EXISTS),
        ("2025-13-01T12:00:00Z", EXISTS),
        ("2025-03-31T12:00:00+24:00", EXISTS),
        ("2025-03-31T12:00:00+02:60", EXISTS),
        ("1899-12-31T12:00:00Z", EXISTS),
        ("3000-01-01T00:00:00Z", EXISTS),
        ("2025-03-31", "a time such as 2025-03-31T12:00:00+02:00"),
        ("", "a time such as 2025-03-31T12:00:00+02:00"),
        ("yesterday", "a time such as 2025-03-31T12:00:00+02:00"),
        ("2025-3-31T12:00:00Z", "a time such as 2025-03-31T12:00:00+02:00"),
        ("2025-03-31T12Z", "a time such as 2025-03-31T12:00:00+02:00"),
        ("2025-03-31T12:00:00.Z", "a time such as 2025-03-31T12:00:00+02:00"),
        ("2025-03-31T12:00:00Z ", "a time such as 2025-03-31T12:00:00+02:00"),
        ("2025-W14-1T12:00:00Z", "a time such as 2025-03-31T12:00:00+02:00"),
        ("1743422400", "a time such as 2025-03-31T12:00:00+02:00"),
        ("٢٠٢٥-03-31T12:00:00Z", "a time such as 2025-03-31T12:00:00+02:00"),
        ("2025-03-31T12:00:00", "a time with an offset such as 2025-03-31T12:00:00Z or ...+02:00"),
    ],
)
def test_what_recorded_at_may_not_be(text, expected):
    with pytest.raises(ValueError) as caught:
        parse_recorded(text)
    assert str(caught.value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-01-15T12:00", utc(2025, 1, 15, 11)),  # winter: one hour
        ("2025-07-15T12:00", utc(2025, 7, 15, 10)),  # summer: two
        # 30 March 2025, 02:00 to 03:00 is a gap: moved forward by the hour of the gap
        ("2025-03-30T01:59:59", utc(2025, 3, 30, 0, 59, 59)),
        ("2025-03-30T02:00", utc(2025, 3, 30, 1)),  # 03:00 summer time
        ("2025-03-30T02:30", utc(2025, 3, 30, 1, 30)),  # 03:30 summer time
        ("2025-03-30T03:00", utc(2025, 3, 30, 1)),
        # 26 October 2025, 02:00 to 03:00 comes twice: the first is summer time
        ("2025-10-26T02:00", utc(2025, 10, 26, 0)),
        ("2025-10-26T02:59:59", utc(2025, 10, 26, 0, 59, 59)),
        ("2025-10-26T03:00", utc(2025, 10, 26, 2)),
        ("2025-10-26T02:30+01:00", utc(2025, 10, 26, 1, 30)),  # the second, said with its offset
        # a bare date is its first instant
        ("2025-01-15", utc(2025, 1, 14, 23)),
        ("2025-03-30", utc(2025, 3, 29, 23)),
        ("2025-03-31", utc(2025, 3, 30, 22)),
    ],
)
def test_local_times_in_vienna(text, expected):
    assert parse_occurred(text, VIENNA) == expected


def test_a_bare_date_begins_where_midnight_does_not_exist():
    # Cairo, 26 April 2024: 00:00 to 01:00 was skipped, so the day began at 01:00, which is 22:00 UTC
    assert parse_occurred("2024-04-26", load_zone("Africa/Cairo")) == utc(2024, 4, 25, 22)


@pytest.mark.parametrize(
    "text", ["2025-02-29", "2025-3-1", "1899-12-31", "3000-01-01", "", "31.03.2025", "2025-03-31T"]
)
def test_days_that_are_none(text):
    with pytest.raises(ValueError, match=r"^a date such as 2025-03-31, from 1900 to 2999$"):
        parse_day(text)


def test_days():
    assert parse_day("2024-02-29") == date(2024, 2, 29)
    assert (parse_day("1900-01-01"), parse_day("2999-12-31")) == (date(1900, 1, 1), date(2999, 12, 31))


@pytest.mark.parametrize("text", ["2025-02-30", "1899-12-31"])
def test_a_bare_date_that_is_none(text):
    with pytest.raises(ValueError, match="a date such as 2025-03-31, from 1900 to 2999"):
        parse_occurred(text, VIENNA)
