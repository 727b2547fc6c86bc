"""Step 3: points are rounded half away from zero; unknown points are 0 and still a match (SEMANTICS 3.3, 6.11)."""

import pytest

from unit.score.small_schemes import account_of, act, band, score, small

LATER = "2025-12-31"


@pytest.mark.parametrize(
    ("points", "hours", "expected"),
    [
        ("hours", "2.5", 3),
        ("hours", "-2.5", -3),
        ("hours", "0.5", 1),
        ("hours", "-0.5", -1),
        ("hours", "0.499999", 0),
        ("hours", "-0.499999", 0),
        ("hours / 2", "1", 1),  # 0.5
        ("hours / 3", "7.5", 3),  # 2.5
        ("hours * 0.1", "25", 3),  # 2.5
        ("LEAST(hours, 8) * 2", "8.25", 16),
        ("LEAST(hours, 8) * 2", "2.25", 5),  # 4.5
        ("ROUND(hours) * 2", "2.25", 4),
        # 2.4999995 is rounded once, to 2.500000, at the product's place, and then to 3
        ("hours * 0.5", "4.999999", 3),
        ("7", None, 7),
    ],
)
def test_rounding(points, hours, expected):
    scheme = small(f"rules: {{rule: {{source: acts, points: '{points}'}}}}")
    [entry] = account_of(scheme, [act("2025-01-01", hours=hours)], LATER).entries
    assert (entry.raw, entry.is_unknown) == (expected, False)


@pytest.mark.parametrize("points", ["hours", "LEAST(hours, 8)", "n / 0", "CASE WHEN hours > 1 THEN 3 END", "n + hours"])
def test_unknown_points_are_none_and_said(points):
    scheme = small(f"rules: {{rule: {{source: acts, points: '{points}', expires: 1 year}}}}")
    account = account_of(scheme, [act("2025-01-01", 5)], LATER)
    [entry] = account.entries
    assert (entry.raw, entry.is_unknown, account.score, account.next_fade) == (0, True, 0, None)


def test_a_known_zero_is_not_unknown():
    scheme = small("rules: {rule: {source: acts, points: n}}")
    [entry] = account_of(scheme, [act("2025-01-01", 0)], LATER).entries
    assert (entry.raw, entry.is_unknown) == (0, False)


def test_a_match_without_points_still_counts():
    scheme = small(
        """
rules:
  odd: {source: acts, points: hours, nth: {}, ceiling: {band: low, for: 10 years}}
  many: {each: year, points: COUNT(odd) * 100}
bands: {low: {}, high: {from: 10}}
"""
    )
    rows = [act("2024-01-01"), act("2024-06-01", hours=3)]
    found = account_of(scheme, rows, "2025-01-01")
    # nth counts the one without points; so does COUNT; and its ceiling holds
    assert [entry.nth for entry in found.entries if entry.rule.name == "odd"] == [1, 2]
    assert found.score == 3 + 200
    assert found.band_name == "low"
    assert band(scheme, [act("2024-01-01")], "2025-01-01") == "low"


def test_the_sum_is_exact_beyond_what_a_float_holds():
    scheme = small("rules: {rule: {source: acts, points: n}}")
    rows = [act("2025-01-01", 2**53, "1"), act("2025-01-02", 1, "2")]
    assert score(scheme, rows, LATER) == 2**53 + 1
