"""Step 8, ceilings: at assessments only, the strictest holds, disputed ones rest (SEMANTICS 6.10, 6.11)."""

import pytest

from unit.score.small_schemes import APPEAL, account_of, act, band, decision, dispute, small

BANDS = "bands: {low: {}, mid: {from: 10}, high: {from: 50, grace: GRACE}}\n"


def ceiling(text: str, assessed: str = "daily", grace: str = "", more: str = ""):
    bands = BANDS.replace(", grace: GRACE", f", grace: {grace}" if grace else "")
    return small(
        f"""
rules:
  bad: {{source: acts, points: 0, ceiling: {{{text}}}}}
  good: {{source: fees, points: n}}
score: {{base: 60, assessed: {assessed}}}
{bands}{more}"""
    )


def bands_on(scheme, rows, *days):
    return [band(scheme, rows, day) for day in days]


def test_from_the_events_date_to_the_day_before_the_end():
    days = ["2025-01-30", "2025-01-31", "2025-02-27", "2025-02-28"]
    # 31 January + 1 month = 28 February
    assert bands_on(ceiling("band: mid, for: 1 month"), [act("2025-01-31")], *days) == ["high", "mid", "mid", "high"]


def test_it_acts_at_assessments_only():
    # Wednesday 8 January, for 3 weeks, to Tuesday 28: on Sundays 12, 19 and 26 January; felt until Sunday 2 February
    scheme = ceiling("band: mid, for: 3 weeks", "weekly")
    days = ["2025-01-08", "2025-01-11", "2025-01-12", "2025-01-28", "2025-01-29", "2025-02-01", "2025-02-02"]
    assert bands_on(scheme, [act("2025-01-08")], *days) == ["high", "high", "mid", "mid", "mid", "mid", "high"]


def test_one_that_no_assessment_sees_is_never_felt():
    scheme = ceiling("band: mid, for: 3 days", "weekly")
    days = [f"2025-01-{day:02}" for day in range(6, 20)]
    assert set(bands_on(scheme, [act("2025-01-06")], *days)) == {"high"}


def test_the_fall_waits_out_the_grace():
    # the last high assessment is Sunday 5 January; next = 12 January; + 10 days = 22 January
    scheme = ceiling("band: low, for: 2 months", "weekly", grace="10 days")
    days = ["2025-01-12", "2025-01-21", "2025-01-22", "2025-03-08", "2025-03-09"]
    # it ends on 8 March; the next Sunday is the 9th
    assert bands_on(scheme, [act("2025-01-08")], *days) == ["high", "high", "low", "low", "high"]


def test_it_never_lifts():
    scheme = ceiling("band: high, for: 1 year")
    assert band(scheme, [act("2025-01-08"), act("2025-01-09", -55, source="fees")], "2025-01-10") == "low"


def test_of_several_the_strictest_holds():
    scheme = small(
        """
rules:
  bad: {source: acts, points: 0, ceiling: {band: mid, for: 3 months}}
  worse: {source: fees, points: 0, ceiling: {band: low, for: 1 month}}
score: {base: 60}
bands: {low: {}, mid: {from: 10}, high: {from: 50}}
"""
    )
    rows = [act("2025-01-10"), act("2025-02-01", source="fees")]
    days = ["2025-01-31", "2025-02-01", "2025-02-28", "2025-03-01", "2025-04-09", "2025-04-10"]
    assert bands_on(scheme, rows, *days) == ["mid", "low", "low", "mid", "mid", "high"]


@pytest.mark.parametrize(
    ("when", "ns", "expected"),
    [
        ("n > 2", [1], "high"),
        ("n > 2", [3], "mid"),
        ("n > 2", [None], "high"),  # unknown is not true
        ("n IS NULL", [None], "mid"),
    ],
)
def test_conditions(when, ns, expected):
    rows = [act(f"2025-01-{day:02}", n) for day, n in enumerate(ns, 1)]
    assert band(ceiling(f"band: mid, for: 1 year, when: {when}"), rows, "2025-06-01") == expected


def test_a_condition_on_nth():
    scheme = small(
        """
rules:
  late: {source: acts, points: -1, cap: {points: 1, per: ever}, nth: {within: 12 months},
         ceiling: {band: mid, for: 6 months, when: nth > 3}}
score: {base: 60}
bands: {low: {}, mid: {from: 10}, high: {from: 50}}
"""
    )
    rows = [act(f"2025-01-{day:02}") for day in range(1, 4)]
    assert band(scheme, rows, "2025-02-01") == "high"
    # the fourth brings it, though the cap left it no points
    rows.append(act("2025-01-31"))
    assert account_of(scheme, rows, "2025-02-01").entries[-1].left == 0
    # 31 January + 6 months = 31 July
    assert bands_on(scheme, rows, "2025-01-30", "2025-01-31", "2025-07-30", "2025-07-31") == [
        "high",
        "mid",
        "mid",
        "high",
    ]


def test_a_disputed_one_rests():
    scheme = ceiling("band: mid, for: 1 year", more=APPEAL)
    rows = [act("2025-01-08"), dispute("2025-02-01", "2025-01-08")]
    assert band(scheme, rows, "2025-03-01", "2025-01-31") == "mid"
    assert band(scheme, rows, "2025-03-01") == "high"
    assert band(scheme, [*rows, decision("2025-02-15", "rejected")], "2025-03-01") == "mid"
    assert band(scheme, [*rows, decision("2025-02-15", "upheld")], "2025-03-01") == "high"
    # it stays listed
    [active] = account_of(scheme, rows, "2025-03-01").ceilings
    assert (active.band, active.is_suspended) == ("mid", True)


def test_it_rests_also_where_the_points_favour_the_member():
    scheme = small(
        """
rules: {odd: {source: acts, points: 5, ceiling: {band: mid, for: 1 year}}}
score: {base: 60}
bands: {low: {}, mid: {from: 10}, high: {from: 50}}
"""
        + APPEAL
    )
    account = account_of(scheme, [act("2025-01-08"), dispute("2025-02-01", "2025-01-08")], "2025-03-01")
    assert (account.score, account.band_name) == (65, "high")


def test_without_a_suspending_appeal_it_does_not_rest():
    scheme = ceiling("band: mid, for: 1 year")
    assert band(scheme, [act("2025-01-08"), dispute("2025-02-01", "2025-01-08")], "2025-03-01") == "mid"


def test_where_fewer_points_are_better_it_names_the_best_band_still():
    scheme = small(
        """
rules: {bad: {source: acts, points: 1, ceiling: {band: warned, for: 6 months}}}
score: {better: lower}
bands: {fine: {}, warned: {from: 4}, out: {from: 8}}
"""
    )
    assert bands_on(scheme, [act("2025-01-08")], "2025-01-07", "2025-01-08", "2025-07-08") == ["fine", "warned", "fine"]
    rows = [act(f"2025-01-{day:02}") for day in range(1, 10)]
    assert band(scheme, rows, "2025-02-01") == "out"  # nine points: worse than the ceiling


def test_an_event_after_as_of_brings_none():
    scheme = ceiling("band: mid, for: 1 year")
    assert band(scheme, [act("2025-01-08"), act("2024-01-01", 1, source="fees")], "2025-01-07") == "high"
