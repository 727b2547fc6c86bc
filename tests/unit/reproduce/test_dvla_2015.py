"""The register: laws with closed forms, the split by hand, and offences through the scheme."""

import math
from datetime import date

import pytest

from isonomia.reproduce import dvla_2015
from isonomia.reproduce.offences import (
    Offence,
    OffenceLaw,
    band_of,
    fitted,
    negative_binomial,
    repeaters,
    sampled_offences,
    shape_from_repeaters,
    split,
)
from isonomia.reproduce.result import Verdict
from isonomia.reproduce.totting_up import records, standings

DAY = date(2015, 5, 1)


def test_the_register_adds_up():
    assert dvla_2015.LICENCES == 46_481_538
    assert round(100 * dvla_2015.WITH_POINTS, 1) == 6.2
    assert [round(100 * share, 2) for share in dvla_2015.published_split()] == [79.26, 17.73, 2.77, 0.24]


@pytest.mark.parametrize("shape", [0.25, 1.0, 3.0, math.inf])
def test_the_fit_gives_the_one_figure(shape):
    chances = fitted(0.0616, shape).chances()
    assert sum(chances) == pytest.approx(1, abs=1e-9)
    assert 1 - chances[0] == pytest.approx(0.0616, abs=1e-12)


def test_a_shape_of_one_is_geometric():
    # scale 1/4: each further one with probability (1/4) / (5/4) = 1/5
    assert negative_binomial(1.0, 0.25)[:3] == pytest.approx([0.8, 0.16, 0.032])


def test_the_weekly_rate():
    assert OffenceLaw(math.inf, 0.0635).weekly_rate == pytest.approx(0.0635 / (3 * 365.25 / 7))


def test_the_split_where_all_are_alike_and_no_offence_brings_six():
    # 1-4 points is one offence, 5-8 two, 9-11 three
    mean = 0.5
    law = OffenceLaw(math.inf, mean)
    alone = [mean**n * math.exp(-mean) / math.factorial(n) / -math.expm1(-mean) for n in (1, 2, 3)]
    found = split(law, 0.0)
    assert found[:3] == pytest.approx(alone)
    assert sum(found) == pytest.approx(1)


def test_the_split_where_every_offence_brings_six():
    # one offence is in 5-8, two and more are in 12+
    found = split(OffenceLaw(1.0, 0.25), 1.0)
    assert found == pytest.approx([0, 0.8, 0, 0.2])


def test_bands():
    assert [band_of(points) for points in (3, 4, 5, 8, 9, 11, 12, 15)] == [0, 0, 1, 1, 2, 2, 3, 3]


def test_repeaters_by_hand():
    # shape 1, scale 1/4, caught now: shape 2, so none again with 0.8^2, one with 2 x 0.2 x 0.8^2
    law = OffenceLaw(1.0, 0.25)
    assert repeaters(law, 0.0, further=1) == pytest.approx(0.36)
    assert repeaters(law, 0.0, further=2) == pytest.approx(1 - 0.64 - 0.256)
    # three clean years before: scale (1/4) / (5/4) = 1/5, so none again with (5/6)^2
    assert repeaters(law, 3.0, further=1) == pytest.approx(1 - 25 / 36)


@pytest.mark.parametrize("clean_years", [0.0, 4.0])
def test_the_shape_is_found_again(clean_years):
    part = repeaters(fitted(0.0616, 0.7), clean_years)
    assert shape_from_repeaters(0.0616, part, clean_years) == pytest.approx(0.7, rel=1e-6)


def offence(day, points, driver=1):
    return Offence(driver, date.fromisoformat(day), points)


def test_points_count_for_three_years():
    # the first is too old on 1 May 2015; 3 + 6 of driver 1, 3 of driver 2
    found = standings(
        [offence("2012-04-30", 3), offence("2012-06-01", 3), offence("2014-01-01", 6), offence("2015-04-30", 3, 2)],
        DAY,
        is_wiped=False,
    )
    assert (found.counts, found.disqualified, found.with_points) == ((1, 0, 1, 0), 0, 2)


FOUR = [offence(day, 3) for day in ("2013-01-05", "2013-06-01", "2014-02-01", "2015-02-01")]


def test_twelve_points_stay_or_are_wiped():
    assert standings(FOUR, DAY, is_wiped=False).counts == (0, 0, 0, 1)
    wiped = standings(FOUR, DAY, is_wiped=True)
    assert (wiped.counts, wiped.disqualified) == ((0, 0, 0, 0), 1)


def test_what_the_court_withdraws():
    found = list(records(FOUR, is_wiped=True))
    assert [record["kind"] for record in found] == ["event"] * 5 + ["withdrawal"] * 4
    assert found[4]["source"] == "disqualifications"
    assert {record["event_id"] for record in found[5:]} == {"1-0", "1-1", "1-2", "1-3"}


@pytest.mark.parametrize(
    ("first", "second", "disqualified"),
    [
        ("2011-06-02", "2014-06-01", True),
        ("2011-06-01", "2014-06-01", False),  # three years to the day, as the scheme counts
        ("2009-02-28", "2012-02-29", False),
        ("2009-03-01", "2012-02-29", True),
    ],
)
def test_offences_too_far_apart_do_not_disqualify(first, second, disqualified):
    found = list(records([offence(first, 6), offence(second, 6)], is_wiped=True))
    assert any(record["source"] == "disqualifications" for record in found) is disqualified


def test_a_sample_is_the_same_for_its_seed_and_has_the_right_mean():
    law = fitted(0.0616, 0.5)
    first, second = (sampled_offences(law, 0.1, 20_000, DAY, 5) for _ in range(2))
    assert first == second
    # four years of 20,000 drivers; counts have a variance of mean (1 + scale), six standard errors
    mean = law.mean * 4 / 3
    assert abs(len(first) - 20_000 * mean) < 6 * math.sqrt(20_000 * mean * (1 + law.scale * 4 / 3))
    assert all(date(2011, 4, 30) < one.day <= DAY for one in first)


def test_the_result(monkeypatch):
    monkeypatch.setattr(dvla_2015, "QUICK_SAMPLED", 10_000)
    result = dvla_2015.run(None, True)
    verdicts = {row.quantity: row.verdict for row in result.rows}
    assert [verdicts[f"drivers alike: {band} points"] for band in ("1-4", "5-8", "9-11", "12+")] == [
        Verdict.DIFFERS
    ] * 4
    assert [verdicts[f"shape 0.43: {band} points"] for band in ("1-4", "5-8", "9-11", "12+")] == [Verdict.AGREES] * 4
    shown = {row.quantity: row.shown(row.ours) for row in result.rows}
    assert shown["shape 0.43: 1-4 points"] == "81.02 %"
    assert shown["drivers alike: 12+ points"] == "0.05 %"
    assert all(row.verdict is Verdict.AGREES for row in result.rows if row.quantity.startswith("through the scheme: "))
