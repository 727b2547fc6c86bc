"""Unit and direction of harm of every item of every measure, and that no interval leaves what there can be."""

import math

import pytest

from isonomia.measures.registry import MEASURES
from simulation.gauged_items import ITEMS


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_every_item_has_its_own_unit_and_direction(measure):
    items = {item: gauge for (name, item), gauge in ITEMS.items() if name == measure.name}
    found = {item: (measure.gauge(item).unit, measure.gauge(item).direction) for item in items}
    assert found == items
    assert set(measure.apart) <= set(items)


def test_what_there_can_be_of_a_unit():
    measures = {measure.name: measure for measure in MEASURES}
    assert measures["cost"].gauge("income lost, share of usual").bounds == (0.0, 1.0)
    assert measures["segregation"].gauge("assortativity by band").bounds == (-1.0, 1.0)
    assert measures["harm_by_error"].gauge("weeks to a decision").bounds == (0.0, math.inf)
