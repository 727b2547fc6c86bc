"""The shipped societies meet the shipped schemes: which events are taken, which rules nothing can ever match."""

from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from isonomia.check.adapt.adapt import adapt
from isonomia.check.settings import Settings
from isonomia.check.subject.jurisdiction import Jurisdiction
from isonomia.presets import preset_names, preset_path, society_names, society_path
from isonomia.scheme.load import load_scheme
from isonomia.simulate.templates import make_templates
from isonomia.society.events import events_for, field_values, is_meant_for, misfits
from isonomia.society.load import load_society
from isonomia.society.model.activity import Moral
from isonomia.society.model.quantity import Quantity
from isonomia.society.quantities import quantities

# For each society the schemes that it is made for, and of each scheme the rules that none of its events can match.
UNMATCHED: dict[str, dict[str, set[str]]] = {
    "chinese-county-2015": {"rongcheng": set(), "national-list": set()},
    "european-town": {
        "riverside-time-bank": set(),
        "bologna-smart-citizen-wallet": set(),
        "vienna-kultur-token": set(),
        # Who takes a seminar, and at how many points, depends on the points: no activity says that.
        "flensburg": {"seminar"},
        # Kinds of offence that are rare, or that differ from those that are there by the code alone; and a court's
        # disqualification, which follows from points and is no conduct.
        "uk-totting-up": {
            "accident", "driving_while_disqualified", "death_by_careless_driving_drink_or_drugs",
            "drugs_over_the_limit", "motorway", "pedestrian_crossing", "vehicle_taking", "disqualified_6_months",
            "disqualified_12_months", "disqualified_24_months",
        },
        "national-list": {"idle_purchases", "responsible_purchases", "praising_post"},
    },
    "university": {
        "school-house-points": set(),
        "riverside-time-bank": set(),
        # It is for what one has done on another site.
        "stack-overflow": {"association_bonus"},
        "stack-overflow-2019": {"association_bonus"},
        "national-list": {
            "business_breach", "judgment_disobeyed", "paid_on_time", "idle_purchases", "responsible_purchases",
            "praising_post",
        },
    },
}  # fmt: skip
# Rongcheng, December 2015, as the shipped scheme gives it; taken as the records of one year.
PEOPLE, REWARDS, NEGATIVES, WEEKS = 590_000, 33_000, 260_000, 52


@cache
def society(name):
    return load_society(society_path(name))


@cache
def scheme(name):
    return load_scheme(preset_path(name))


def unmatched(society, scheme):
    """Rules for events that no event of the society can match: their points stand whatever anybody does."""
    events = [event for activity in society.file.activities.values() for event in events_for(activity, scheme)]
    found = set()
    for rule in scheme.rules:
        values = [field_values(event, scheme) | {"date": society.file.first_day} for event in events
                  if event.source == rule.source]  # fmt: skip
        if not rule.is_period and not any(rule.matches is None or rule.matches(row) is True for row in values):
            found.add(rule.name)
    return found


@pytest.mark.parametrize("name", society_names())
def test_every_event_belongs_to_a_shipped_scheme(name):
    schemes = [scheme(other) for other in preset_names()]
    orphans = [
        (activity, index)
        for activity, written in society(name).file.activities.items()
        for index, event in enumerate(written.events)
        if not any(is_meant_for(event, one) for one in schemes)
    ]
    assert orphans == []


@pytest.mark.parametrize("other", preset_names())
@pytest.mark.parametrize("name", society_names())
def test_no_event_misfits_a_shipped_scheme(name, other):
    assert [str(misfit) for misfit in misfits(society(name), scheme(other))] == []


@pytest.mark.parametrize("name", society_names())
def test_the_simulator_takes_the_same_events(name):
    file = society(name).file
    for other in preset_names():
        taken = [
            (number, event.source, field_values(event, scheme(other)), event.share.value)
            for number, activity in enumerate(file.activities.values())
            for event in events_for(activity, scheme(other))
        ]
        made = make_templates(scheme(other), file)
        assert [(one.activity, one.source, one.data, one.share) for one in made] == taken


def test_every_shipped_society_says_what_it_is_made_for():
    assert list(UNMATCHED) == society_names()


@pytest.mark.parametrize(("name", "other"), [(name, other) for name, schemes in UNMATCHED.items() for other in schemes])
def test_rules_that_nothing_can_match_are_known(name, other):
    assert unmatched(society(name), scheme(other)) == UNMATCHED[name][other]


def test_the_county_feeds_the_adapted_variant(tmp_path):
    settings = Settings(date(2025, 1, 6), Jurisdiction("eu"))
    written = adapt(preset_path("rongcheng"), preset_path("rongcheng").read_text(encoding="utf-8"), settings)
    path = tmp_path / "adapted.yaml"
    path.write_text(written.text, encoding="utf-8")
    adapted = load_scheme(path)
    assert unmatched(society("chinese-county-2015"), adapted) == set()
    assert list(misfits(society("chinese-county-2015"), adapted)) == []


def test_the_county_keeps_the_number_of_records():
    file, rules = society("chinese-county-2015").file, scheme("rongcheng")
    shares = {
        name: sum(event.share.value for event in events_for(activity, rules))
        for name, activity in file.activities.items()
    }
    acts = {name: activity.weekly.value * activity.detected.value for name, activity in file.activities.items()}
    weekly = {name: acts[name] * shares[name] for name in acts}
    rewards = sum(rate for name, rate in weekly.items() if file.activities[name].moral is Moral.GOOD)
    negatives = sum(rate for name, rate in weekly.items() if file.activities[name].moral is Moral.HARMFUL)
    negatives += sum(record.weekly.value * shares[record.activity] for record in file.false_records.values())
    negatives += sum(acts[item.activity] * shares[item.reports] for item in file.reporting.values())
    assert abs(rewards / (Decimal(REWARDS) / PEOPLE / WEEKS) - 1) < Decimal("0.01")
    assert abs(negatives / (Decimal(NEGATIVES) / PEOPLE / WEEKS) - 1) < Decimal("0.01")


@pytest.mark.parametrize("name", society_names())
def test_an_assumption_has_a_range(name):
    """Nobody measured it, so nobody can be sure of it; shares that must sum to 1 are not varied one by one."""
    fixed = [
        path
        for path, quantity in quantities(society(name).file)
        if quantity.is_assumption and quantity.range[0] == quantity.range[1]
    ]
    assert [path for path in fixed if not path.startswith("groups.") and not path.endswith(".share")] == []
    assert all(quantity.value == 1 for path, quantity in quantities(society(name).file)
               if path in fixed and path.startswith("activities."))  # fmt: skip


@pytest.mark.parametrize("name", society_names())
def test_activities_are_few_and_of_every_kind(name):
    activities = society(name).file.activities.values()
    assert 10 <= len(activities) <= 16
    assert {activity.moral for activity in activities} == set(Moral)


def test_every_number_of_the_file_is_found():
    found = dict(quantities(society("european-town").file))
    assert len(found) == society("european-town").text.count("range: [")
    assert found["activities.theft.weekly"].value == Decimal("0.002")
    assert found["activities.littering.events.1.share"].is_assumption
    assert all(isinstance(item, Quantity) for item in found.values())
