"""The comparison's arithmetic: moves, bins, quantiles, groups."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isonomia.errors import UsageError
from isonomia.presets import preset_path
from isonomia.scheme.load import load_scheme
from isonomia.score.comparison import Comparison, Standing, compare

SCHEME = load_scheme(preset_path("riverside-time-bank"))
LOWER = load_scheme(preset_path("flensburg"))
BANDS = [band.name for band in SCHEME.bands]
SCORES = st.integers(-(10**6), 10**6)


def compared(pairs: list[tuple[int, int]], scheme=SCHEME, **kept) -> Comparison:
    sides = ([Standing(f"m{i:03}", pair[side], None) for i, pair in enumerate(pairs)] for side in (0, 1))
    return compare((scheme, scheme), *sides, **kept)


@given(st.lists(st.tuples(SCORES, SCORES), max_size=30))
def test_everyone_is_in_one_bin(pairs):
    made = compared(pairs)
    assert sum(item.members for item in made.bins) == len(pairs) == made.total.members
    for item in made.bins:
        inside = [difference for difference in made.differences if item.low <= difference.gain <= item.high]
        assert len(inside) == item.members
    assert all(first.high < second.low for first, second in zip(made.bins, made.bins[1:], strict=False))
    assert len(made.bins) <= 20
    assert (made.total.gains, made.total.loses) == (sum(b > a for a, b in pairs), sum(b < a for a, b in pairs))
    assert sorted(made.quantiles.values()) == list(made.quantiles.values())


@given(st.lists(st.tuples(SCORES, SCORES), min_size=1, max_size=9), st.lists(st.sampled_from("ab"), max_size=9))
def test_groups_add_up_to_the_whole(pairs, letters):
    made = compared(pairs, groups={f"m{i:03}": letter for i, letter in enumerate(letters)})
    for name in ("members", "gains", "loses", "unchanged", "rises", "falls"):
        assert sum(getattr(tally, name) for tally in made.groups.values()) == getattr(made.total, name)


def test_moves_follow_the_order_of_bands():
    low, high = BANDS[0], BANDS[1]
    old = [Standing("a", 0, low), Standing("b", 0, high), Standing("c", 0, low), Standing("d", 0, "gone")]
    new = [Standing("a", 0, high), Standing("b", 0, low), Standing("c", 0, low), Standing("e", 0, low)]
    made = compare((SCHEME, SCHEME), old, new)
    assert [(item.member, item.move) for item in made.differences] == [("a", "rises"), ("b", "falls"), ("c", "same")]
    assert made.moves == {(low, high): 1, (high, low): 1, (low, low): 1}


def test_where_fewer_points_are_better_a_fall_of_the_score_is_a_gain():
    assert [item.gain for item in compared([(5, 3), (1, 2)], LOWER).differences] == [2, -1]


def test_directions_must_agree():
    with pytest.raises(UsageError, match="cannot be compared"):
        compare((SCHEME, LOWER), [], [])


def test_nobody():
    made = compared([])
    assert (made.bins, dict(made.quantiles), made.total.mean_gain_milli) == ((), {}, 0)
