"""Local dates, periods, durations, assessment days, zones: the expected values are read off a calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isonomia.periods import (
    Duration,
    add,
    add_months,
    complete_periods,
    first_day_reaching,
    first_instant,
    is_assessment_day,
    last_instant,
    latest_assessment,
    load_zone,
    local_date,
    localize,
    next_assessment,
    next_period_start,
    parse_duration,
    period_name,
    period_start,
)

DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))
DURATIONS = st.builds(Duration, st.integers(1, 400), st.sampled_from(["days", "weeks", "months", "years"]))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-01-31", 2, "2025-03-31"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-08-31", 6, "2026-02-28"),
        ("2025-03-31", -1, "2025-02-28"),
        ("1999-12-15", 1, "2000-01-15"),
    ],
)
def test_months_clamp_to_the_end(day, months, expected):
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


def test_anniversaries_are_counted_from_the_first_date():
    # 31 January, 28 February, 31 March: never 28 March, as chaining would give
    month = Duration(1, "months")
    assert [add(date(2025, 1, 31), month, k).isoformat() for k in (1, 2, 3)] == [
        "2025-02-28",
        "2025-03-31",
        "2025-04-30",
    ]


def test_beyond_the_calendar():
    assert add(date(9999, 12, 1), Duration(2, "months")) == date.max
    assert add(date(9999, 12, 31), Duration(1, "days")) == date.max


@given(day=DAYS, duration=DURATIONS, times=st.integers(1, 5))
def test_first_day_reaching_is_the_first(day, duration, times):
    first = first_day_reaching(day, duration, times)
    assert add(first, duration, times) > day
    assert first == date.min or add(first - timedelta(days=1), duration, times) <= day


@given(day=DAYS, duration=DURATIONS)
def test_adding_never_falls_when_the_day_rises(day, duration):
    assert add(day, duration) <= add(day + timedelta(days=1), duration)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("24 months", (24, "months")), ("1 year", (1, "years")), ("30 days", (30, "days")), ("2 week", (2, "weeks"))],
)
def test_durations(text, expected):
    duration = parse_duration(text)
    assert (duration.count, duration.unit) == expected


@pytest.mark.parametrize(
    "text", ["", "months", "0 days", "-1 day", "1.5 years", "01 day", "2  days", "3 MONTHS", "1001 years", "P1Y"]
)
def test_bad_durations(text):
    with pytest.raises(ValueError, match="a duration"):
        parse_duration(text)


@pytest.mark.parametrize(
    ("text", "least", "most"), [("1 month", 28, 31), ("12 months", 365, 366), ("2 weeks", 14, 14), ("3 months", 89, 92)]
)
def test_the_fewest_and_most_days(text, least, most):
    duration = parse_duration(text)
    assert (duration.shortest_days(), duration.longest_days()) == (least, most)


@pytest.mark.parametrize(
    ("day", "unit", "start", "after", "name"),
    [
        ("2025-03-09", "day", "2025-03-09", "2025-03-10", "2025-03-09"),
        ("2025-03-09", "week", "2025-03-03", "2025-03-10", "2025-W10"),
        ("2025-03-09", "month", "2025-03-01", "2025-04-01", "2025-03"),
        ("2025-03-09", "quarter", "2025-01-01", "2025-04-01", "2025-Q1"),
        ("2025-03-09", "year", "2025-01-01", "2026-01-01", "2025"),
        ("2024-12-31", "week", "2024-12-30", "2025-01-06", "2025-W01"),  # a Tuesday; ISO week 1 holds 2 January
        ("2027-01-01", "week", "2026-12-28", "2027-01-04", "2026-W53"),  # a Friday: still the old year's week
        ("2024-02-29", "month", "2024-02-01", "2024-03-01", "2024-02"),
        ("2025-12-31", "quarter", "2025-10-01", "2026-01-01", "2025-Q4"),
    ],
)
def test_periods(day, unit, start, after, name):
    there = date.fromisoformat(day)
    assert period_start(there, unit) == date.fromisoformat(start)
    assert next_period_start(there, unit) == date.fromisoformat(after)
    assert period_name(period_start(there, unit), unit) == name


def test_ever_is_one_period():
    assert period_start(date(1950, 1, 1), "ever") == period_start(date(2950, 1, 1), "ever")


def test_a_period_is_complete_when_its_last_day_is_before():
    # on 31 March the month is not over; on 1 April it is
    assert list(complete_periods(date(2025, 3, 5), date(2025, 3, 31), "month")) == []
    assert list(complete_periods(date(2025, 3, 5), date(2025, 4, 1), "month")) == [(date(2025, 3, 1), date(2025, 4, 1))]


@pytest.mark.parametrize(
    ("schedule", "day", "latest", "following"),
    [
        ("daily", "2025-03-05", "2025-03-05", "2025-03-06"),
        ("weekly", "2025-03-05", "2025-03-02", "2025-03-09"),  # a Wednesday between two Sundays
        ("weekly", "2025-03-09", "2025-03-09", "2025-03-16"),
        ("monthly", "2024-02-29", "2024-02-29", "2024-03-31"),
        ("monthly", "2025-02-27", "2025-01-31", "2025-02-28"),
        ("monthly", "2025-12-31", "2025-12-31", "2026-01-31"),
    ],
)
def test_assessment_days(schedule, day, latest, following):
    there = date.fromisoformat(day)
    assert latest_assessment(there, schedule) == date.fromisoformat(latest)
    assert next_assessment(there, schedule) == date.fromisoformat(following)
    assert is_assessment_day(there, schedule) == (day == latest)


def test_a_gap_moves_a_wall_clock_time_forward():
    # Vienna, 30 March 2025: 02:00 to 03:00 does not exist; 02:30 becomes 03:30 summer time, 01:30 UTC
    assert localize(datetime(2025, 3, 30, 2, 30), load_zone("Europe/Vienna")) == datetime(
        2025, 3, 30, 1, 30, tzinfo=UTC
    )


def test_a_fold_is_read_as_its_first():
    # Vienna, 26 October 2025: 02:30 comes twice; the first is summer time, 00:30 UTC
    assert localize(datetime(2025, 10, 26, 2, 30), load_zone("Europe/Vienna")) == datetime(
        2025, 10, 26, 0, 30, tzinfo=UTC
    )


def test_samoa_skipped_a_day():
    # Apia went from -10 to +14 at the end of 29 December 2011; the 30th never was
    zone = load_zone("Pacific/Apia")
    change = datetime(2011, 12, 30, 10, 0, tzinfo=UTC)
    assert first_instant(date(2011, 12, 31), zone) == change
    assert last_instant(date(2011, 12, 29), zone) == change - timedelta(microseconds=1)
    assert local_date(change, zone) == date(2011, 12, 31)


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        # midnight is skipped: the day begins at 01:00 of the new offset
        ("America/Sao_Paulo", "2018-11-04", datetime(2018, 11, 4, 3, 0, tzinfo=UTC)),
        ("Africa/Cairo", "2024-04-26", datetime(2024, 4, 25, 22, 0, tzinfo=UTC)),
        ("America/Sao_Paulo", "2018-02-18", datetime(2018, 2, 18, 3, 0, tzinfo=UTC)),  # 23:00 came twice the day before
        ("Europe/Vienna", "2025-03-30", datetime(2025, 3, 29, 23, 0, tzinfo=UTC)),
    ],
)
def test_a_day_begins_at_its_first_existing_instant(zone, day, expected):
    there = date.fromisoformat(day)
    assert first_instant(there, load_zone(zone)) == expected
    assert local_date(expected, load_zone(zone)) == there
    assert local_date(expected - timedelta(microseconds=1), load_zone(zone)) < there


@given(
    day=st.dates(date(1950, 1, 1), date(2037, 12, 31)),
    zone=st.sampled_from(["Pacific/Apia", "America/Sao_Paulo", "Africa/Cairo", "Asia/Tehran", "UTC"]),
)
def test_days_follow_each_other_without_gap(day, zone):
    there = load_zone(zone)
    assert last_instant(day, there) + timedelta(microseconds=1) == first_instant(day + timedelta(days=1), there)


def test_an_unknown_zone():
    with pytest.raises(KeyError):
        load_zone("../etc/passwd")
