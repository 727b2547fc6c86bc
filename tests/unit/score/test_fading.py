"""Step 6: expiry and halving, counted from the entry's date, truncated toward zero (SEMANTICS 3.6, 6.16, 6.17)."""

from datetime import date

import pytest

from unit.score.small_schemes import APPEAL, account_of, act, dispute, score, small


def fading(text: str):
    return small(f"rules: {{rule: {{source: acts, points: n, {text}}}}}")


def on(text: str, day: str, points: int, *days: str) -> list[int]:
    return [score(fading(text), [act(day, points)], there) for there in days]


@pytest.mark.parametrize(
    ("expires", "day", "last", "first_without"),
    [
        ("24 months", "2024-06-07", "2026-06-06", "2026-06-07"),
        ("1 month", "2025-01-31", "2025-02-27", "2025-02-28"),  # clamped to the month's end
        ("1 month", "2024-01-31", "2024-02-28", "2024-02-29"),
        ("3 months", "2024-11-30", "2025-02-27", "2025-02-28"),
        ("6 months", "2025-08-31", "2026-02-27", "2026-02-28"),
        ("12 months", "2024-02-29", "2025-02-27", "2025-02-28"),
        ("4 years", "2024-02-29", "2028-02-28", "2028-02-29"),
        ("1 day", "2025-01-31", "2025-01-31", "2025-02-01"),
        ("2 weeks", "2025-02-20", "2025-03-05", "2025-03-06"),
    ],
)
def test_expiry(expires, day, last, first_without):
    assert on(f"expires: {expires}", day, 7, day, last, first_without, "2999-12-31") == [7, 7, 0, 0]


def test_anniversaries_are_never_chained():
    # 31 January, 28 February, 31 March, 30 April: 100, 50, 25, 12
    days = [
        "2025-02-27",
        "2025-02-28",
        "2025-03-30",
        "2025-03-31",
        "2025-04-29",
        "2025-04-30",
        "2025-05-30",
        "2025-05-31",
    ]
    assert on("halves: every 1 month", "2025-01-31", 100, *days) == [100, 50, 50, 25, 25, 12, 12, 6]


def test_negative_points_are_truncated_toward_zero():
    days = ["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"]
    # -7, -3.5 becomes -3, -1.5 becomes -1, -0.5 becomes 0; flooring would give -4, -2, -1 and never 0
    assert on("halves: every 1 month", "2025-01-01", -7, *days) == [-7, -3, -1, 0]
    assert on("halves: every 1 month", "2025-01-01", 7, *days) == [7, 3, 1, 0]


def test_halving_goes_on_until_the_expiry_day():
    days = ["2025-02-27", "2025-02-28", "2025-03-31", "2025-04-29", "2025-04-30"]
    # 80; halved on 28 February and 31 March; gone on 30 April, 31 January + 3 months
    assert on("halves: every 1 month, expires: 3 months", "2025-01-31", 80, *days) == [80, 40, 20, 20, 0]


def test_units():
    days = ["2025-01-10", "2025-01-11", "2025-01-21"]
    assert on("halves: every 10 days", "2025-01-01", 9, *days) == [9, 4, 2]
    assert on("halves: every 1 year", "2024-02-29", 9, "2025-02-27", "2025-02-28", "2028-02-29") == [9, 4, 0]  # k = 4


def test_daylight_saving_moves_nothing():
    # Vienna, from 1 March 10:00 local: on 1 April, a day of summer time, the points are gone from its first instant
    scheme = small("rules: {rule: {source: acts, points: n, expires: 1 month}}", "Europe/Vienna")
    rows = [act("2025-03-01T10:00", 5, "1", recorded="2025-03-01")]
    assert score(scheme, rows, "2025-03-31T21:59:59Z") == 5  # 23:59:59 local
    assert score(scheme, rows, "2025-03-31T22:00:00Z") == 0  # 00:00 on 1 April


def test_it_works_on_what_the_caps_left():
    scheme = fading("cap: {points: 7, per: ever}, halves: every 1 month")
    assert [score(scheme, [act("2025-01-01", 9)], day) for day in ("2025-01-31", "2025-02-01")] == [7, 3]


def test_the_sum_of_several():
    scheme = fading("halves: every 1 month")
    rows = [act("2025-01-01", 5), act("2025-01-15", 5), act("2025-02-20", -9)]
    # 1 March: 5 halved twice is 1; 5 halved once (15 February) is 2; -9 not yet
    assert score(scheme, rows, "2025-03-01") == 1 + 2 - 9


@pytest.mark.parametrize(
    ("text", "points", "today", "expected"),
    [
        ("expires: 12 months", 5, "2025-03-01", "2026-01-31"),
        ("expires: 12 months", 5, "2026-01-30", "2026-01-31"),
        ("expires: 12 months", 5, "2026-01-31", None),  # gone
        ("expires: 12 months", 0, "2025-03-01", None),  # nothing to fade
        ("halves: every 1 month", 5, "2025-02-01", "2025-02-28"),
        ("halves: every 1 month", 5, "2025-02-28", "2025-03-31"),
        ("halves: every 1 month", 1, "2025-02-01", "2025-02-28"),  # 1 becomes 0
        ("halves: every 1 month", 1, "2025-02-28", None),
        ("halves: every 2 months, expires: 3 months", 8, "2025-02-01", "2025-03-31"),
        ("halves: every 2 months, expires: 3 months", 8, "2025-03-31", "2025-04-30"),
        ("halves: every 3 months, expires: 3 months", 8, "2025-02-01", "2025-04-30"),
        ("halves: every 1 month, expires: 12 months", 1, "2025-02-28", None),  # 0 long before it ends
        ("gravity: none", 5, "2025-02-01", None),  # never
    ],
)
def test_next_fade(text, points, today, expected):
    account = account_of(fading(text), [act("2025-01-31", points)], today)
    [entry] = account.entries
    assert entry.next_fade(account.today) == (date.fromisoformat(expected) if expected else None)
    assert account.next_fade == entry.next_fade(account.today)
    assert [day.isoformat() for day, _points in entry.fades(account.today)][:1] == ([expected] if expected else [])


def test_the_next_fade_of_a_member_is_the_first_of_the_entries():
    scheme = small(
        "rules: {slow: {source: acts, points: n, expires: 2 years}, quick: {source: fees, points: n, expires: 1 year}}"
    )
    rows = [
        act("2025-01-01", 5, "1"),
        act("2025-06-01", 5, "2", source="fees"),
        act("2025-03-01", 5, "3", source="fees"),
    ]
    assert account_of(scheme, rows, "2025-12-31").next_fade == date(2026, 3, 1)
    assert account_of(scheme, rows, "2026-03-01").next_fade == date(2026, 6, 1)
    assert account_of(scheme, rows, "2026-06-01").next_fade == date(2027, 1, 1)


def test_suspension_is_left_aside():
    scheme = small("rules: {rule: {source: acts, points: n, expires: 1 year}}\n" + APPEAL)
    account = account_of(scheme, [act("2025-01-01", -5), dispute("2025-02-01", "2025-01-01")], "2025-03-01")
    assert (account.score, account.next_fade) == (0, date(2026, 1, 1))


def test_all_fades_to_come():
    account = account_of(fading("halves: every 1 month, expires: 10 months"), [act("2025-01-31", -9)], "2025-02-01")
    [entry] = account.entries
    # -9, -4 on 28 February, -2 on 31 March, -1 on 30 April, 0 on 31 May; by the expiry nothing is left
    assert [(day.isoformat(), points) for day, points in entry.fades(account.today)] == [
        ("2025-02-28", -4),
        ("2025-03-31", -2),
        ("2025-04-30", -1),
        ("2025-05-31", 0),
    ]
