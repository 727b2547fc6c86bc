"""Which numbers vary, and what is drawn for them."""

from decimal import Decimal

import pytest

from isonomia.errors import UsageError
from isonomia.presets import preset_path, society_names, society_path
from isonomia.scheme.load import load_scheme
from isonomia.society.load import load_society
from isonomia.society.quantities import counts, quantities
from isonomia.sweep.assumptions import Assumption, Scale, sort_out


def assumption(low, high, *, is_whole=False):
    return Assumption("x", Decimal(low), Decimal(low), Decimal(high), is_whole, "assumption")


@pytest.mark.parametrize(
    ("low", "high", "place", "drawn"),
    [
        ("0.2", "0.4", 0.5, "0.3"),
        ("-8", "8", 0.25, "-4"),
        ("0", "1", 1 / 3, "0.333333"),
        ("0.001", "0.1", 0.5, "0.01"),  # ten times and more: the geometric mean
        ("0.01", "0.1", 0.5, "0.0316228"),
        ("0.011", "0.1", 0.5, "0.0555"),  # less than ten times: the mean
        ("0.000001", "0.0001", 0, "0.000001"),
        ("0.000001", "0.0001", 1, "0.0001"),
    ],
)
def test_a_number_is_drawn_from_its_range(low, high, place, drawn):
    assert assumption(low, high).at(place) == Decimal(drawn)


def test_each_whole_number_has_the_same_share_of_the_places():
    ties = assumption("1", "4", is_whole=True)
    assert [ties.at(place) for place in (0, 0.24, 0.26, 0.49, 0.51, 0.74, 0.76, 1)] == [1, 1, 2, 2, 3, 3, 4, 4]
    assert assumption("200", "10000", is_whole=True).at(0.5) == 1414  # on the logarithmic scale, rounded


def test_scale():
    assert assumption("0", "1").scale is Scale.EVEN
    assert assumption("-0.5", "-0.01").scale is Scale.EVEN
    assert assumption("0.1", "1").scale is Scale.LOGARITHMIC


def parts(society, scheme, only=()):
    file = load_society(society_path(society)).file
    varied, fixed = sort_out(file, [load_scheme(preset_path(scheme))], only)
    return file, [item.path for item in varied], {item.path: item.reason for item in fixed}


@pytest.mark.parametrize("society", society_names())
def test_every_number_varies_or_says_why_not(society):
    file, varied, fixed = parts(society, "national-list")
    assert sorted([*varied, *fixed]) == sorted(path for path, _quantity in quantities(file))
    assert counts(file) == {"people", "district_people", "ties.near", "ties.far"}


def test_what_no_scheme_can_touch_stays_fixed():
    _file, varied, fixed = parts("chinese-county-2015", "rongcheng")
    assert fixed["people"] == "the run says how many people"
    assert fixed["groups.villagers.share"] == "its range is one number"
    assert fixed["activities.critical_post.events.0.share"] == "neither scheme reads the event"
    assert fixed["membership.join"] == "no scheme is voluntary"
    assert fixed["contest.reviewers"] == "no scheme has an appeal"
    assert "activities.paying_late.events.0.share" in varied
    _file, varied, fixed = parts("european-town", "bologna-smart-citizen-wallet")
    assert "membership.join" in varied


def test_only():
    _file, varied, fixed = parts("european-town", "flensburg", ["ties", "activities.*.fear", "response.know"])
    assert varied[:2] == ["ties.near", "ties.far"]
    assert varied[-1] == "response.know"
    assert all(path.endswith(".fear") for path in varied[2:-1])
    assert len(varied) > 4
    assert fixed["response.edge"] == "not among those chosen"


@pytest.mark.parametrize(
    ("word", "message", "remedy"),
    [
        ("response.knwo", "the society has no number 'response.knwo'", "did you mean 'response.know'?"),
        ("people", "'people' cannot be varied: the run says how many people", ""),
    ],
)
def test_only_of_what_there_is_not(word, message, remedy):
    with pytest.raises(UsageError) as raised:
        parts("european-town", "flensburg", [word])
    assert str(raised.value) == message
    assert remedy in raised.value.remedy
