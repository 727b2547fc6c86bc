"""What a statement says of ranges, steps, graces, ceilings and ways to the next band, in whole sentences."""

from datetime import UTC, date, datetime

import pytest

from isonomia.ledger.parse_record import RecordParser
from isonomia.ledger.record import Origin
from isonomia.ledger.validate import validate
from isonomia.locale import day_in_words, speaking
from isonomia.periods import last_instant
from isonomia.scheme.load import load_scheme
from isonomia.score.account import account
from isonomia.score.history import histories
from isonomia.score.statement.build import statement
from isonomia.score.statement.text import as_text

SCHEME = """
isonomia: 1
scheme: club
time_zone: Europe/Vienna
sources: {acts: {fields: {points: integer}}}
rules:
  gain: {source: acts, when: points > 0, points: points, reason: {en: "Gained {points}"}, expires: 12 months}
  loss: {source: acts, when: points < 0, points: points, expires: 3 months,
         ceiling: {band: low, for: 1 month, when: points < -50}}
  unknown: {source: acts, when: points IS NULL, points: points}
score: {base: 0, range: [0, 100], assessed: daily}
bands: {low: {}, middle: {title: In the middle, from: 10}, high: {from: 50, grace: 30 days}}
consequences:
  key: {band: high, or: better, kind: benefit, effect: Gets the key}
  no_key: {band: low, or: worse, kind: adverse, decided_by: person, ends: after 6 months}
"""


@pytest.fixture
def made(tmp_path):
    """The statement of a member with these points on these days of 2025."""
    path = tmp_path / "club.yaml"

    def make(events, day, scheme=SCHEME):
        path.write_text(scheme, encoding="utf-8")
        compiled = load_scheme(path)
        parser = RecordParser(compiled)
        records = [
            parser.parse(
                {
                    "kind": "event",
                    "source": "acts",
                    "event_id": str(number),
                    "member": "anna",
                    "occurred_at": f"2025-{on}",
                    "recorded_at": "2025-01-01T00:00:00Z",
                    "data": {"points": points},
                },
                Origin("made", number),
            )
            for number, (on, points) in enumerate(events)
        ]
        history = histories(validate(records).ledger, datetime(2026, 1, 1, tzinfo=UTC))["anna"]
        as_of = last_instant(date.fromisoformat(f"2025-{day}"), compiled.zone)
        return " ".join(as_text(statement(compiled, account(compiled, history, as_of))).split())

    return make


def test_points_above_the_range(made):
    text = made([("01-10", 130)], "01-20")
    assert "kept inside the range 100 score 100" in text
    assert "The points add up to 130; the score ends at 100. Points lost come off 130, not off 100." in text
    assert "What follows from the band - Gets the key" in text


def test_points_below_the_range(made):
    text = made([("01-10", -30)], "01-20")
    assert "The points add up to -30; the score ends at 0. New points count from -30 on." in text
    assert "'middle' begins at 10. To get there from the sum of -30: 40 points more." in text
    assert "fading alone" not in text


def test_fading_alone(made):
    text = made([("01-10", 30), ("01-11", -25)], "01-20")
    assert "Without any new entry, fading alone gets there on 11 April 2025." in text
    assert "On 11 April 2025, 1 entry fades: the sum changes by +25." in text


def test_grace(made):
    text = made([("01-10", 60), ("02-01", -20)], "02-10")
    assert "Why the band is high The assessment of 31 January 2025 gave it, with a score of 60." in text
    assert "The assessment of 10 February 2025 found 'middle'. Grace keeps 'high' until 3 March 2025" in text


def test_a_ceiling(made):
    text = made([("01-10", 100), ("02-01", -60)], "02-10")
    assert "The score alone would have given 'middle'; a ceiling allowed 'low' at best." in text
    assert "Ceiling: 'low' at best at the assessments before 1 March 2025, by 'loss' of 1 February 2025." in text


def test_points_that_cannot_be_computed(made):
    assert "cannot be computed from what is recorded, so they are 0" in made([("01-10", None)], "01-20")


def test_an_adverse_consequence_is_proposed(made):
    text = made([("01-10", 1)], "01-20")
    assert "- No key Proposed: it takes effect only after notice; the scheme states no period; a person decides" in text
    assert "it ends after 6 months." in text


def test_nobody_to_turn_to(made):
    text = made([("01-10", 1)], "01-20")
    assert "This scheme names nobody to whom an entry or a consequence can be contested." in text


def test_one_point_is_one_point(made):
    assert "To get there from the sum of 9: 1 point more." in made([("01-10", 9)], "01-20")


def test_titles_that_only_repeat_the_name(made):
    assert "Band In the middle (middle)" in made([("01-10", 20)], "01-20")
    assert "Band low How" in made([("01-10", 1)], "01-20")


def test_dates_are_in_the_language_that_is_spoken():
    day = date(2025, 11, 1)
    assert day_in_words(day, "en") == day_in_words(day, "en-GB") == "1 November 2025"
    with speaking("xx"):
        assert day_in_words(day, "xx") == "1 November 2025"
