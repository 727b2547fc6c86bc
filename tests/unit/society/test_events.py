"""Which events a scheme takes, and what is said of those that it cannot."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from isonomia.diagnostics.diagnostic import Level
from isonomia.scheme.load import read_scheme_text
from isonomia.society.events import events_for, field_values, misfits
from isonomia.society.load import read_society_text

SMALL = (Path(__file__).parents[2] / "faults" / "society" / "begins-tuesday.yaml").read_text(encoding="utf-8")
SCHEME = """
isonomia: 1
scheme: strict
time_zone: Europe/Vienna
participation: mandatory
method: fixed_points
weights_from: people
score_by: self
controller: {name: Strict, kind: other, public_authority: false}
purpose: try
purpose_kind: other
sources:
  court: {fields: {guilty: boolean, days: integer, loss: decimal, act: text, day_of_act: date}}
rules:
  sentenced: {source: court, points: -5, reason: Sentenced}
score: {base: 0}
bands: {all: {title: All}}
"""


def scheme():
    reading = read_scheme_text(Path("scheme.yaml"), SCHEME)
    assert reading.scheme, [item.message for item in reading.diagnostics]
    return reading.scheme


def society(data="guilty: true", more="", event="source: court"):
    text = SMALL.replace("2025-01-07", "2025-01-06").replace("guilty: true", data).replace("source: court", event)
    text = text.replace("\n  post:", f"\n{more}  post:")
    reading = read_society_text(Path("society.yaml"), text)
    assert reading.society, [item.message for item in reading.diagnostics]
    return reading.society


def taken(given):
    return events_for(given.file.activities["theft"], scheme())


@pytest.mark.parametrize(
    "data",
    ["guilty: false", "days: 3", "loss: 3", "loss: 2.50", "act: theft", 'act: "3"', "day_of_act: 2025-01-31", ""],
)
def test_values_of_the_declared_type_are_taken(data):
    assert len(taken(society(data))) == 1
    assert list(misfits(society(data), scheme())) == []


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("guilty: 1", "1 for the field 'guilty'"),
        ("days: true", "True for the field 'days'"),
        ("days: 2.5", "'2.5' for the field 'days'"),
        ("loss: much", "'much' for the field 'loss'"),
        ("loss: true", "True for the field 'loss'"),
        ("act: 3", "3 for the field 'act'"),
        ("day_of_act: 2025-02-30", "'2025-02-30' for the field 'day_of_act'"),
        ("day_of_act: 20250131", "20250131 for the field 'day_of_act'"),
    ],
)
def test_others_are_faults(data, found):
    assert taken(society(data)) == []
    [misfit] = misfits(society(data), scheme())
    assert (misfit.activity, misfit.index, misfit.level, misfit.found) == ("theft", 0, Level.ERROR, found)


def test_an_event_for_any_scheme_whose_fields_are_not_there_is_left_out_with_a_warning():
    assert taken(society("gilty: true")) == []
    [misfit] = misfits(society("gilty: true"), scheme())
    assert (misfit.level, misfit.remedy) == (Level.WARNING, "did you mean 'guilty'?")
    assert misfit.found == "the field 'gilty', which the source 'court' does not declare"


def test_an_event_that_names_the_scheme_must_fit_it():
    named = society(event="source: tribunal, schemes: [strict]")
    assert taken(named) == []
    [misfit] = misfits(named, scheme())
    assert misfit.level is Level.ERROR
    assert str(misfit).startswith("activities.theft.events[0]: the source 'tribunal', which 'strict' does not have")


def test_an_event_of_another_scheme_or_source_is_no_concern():
    for event in ("source: tribunal", "source: court, schemes: [lenient]"):
        assert taken(society(event=event)) == []
        assert list(misfits(society(event=event), scheme())) == []


def test_shares_in_one_scheme_are_added_up_when_both_are_known():
    extra = "      - {source: police, share: {value: 0.9, range: [0, 1], source: assumption}}\n"
    assert list(misfits(society(more=extra), scheme())) == []
    both = read_scheme_text(Path("both.yaml"), SCHEME.replace("rules:", "  police: {}\nrules:", 1)).scheme
    assert both is not None
    [misfit] = misfits(society(more=extra), both)
    assert (misfit.level, misfit.found) == (Level.ERROR, "shares that sum to 1.4 in the scheme 'strict'")


def test_fields_as_rules_read_them():
    [event] = taken(society("loss: 2.50, day_of_act: 2025-01-31"))
    assert field_values(event, scheme()) == {
        "guilty": None,
        "days": None,
        "loss": Decimal("2.50"),
        "act": None,
        "day_of_act": date(2025, 1, 31),
    }
