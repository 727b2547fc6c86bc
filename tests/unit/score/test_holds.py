"""Steps between bands: a later band waits for the earlier one's measure (SEMANTICS 6.27; StVG 4(5) and 4(6)).

As in the German register of drivers: from 4 points a letter (Ermahnung), from 6 a warning (Verwarnung), from 8 the
licence is withdrawn (Entzug). Whoever reaches 6 without the letter falls back to 5, whoever reaches 8 without the
warning to 7.
"""

import itertools

import pytest

from unit.score.small_schemes import APPEAL, account_of, act, band, dispute, left, measure, record, score, small

STEPS = """
bands: {clear: {}, ermahnung: {from: 4}, verwarnung: {from: 6}, entzug: {from: 8}}
steps:
  - {band: verwarnung, after: {band: ermahnung, measure: letter}}
  - {band: entzug, after: {band: verwarnung, measure: warning}}
score: {better: lower}
"""
DRIVERS = small("rules: {offence: {source: acts, points: n, expires: 5 years}}" + STEPS)
LETTER, WARNING = measure("2025-06-01", "letter"), measure("2025-08-01", "warning")


def standings(rows, *days, scheme=DRIVERS):
    found = [account_of(scheme, rows, day) for day in days]
    return [(item.score, item.band_name) for item in found]


def test_held_at_five_until_the_letter_and_at_seven_until_the_warning():
    # 3 + 2 + 3 = 8 points by May, no measure yet: one short of 6
    rows = [act("2025-03-01", 3), act("2025-04-01", 2), act("2025-05-01", 3)]
    assert standings(rows, "2025-03-31", "2025-04-30", "2025-05-31") == [
        (3, "clear"),
        (5, "ermahnung"),
        (5, "ermahnung"),
    ]
    total = account_of(DRIVERS, rows, "2025-05-31").total
    assert (total.total, total.clamped, total.score) == (8, 8, 5)


def test_the_measure_cuts_for_good_and_later_points_come_on_top():
    rows = [act("2025-03-01", 3), act("2025-04-01", 2), act("2025-05-01", 3), LETTER]
    # 8 - 5 = 3 too many: the newest entry goes whole
    assert left(account_of(DRIVERS, rows, "2025-06-01")) == [3, 2, 0]
    assert standings(rows, "2025-05-31", "2025-06-01") == [(5, "ermahnung"), (5, "ermahnung")]
    # two more in July: 7, and now the later band is open
    rows.append(act("2025-07-01", 2))
    assert standings(rows, "2025-07-01") == [(7, "verwarnung")]


def test_eight_without_the_warning_falls_back_to_seven():
    # letter at 4 points; then 3 + 3 = 10: held at 7, verwarnung
    rows = [act("2025-05-01", 4), LETTER, act("2025-07-01", 3), act("2025-07-15", 3)]
    assert standings(rows, "2025-07-15") == [(7, "verwarnung")]
    # the warning on 1 August takes 3 off, newest first; two more points in September make 9
    rows += [WARNING, act("2025-09-01", 2)]
    assert left(account_of(DRIVERS, rows, "2025-09-01")) == [4, 3, 0, 2]
    assert standings(rows, "2025-08-01", "2025-09-01") == [(7, "verwarnung"), (9, "entzug")]


def test_from_nothing_to_ten_in_a_day():
    rows = [act("2025-05-01", 5, "1"), act("2025-05-01", 5, "2")]
    assert standings(rows, "2025-05-31") == [(5, "ermahnung")]
    # the letter leaves 5; nothing is left that could reach 8, so the warning cuts nothing
    rows += [LETTER, WARNING]
    assert left(account_of(DRIVERS, rows, "2025-12-31")) == [5, 0]
    assert standings(rows, "2025-12-31") == [(5, "ermahnung")]


def test_a_measure_in_time_cuts_nothing():
    rows = [act("2025-05-01", 4), LETTER, act("2025-07-01", 2), WARNING, act("2025-09-01", 2)]
    assert left(account_of(DRIVERS, rows, "2025-09-01")) == [4, 2, 2]
    assert standings(rows, "2025-06-01", "2025-07-01", "2025-09-01") == [
        (4, "ermahnung"),
        (6, "verwarnung"),
        (8, "entzug"),
    ]


def test_the_cut_goes_newest_first_and_only_as_far_as_needed():
    # 3 + 3 + 1 + 1 = 8: 3 too many; 1, 1 and then 1 of the second 3
    rows = [act("2025-02-01", 3), act("2025-03-01", 3), act("2025-04-01", 1), act("2025-05-01", 1), LETTER]
    assert left(account_of(DRIVERS, rows, "2025-06-01")) == [3, 2, 0, 0]


def test_points_of_the_measures_own_date_are_cut_too():
    # "dated up to it": 3 more on 1 June, later that day
    rows = [act("2025-05-01", 5), act("2025-06-01T18:00:00Z", 3), measure("2025-06-01T09:00:00Z", "letter")]
    assert left(account_of(DRIVERS, rows, "2025-06-01")) == [5, 0]
    rows = [act("2025-05-01", 5), act("2025-06-02", 3), LETTER]
    assert standings(rows, "2025-06-02") == [(8 - 1, "verwarnung")]  # on top; held at 7 for want of the warning


def test_the_cut_stays_when_other_points_go():
    scheme = small("rules: {offence: {source: acts, points: n, expires: 1 year}}" + STEPS)
    rows = [act("2025-01-01", 4), act("2025-05-01", 4), LETTER]
    # 8: 3 off the second; on 1 January 2026 the first 4 end and 1 is left
    assert standings(rows, "2025-12-31", "2026-01-01", scheme=scheme) == [(5, "ermahnung"), (1, "clear")]
    # without the letter the hold ends by itself: 4 are left
    assert standings(rows[:2], "2025-12-31", "2026-01-01", scheme=scheme) == [(5, "ermahnung"), (4, "ermahnung")]


def test_a_withdrawn_measure_was_never_taken():
    rows = [act("2025-05-01", 8), LETTER, record("withdrawal", "2025-06-20", measure_id="letter")]
    assert left(account_of(DRIVERS, rows, "2025-07-01", "2025-06-19")) == [5]
    account = account_of(DRIVERS, rows, "2025-07-01")
    assert (left(account), account.total.total, account.score) == ([8], 8, 5)  # held again


def test_the_first_measure_of_a_name_counts():
    rows = [act("2025-05-01", 4), LETTER, act("2025-06-15", 4), measure("2025-07-01", "letter", "again")]
    assert left(account_of(DRIVERS, rows, "2025-07-01")) == [4, 4]
    # the first withdrawn, the second is the first: 8 - 5 = 3 off the newest
    rows.append(record("withdrawal", "2025-08-01", measure_id="letter"))
    assert left(account_of(DRIVERS, rows, "2025-07-01")) == [4, 1]


def test_a_measure_after_as_of_is_not_taken_yet():
    rows = [act("2025-05-01", 8), measure("2025-06-01T12:00:00Z", "letter")]
    before = account_of(DRIVERS, rows, "2025-06-01T11:59:59Z")
    assert (left(before), before.score, dict(before.measures)) == ([8], 5, {})
    assert left(account_of(DRIVERS, rows, "2025-06-01T12:00:00Z")) == [5]


def test_two_measures_on_one_day_and_any_order_of_rows():
    rows = [act("2025-05-01", 5, "1"), act("2025-05-02", 5, "2"), LETTER, measure("2025-06-01", "warning")]
    for order in itertools.permutations(rows):
        # to 5 by the letter; then nothing exceeds 7
        assert left(account_of(DRIVERS, list(order), "2025-06-01")) == [5, 0]


def test_the_warning_without_the_letter_does_not_open_the_band():
    rows = [act("2025-05-01", 9), measure("2025-06-01", "warning")]
    # cut to 7, but held at 5 until the letter
    account = account_of(DRIVERS, rows, "2025-06-01")
    assert (left(account), account.score, account.band_name) == ([7], 5, "ermahnung")


def test_points_that_favour_the_member_are_not_cut():
    rows = [act("2025-04-01", 9), act("2025-05-01", -1), LETTER]
    # 9 - 1 = 8: 3 off the 9
    assert left(account_of(DRIVERS, rows, "2025-06-01")) == [6, -1]


def test_disputed_points_are_neither_counted_nor_cut():
    scheme = small("rules: {offence: {source: acts, points: n, expires: 5 years}}" + STEPS + APPEAL)
    rows = [act("2025-04-01", 4), act("2025-05-01", 4), dispute("2025-05-10", "2025-05-01"), LETTER]
    assert left(account_of(scheme, rows, "2025-06-01")) == [4, 4]
    assert score(scheme, rows, "2025-06-01") == 4


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        # halved by 1 June from 9 to 4: with the 5 that is 9, 4 too many; all 4 go, and 1 of 9 becomes 0 all the same
        (9, 1),
        # from 13 to 6: 5 + 6 = 11, 6 too many: 1 again
        (13, 1),
        # from 2 to 1: 5 + 1 = 6, 1 too many
        (2, 1),
    ],
)
def test_of_faded_points_as_little_is_cut_as_is_enough(points, expected):
    scheme = small(
        "rules: {old: {source: fees, points: n}, offence: {source: acts, points: n, halves: every 1 month}}" + STEPS
    )
    rows = [act("2025-04-01", 5, source="fees"), act("2025-05-01", points), LETTER]
    assert left(account_of(scheme, rows, "2025-06-01")) == [5, expected]
    assert score(scheme, rows, "2025-06-01") == 5


HIGHER = small(
    """
rules: {act: {source: acts, points: n}}
score: {base: 100}
bands: {out: {}, low: {from: 20}, mid: {from: 40}, fine: {from: 60}}
steps:
  - {band: low, after: {band: mid, measure: talk}}
  - {band: out, after: {band: low, measure: letter}}
"""
)


def test_where_more_points_are_better_the_hold_is_from_below():
    # 100 - 70 = 30, that is low; until the talk it is held at 40, the least of mid
    rows = [act("2025-01-01", -50), act("2025-02-01", -20)]
    assert standings(rows, "2025-01-31", "2025-02-28", scheme=HIGHER) == [(50, "mid"), (40, "mid")]
    # the talk on 1 March gives 10 back for good, off the newest
    rows += [measure("2025-03-01", "talk"), act("2025-04-01", -15), act("2025-05-01", -10)]
    assert left(account_of(HIGHER, rows, "2025-05-01"))[:2] == [-50, -10]
    # 40, then 25: low; then 15, held at 20 until the letter
    assert standings(rows, "2025-03-31", "2025-04-01", "2025-05-01", scheme=HIGHER) == [
        (40, "mid"),
        (25, "low"),
        (20, "low"),
    ]
    rows += [measure("2025-06-01", "letter"), act("2025-07-01", -1)]
    assert standings(rows, "2025-06-30", "2025-07-01", scheme=HIGHER) == [(20, "low"), (19, "out")]


def test_assessments_before_the_measure_see_the_cut():
    scheme = small("rules: {offence: {source: acts, points: n}}" + STEPS.replace("lower}", "lower, assessed: weekly}"))
    # 8 on Wednesday 28 May; letter on Tuesday 3 June; Sunday 1 June gave ermahnung, held or cut
    rows = [act("2025-05-28", 8), measure("2025-06-03", "letter")]
    assert band(scheme, rows, "2025-06-02") == "ermahnung"
    assert band(scheme, rows, "2025-06-03") == "ermahnung"
