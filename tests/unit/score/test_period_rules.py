"""Period rules: complete periods wholly inside membership, dated the first day after (SEMANTICS 6.5, 6.6, 6.11)."""

from datetime import UTC, date, datetime

import pytest

from unit.score.small_schemes import account_of, act, decision, dispute, left, record, score, small


def each(unit: str, text: str, more: str = "", zone: str = "UTC"):
    return small(f"rules:\n  period: {{each: {unit}, {text}}}\n{more}", zone)


MONTHLY = each("month", "points: 1")
JOINED = record("join", "2025-01-01")


def periods(scheme, rows, as_of, known_at="2999-12-31"):
    """The periods that gave an entry, with the entry's date."""
    entries = account_of(scheme, rows, as_of, known_at).entries
    return [(entry.event_id, entry.date.isoformat()) for entry in entries if entry.source == ""]


@pytest.mark.parametrize(
    ("unit", "as_of", "expected"),
    [
        ("month", "2025-01-31", []),  # not over yet
        ("month", "2025-02-01", [("2025-01", "2025-02-01")]),
        ("month", "2025-03-01", [("2025-01", "2025-02-01"), ("2025-02", "2025-03-01")]),
        ("quarter", "2025-03-31", []),
        ("quarter", "2025-04-01", [("2025-Q1", "2025-04-01")]),
        ("year", "2025-12-31", []),
        ("year", "2026-01-01", [("2025", "2026-01-01")]),
        # 2025 begins on a Wednesday: the first whole week is that of Monday 6 January, and is over on the 13th
        ("week", "2025-01-12", []),
        ("week", "2025-01-13", [("2025-W02", "2025-01-13")]),
        ("day", "2025-01-01", []),
        ("day", "2025-01-03", [("2025-01-01", "2025-01-02"), ("2025-01-02", "2025-01-03")]),
    ],
)
def test_dated_the_first_day_after(unit, as_of, expected):
    assert periods(each(unit, "points: 1"), [JOINED], as_of) == expected


def test_it_stands_at_the_first_instant_of_its_local_date():
    account = account_of(each("month", "points: 1", zone="Europe/Vienna"), [JOINED], "2025-02-01")
    [entry] = account.entries
    assert (entry.instant, entry.source, entry.event_id) == (datetime(2025, 1, 31, 23, tzinfo=UTC), "", "2025-01")


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ([("join", "2025-01-01")], ["2025-01", "2025-02", "2025-03"]),
        ([("join", "2025-01-02")], ["2025-02", "2025-03"]),  # not the whole of January
        ([("join", "2025-01-01"), ("leave", "2025-02-28"), ("join", "2025-04-01")], ["2025-01", "2025-02"]),
        ([("join", "2025-01-01"), ("leave", "2025-02-27"), ("join", "2025-04-01")], ["2025-01"]),
        # left and joined again without a day between: February is inside
        ([("join", "2025-01-01"), ("leave", "2025-02-15"), ("join", "2025-02-16")], ["2025-01", "2025-02", "2025-03"]),
        ([("join", "2025-01-01"), ("leave", "2025-02-15"), ("join", "2025-02-15")], ["2025-01", "2025-02", "2025-03"]),
        ([("join", "2025-01-01"), ("leave", "2025-02-15"), ("join", "2025-02-17")], ["2025-01", "2025-03"]),
    ],
)
def test_wholly_inside_membership(turns, expected):
    rows = [record(kind, day) for kind, day in turns]
    assert [name for name, _ in periods(MONTHLY, rows, "2025-04-01")] == expected


def test_without_any_join_membership_begins_with_the_first_event():
    rows = [act("2025-01-15", 1), act("2025-02-15", 1)]
    assert [name for name, _ in periods(MONTHLY, rows, "2025-04-01")] == ["2025-02", "2025-03"]
    # with the first that stands: once the first is withdrawn, February is no longer whole
    rows.append(record("withdrawal", "2025-05-01", event_id="2025-01-15"))
    assert [name for name, _ in periods(MONTHLY, rows, "2025-04-01")] == ["2025-03"]
    assert [name for name, _ in periods(MONTHLY, rows, "2025-04-01", "2025-04-30")] == ["2025-02", "2025-03"]


def test_a_joins_that_is_known_later_begins_membership_when_it_happened():
    rows = [record("join", "2025-03-20", occurred_at="2025-01-01")]
    assert [name for name, _ in periods(MONTHLY, rows, "2025-03-31")] == ["2025-01", "2025-02"]


IN_JANUARY = [JOINED, act("2025-01-01", 3), act("2025-01-31T23:59:59Z", None), act("2025-02-01", 50)]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("COUNT(acts)", 2),  # events, whatever their fields
        ("COUNT(fees)", 0),  # of nothing
        ("COUNT(big)", 1),  # matches
        ("SUM(acts.n)", 3),  # NULL is skipped
        ("SUM(fees.n)", 0),
        ("MIN(acts.n)", 3),
        ("MAX(acts.n)", 3),
        ("MIN(fees.n)", None),
        ("MAX(fees.n)", None),
        ("COALESCE(MAX(fees.n), 7)", 7),
        ("SUM(acts.n) / COUNT(acts)", 2),  # 1.5
        ("SUM(acts.n) / COUNT(fees)", None),  # divided by zero
        ("COUNT(acts) * 10 + COUNT(big)", 21),
    ],
)
def test_what_happened_in_the_period(points, expected):
    scheme = small(
        f"""
rules:
  big: {{source: acts, when: n > 2, points: 0}}
  period: {{each: month, points: "{points}"}}
"""
    )
    [entry] = [item for item in account_of(scheme, IN_JANUARY, "2025-02-01").entries if item.source == ""]
    assert (entry.raw, entry.is_unknown) == (expected or 0, expected is None)


@pytest.mark.parametrize(
    ("when", "names"),
    [
        ("COUNT(acts) = 0", ["2025-02", "2025-04"]),
        ("MIN(acts.n) >= 0", ["2025-01", "2025-03"]),  # of nothing it is unknown, which is not true
        ("NOT MIN(acts.n) >= 0", []),
        ("MIN(acts.n) IS NULL", ["2025-02", "2025-04"]),
        ("SUM(acts.n) = 0", ["2025-02", "2025-04"]),
        ("MONTH(date) = 4", ["2025-03"]),  # `date` is the entry's, the first day after
    ],
)
def test_conditions(when, names):
    scheme = each("month", f"when: {when}, points: 1")
    rows = [JOINED, act("2025-01-31", 5), act("2025-03-01", 5)]
    assert [name for name, _ in periods(scheme, rows, "2025-05-01")] == names


def test_count_of_a_rule_counts_matches_whatever_points_were_left():
    scheme = small(
        """
rules:
  act: {source: acts, points: n, cap: {points: 1, per: ever}, expires: 1 day}
  period: {each: month, points: COUNT(act) * 10}
rights: {appeal: {to: board, suspends: true}}
"""
    )
    rows = [
        JOINED,
        act("2025-01-05", 9),
        act("2025-01-06", 9),
        act("2025-01-07", -9),
        dispute("2025-01-20", "2025-01-07"),
    ]
    assert score(scheme, rows, "2025-02-01") == 30  # cut, faded and disputed, all three count
    assert score(scheme, [*rows, decision("2025-01-25", "upheld")], "2025-02-01") == 20


def test_events_by_local_date():
    scheme = each("month", "points: COUNT(acts)", zone="Europe/Vienna")
    rows = [record("join", "2024-12-31T23:00:00Z"), act("2025-01-31T22:59:59Z"), act("2025-01-31T23:00:00Z")]
    # the first is of 31 January 23:59:59, the second of 1 February 00:00 in Vienna
    assert [entry.raw for entry in account_of(scheme, rows, "2025-03-01").entries] == [1, 1]


def test_a_late_record_changes_the_period_that_it_belongs_to():
    scheme = each("month", "when: COUNT(acts) = 0, points: 5, expires: 12 months")
    rows = [JOINED, act("2025-01-15", 1, recorded="2025-06-01")]
    assert score(scheme, rows, "2025-03-01", "2025-05-31") == 10
    assert score(scheme, rows, "2025-03-01", "2025-06-01") == 5


def test_the_entry_falls_under_the_caps_of_its_date():
    scheme = each("month", "points: 5, cap: {points: 7, per: year}")
    rows = [record("join", "2024-11-01")]
    # November's entry is of 1 December 2024; December's, of 1 January 2025, is the first of the new year
    assert left(account_of(scheme, rows, "2025-02-01")) == [5, 5, 2]


def test_period_entries_come_first_of_their_date():
    scheme = small(
        """
rules:
  act: {source: acts, points: n}
  period: {each: month, points: 6}
pools: {all: {rules: [act, period], cap: {points: 10, per: month}}}
"""
    )
    # at the same instant, 1 February 00:00; the rule `act` stands first in the file and the source "" before `acts`
    entries = account_of(scheme, [JOINED, act("2025-02-01", 6)], "2025-02-01").entries
    assert [(entry.rule.name, entry.left) for entry in entries] == [("period", 6), ("act", 4)]


def test_it_expires_from_its_own_date():
    scheme = each("month", "points: 5, expires: 1 month")
    rows = [JOINED, record("leave", "2025-01-31"), record("join", "2025-02-10")]
    account = account_of(scheme, rows, "2025-02-28")
    assert (account.score, account.next_fade) == (5, date(2025, 3, 1))
    assert score(scheme, rows, "2025-03-01") == 0


def test_ceilings_of_period_rules():
    scheme = each(
        "month",
        "points: 0, ceiling: {band: low, for: 1 month, when: COUNT(acts) = 0}",
        "score: {base: 20}\nbands: {low: {}, high: {from: 10}}",
    )
    rows = [JOINED, act("2025-02-10", 1)]
    bands = [
        account_of(scheme, rows, day).band_name for day in ("2025-01-31", "2025-02-01", "2025-02-28", "2025-03-01")
    ]
    # January was empty: the ceiling covers 1 to 28 February; February was not
    assert bands == ["high", "low", "low", "high"]
