"""Shares that must add up are moved until they do."""

from dataclasses import replace
from decimal import Decimal

import pytest

from isonomia.society.load import load_society, read_society_text
from isonomia.society.quantities import quantities
from isonomia.sweep.plan import make_plan
from isonomia.sweep.shares import Together, added_up, belonging, can_bind, nearest
from unit.sweep.made import asked


def decimals(*texts):
    return [Decimal(text) for text in texts]


FULL = (Decimal(0), Decimal(1))


@pytest.mark.parametrize(
    ("values", "ranges", "moved"),
    [
        (["0.5", "0.3", "0.5"], [FULL] * 3, ["0.4", "0.2", "0.4"]),  # 0.3 too much: 0.1 from each
        (["0.9", "0.5", "0.05"], [FULL] * 3, ["0.7", "0.3", "0"]),  # the third can give only 0.05
        (["0.2", "0.2", "0.3"], [FULL] * 3, ["0.3", "0.3", "0.4"]),
        (["0.6", "0.6"], [(Decimal("0.5"), Decimal("0.7")), FULL], ["0.5", "0.5"]),
        (["0.6", "0.6"], [(Decimal("0.55"), Decimal("0.7")), FULL], ["0.55", "0.45"]),
        (["0.3", "0.3", "0.3"], [FULL] * 3, None),  # thirds: exactly 1 all the same
    ],
)
def test_nearest(values, ranges, moved):
    found = nearest(decimals(*values), ranges, Decimal(1), exactly=True)
    assert sum(found) == 1
    if moved is not None:
        assert [round(item, 9) for item in found] == decimals(*moved)


def test_at_most_is_never_passed():
    found = nearest(decimals("0.7", "0.7", "0.7"), [FULL] * 3, Decimal(1), exactly=False)
    assert 1 - Decimal("0.000000001") < sum(found) <= 1
    assert len(set(found)) == 1


def test_a_society_whose_shares_have_ranges():
    shipped = asked().society
    text = shipped.text
    for written, wider in (
        ("[0.5, 0.5]", "[0.05, 0.8]"),
        ("[0.4, 0.4]", "[0.05, 0.8]"),
        ("[0.1, 0.1]", "[0.05, 0.8]"),
        ("[0.3, 0.66]", "[0.3, 0.95]"),  # of late payments that are fees
    ):
        text = text.replace(written, wider, 1)
    society = read_society_text(shipped.path, text).society
    made = make_plan(replace(asked(only=("groups", "activities.paying_late.events")), society=society))
    assert [str(item) for item in made.together] == ["groups", "activities.paying_late.events"]
    whole, moved = 0, 0
    for row, file in enumerate(made.societies()):
        assert sum(group.share.value for group in file.groups.values()) == 1
        assert sum(event.share.value for event in file.activities["paying_late"].events[:3]) <= 1
        whole += 1
        drawn = {item.path: item.at(float(at)) for item, at in zip(made.varied, made.design.places[row], strict=True)}
        moved += made.values(row) != drawn
    assert whole == len(made.design.places)
    assert moved > 0


def test_shipped_societies_need_no_moving():
    file = load_society(asked().society.path).file
    varied = {path for path, quantity in quantities(file) if quantity.range[0] < quantity.range[1]}
    assert list(can_bind(belonging(file, asked().schemes), dict(quantities(file)), varied)) == []


def test_shares_that_add_up_stay_as_drawn():
    drawn = {"a": Decimal("0.2"), "b": Decimal("0.3")}
    assert added_up(drawn, [Together(("a", "b"), is_whole=False)], {}) == drawn
