"""Designs: their sizes, their shape, and that every society in them is valid."""

from decimal import Decimal

import numpy as np
import pytest

from isonomia.errors import UsageError
from isonomia.presets import preset_path
from isonomia.scheme.load import load_scheme
from isonomia.simulate.plan import make_setting
from isonomia.society.checks.shares import meeting
from isonomia.society.events import misfits
from isonomia.society.quantities import quantities
from isonomia.society.society import Society
from isonomia.sweep.design import Design, Kind, make_design
from isonomia.sweep.plan import CENTRE_SEEDS, make_plan
from unit.sweep.made import asked, plan

NAMES = ("a", "b", "c")
PAIRS = [("chinese-county-2015", "rongcheng"), ("european-town", "bologna-smart-citizen-wallet"), ("university", "school-house-points")]  # fmt: skip


def test_a_trajectory_moves_one_number_after_the_other():
    design = make_design(Kind.MORRIS, NAMES, 5, 1)
    assert design.places.shape == (5 * 4, 3)
    assert set(np.round(np.unique(design.places) * 3, 9)) <= {0, 1, 2, 3}
    steps = np.abs(np.diff(design.places.reshape(5, 4, 3), axis=1))
    assert np.allclose(np.sort(steps, axis=2), [0, 0, 2 / 3])
    assert (steps.sum(axis=1) > 0).all(), "each number moves once in each trajectory"


def test_sobols_sample_takes_one_number_from_the_second_point():
    design = make_design(Kind.SOBOL, NAMES, 4, 1)
    blocks = design.places.reshape(4, 5, 3)
    for block in blocks:
        first, second = block[0], block[-1]
        for number in range(3):
            assert (block[1 + number] == np.where(np.arange(3) == number, second, first)).all()


@pytest.mark.parametrize("kind", list(Kind))
def test_a_design_is_its_seeds(kind):
    one, same, other = (make_design(kind, NAMES, 4, seed).places for seed in (1, 1, 2))
    assert (one == same).all()
    assert (one != other).any()


@pytest.mark.parametrize(
    ("kind", "blocks", "message"),
    [
        (Kind.MORRIS, 1, "1 trajectories"),
        (Kind.SOBOL, 100, "100 samples"),
        (Kind.SOBOL, 1, "1 samples"),
        (Kind.MORRIS, 10**6, "a design of 4,000,000 points"),
    ],
)
def test_designs_that_cannot_be_analysed(kind, blocks, message):
    with pytest.raises(UsageError) as raised:
        make_design(kind, NAMES, blocks, 1)
    assert str(raised.value) == message


def test_points_are_numbered_centre_first_then_the_design_then_repeats():
    made = plan(blocks=4)
    points = made.points
    assert [point.number for point in points] == list(range(CENTRE_SEEDS + 16 + 4))
    assert [(point.seed, point.row) for point in points[:CENTRE_SEEDS]] == [(1 + turn, None) for turn in range(8)]
    assert [(point.seed, point.row) for point in points[CENTRE_SEEDS:-4]] == [(1, row) for row in range(16)]
    assert [(point.seed, point.row) for point in points[-4:]] == [(2, 0), (2, 4), (2, 8), (2, 12)]
    assert made.society(None) == made.asked.society.file


def corners(made):
    """All least, all greatest, and twenty corners by chance."""
    size = len(made.varied)
    by_chance = np.random.default_rng(1).integers(0, 2, (20, size))
    places = np.vstack([np.zeros((1, size)), np.ones((1, size)), by_chance]).astype(float)
    names = tuple(item.path for item in made.varied)
    return make_plan(made.asked, Design(Kind.MORRIS, len(places), names, places))


@pytest.mark.parametrize(("society", "scheme"), PAIRS)
def test_every_society_is_valid(society, scheme):
    made = plan(society=society, scheme=scheme, only=(), blocks=2)
    ours = load_scheme(preset_path(scheme))
    given = dict(quantities(made.asked.society.file))
    varied = {item.path for item in made.varied}
    at_corners = list(corners(made).societies())  # building one validates it
    within = [made.society(row) for row in range(0, len(made.design.places), 3)]
    for file in at_corners + within:
        check(file, ours, made.asked.society)
        found = dict(quantities(file))
        assert all(found[path] == given[path] for path in given.keys() - varied)
    assert len(at_corners) == 22
    assert len(within) > 50
    for file in at_corners[:6]:
        assert make_setting(file, ours, 8).table.size  # a run can begin


def check(file, scheme, society):
    assert sum(group.share.value for group in file.groups.values()) == 1
    for activity in file.activities.values():
        for _name, numbers in meeting(activity):
            assert sum(activity.events[number].share.value for number in numbers) <= 1
    varied = Society(file, society.path, society.text)
    assert list(misfits(varied, scheme)) == list(misfits(society, scheme))


def test_a_draw_at_the_ends_of_the_ranges():
    made = corners(plan(only=()))
    low, high = made.society(0), made.society(1)
    assert low.response.know.value == low.response.know.range[0] == Decimal("0.05")
    assert high.response.know.value == high.response.know.range[1]
    assert high.ties.near.value == 6
    assert asked().society.file.ties.near.value == 3
