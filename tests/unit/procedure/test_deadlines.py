"""Deadlines: what the scheme says, the defaults, the month's end; dates by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isonomia.periods import ONE_DAY, Duration
from isonomia.procedure.deadlines import (
    WeeklyTerms,
    answer_until,
    appeal_until,
    decide_until,
    dispute_until,
    earliest_effect,
    heard_until,
    notice_until,
    terms_of,
    weekly,
    whole_weeks,
)
from isonomia.scheme.model.consequence import Rights


def rights(**keys) -> Rights:
    return Rights.model_validate(keys)


STATED = terms_of(
    rights(
        notice="2 weeks",
        appeal={"to": "board", "within": "1 month", "decided_within": "10 days", "suspends": True},
        answer_within="20 days",
        rectification=False,
    )
)
SILENT = terms_of(None)
DAY = date(2026, 1, 31)


def test_what_the_scheme_says():
    assert notice_until(DAY, STATED) == date(2026, 2, 14)
    assert earliest_effect(DAY, STATED) == date(2026, 2, 15)
    assert appeal_until(DAY, STATED) == date(2026, 2, 28)  # clamped to the month's end
    assert decide_until(DAY, STATED) == date(2026, 2, 10)
    assert dispute_until(DAY, STATED) == date(2026, 2, 28)
    assert heard_until(DAY, STATED) == date(2026, 2, 14)
    assert answer_until(DAY, STATED) == date(2026, 2, 20)
    assert answer_until(DAY, STATED, extended=True) == date(2026, 4, 20)
    assert (STATED.suspends, STATED.appeal_to) == (True, "board")


def test_what_stands_when_it_says_nothing():
    assert notice_until(DAY, SILENT) == DAY
    assert earliest_effect(DAY, SILENT) == date(2026, 2, 1)
    assert appeal_until(DAY, SILENT) == date(2026, 7, 31)
    assert decide_until(DAY, SILENT) == date(2026, 2, 28)
    assert dispute_until(DAY, SILENT) is None
    assert heard_until(DAY, SILENT) == date(2026, 2, 14)
    assert answer_until(DAY, SILENT) == date(2026, 2, 28)
    assert terms_of(rights()) == SILENT
    assert SILENT.suspends is False


def test_no_time_to_appeal_ends_before_notice_has_run():
    terms = terms_of(rights(notice="60 days", appeal={"to": "board", "within": "30 days"}))
    assert appeal_until(date(2026, 3, 1), terms) == date(2026, 4, 30)


@pytest.mark.parametrize(
    ("notice", "expected"), [(None, "30 days"), ("1 day", "14 days"), ("14 days", "14 days"), ("1 month", "1 month")]
)
def test_a_new_version_is_announced_at_least_two_weeks_ahead(notice, expected):
    assert str(terms_of(rights(notice=notice)).change_notice) == expected


def test_whole_weeks_are_rounded_up():
    assert [whole_weeks(Duration(count, "days")) for count in (0, 1, 7, 8, 14)] == [0, 1, 1, 2, 2]
    assert whole_weeks(Duration(1, "months")) == 5  # 31 days
    stated = rights(notice="10 days", appeal={"to": "board", "within": "30 days", "suspends": True})
    assert weekly(stated) == WeeklyTerms(
        notice_weeks=2, appeal_weeks=5, decision_weeks=5, can_appeal=True, suspends=True
    )
    assert weekly(None) == WeeklyTerms(
        notice_weeks=0, appeal_weeks=27, decision_weeks=5, can_appeal=False, suspends=False
    )


DURATIONS = st.builds(Duration, st.integers(1, 60), st.sampled_from(["days", "weeks", "months"]))


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.none() | DURATIONS, st.none() | DURATIONS)
def test_nothing_is_before_the_day_after(day, notice, within):
    terms = terms_of(rights(notice=notice, appeal={"to": "board", "within": within}))
    assert earliest_effect(day, terms) >= day + ONE_DAY
    assert appeal_until(day, terms) >= notice_until(day, terms) >= day
    assert (earliest_effect(day, terms) - day).days <= 7 * whole_weeks(terms.notice) + 1
