"""Without any motive, the shipped societies do what they do without a scheme; each motive alone moves them again.

That single people's acts are the same bytes then, and in made schemes: tests/simulation/test_conservation.py.
"""

import pytest

from simulation.stylised_facts.no_motive import NO_MOTIVE, SETTINGS, different

PEOPLE = 2_000


@pytest.mark.parametrize("scheme", SETTINGS)
def test_not_one_act_differs(scheme):
    assert different(SETTINGS[scheme], scheme, NO_MOTIVE, PEOPLE, 1) == 0


@pytest.mark.parametrize("motive", ["response.point_value", "activities.*.fear", "feelings.*_after_*"])
def test_each_motive_alone_moves_people(motive):
    rest = tuple(change for change in NO_MOTIVE if change[0] != motive)
    assert len(rest) == len(NO_MOTIVE) - 1
    assert different("chinese-county-2015", "rongcheng", rest, PEOPLE, 1) > 0
