"""Records in: what is taken, what is known already, what is refused and why; the same on both databases."""

from datetime import UTC, datetime

import pytest

from isonomia.ledger.record import Measure
from isonomia.presets.find import find_scheme
from isonomia.scheme.load import load_scheme
from isonomia.service.notices.notices import notices_of
from isonomia.service.notices.words import words_of
from isonomia.service.records.intake import Intake
from isonomia.service.records.outcome import Outcome, Refused, Taken
from isonomia.service.standings.refresh import account_of
from service.conftest import Town, hours, late


def said(outcome: Outcome) -> str:
    return outcome.code if isinstance(outcome, Refused) else "taken" if outcome.is_new else "known"


def score(town: Town, member: str) -> int:
    with town.instance.database.reading() as connection:
        made = account_of(connection, town.instance, town.instance.version(connection), member)
    assert made is not None
    return made.score


def test_a_fact_counts_once_however_often_it_is_sent(town: Town) -> None:
    town.member("M-1")
    first, second = town.take(hours("h1", "M-1", "2026-03-02"), hours("h1", "M-1", "2026-03-02"))
    (third,) = town.take(hours("h1", "M-1", "2026-03-02"))
    assert [said(first), said(second), said(third)] == ["taken", "known", "known"]
    assert score(town, "M-1") == 6


def test_another_fact_under_the_same_key_is_refused(town: Town) -> None:
    town.member("M-1")
    outcomes = town.take(hours("h1", "M-1", "2026-03-02"), hours("h1", "M-1", "2026-03-02", spent="4"))
    assert [said(item) for item in outcomes] == ["taken", "ledger-key"]
    assert score(town, "M-1") == 6


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (hours("h1", "M-9", "2026-03-02"), "record-not-a-member"),
        (hours("h1", "M-1", "2026-03-01"), "record-not-a-member"),  # the day before joining
        (hours("h1", "M-1", "2026-03-03"), "record-future"),
        (late("p1", "M-1", "2026-03-02"), "record-no-consent"),
        ({**hours("h1", "M-1", "2026-03-02"), "data": {"hours": "3", "mood": "good"}}, "ledger-unknown-field"),
        ({**hours("h1", "M-1", "2026-03-02"), "recorded_at": "2020-01-01T00:00:00Z"}, "record-time"),
        ({"kind": "correction", "source": "hours", "event_id": "none", "data": {"hours": "1"}}, "ledger-reference"),
        ({"kind": "decision", "dispute_id": "none", "outcome": "upheld"}, "ledger-reference"),
    ],
)
def test_what_is_refused(small_town: Town, row: dict[str, object], code: str) -> None:
    small_town.member("M-1", "hours")
    (outcome,) = small_town.take(row)
    assert said(outcome) == code


def test_a_measure_that_no_step_uses_is_refused(small_town: Town) -> None:
    """Its name would be a slip, and the score would stay held with nobody told."""
    small_town.member("M-1")
    measure = {"kind": "measure", "measure_id": "m1", "member": "M-1", "occurred_at": "2026-03-02"}
    (outcome,) = small_town.take({**measure, "measure": "lettre"})
    assert isinstance(outcome, Refused)
    assert (outcome.code, outcome.expected) == ("ledger-unknown-measure", "no measure")
    assert outcome.found == "the measure 'lettre', which no step of the scheme uses"
    assert outcome.remedy == "name the measure of a step: no other holds or lifts a score"


def test_a_measure_of_a_step_is_known_by_its_name() -> None:
    scheme = load_scheme(find_scheme("flensburg"))
    intake = Intake(scheme, datetime(2026, 3, 2, tzinfo=UTC), "office", b"key")
    row = {"kind": "measure", "measure_id": "m1", "member": "A", "occurred_at": "2026-03-02"}
    wrong = intake.read({**row, "measure": "ermahnung_leter"})
    assert isinstance(wrong, Refused)
    assert wrong.remedy == "did you mean 'ermahnung_letter'?"
    assert isinstance(intake.read({**row, "measure": "ermahnung_letter"}), Measure)


def test_a_refused_row_leaves_the_others(town: Town) -> None:
    town.member("M-1")
    outcomes = town.take(hours("a", "M-1", "2026-03-02"), hours("b", "nobody", "2026-03-02"))
    assert [said(item) for item in outcomes] == ["taken", "record-not-a-member"]
    assert score(town, "M-1") == 6


def test_a_correction_moves_an_event_with_its_dispute(town: Town) -> None:
    """Docs/semantics.md 6.7: its disputes go with it."""
    town.member("M-1")
    town.member("M-2")
    town.take(late("p1", "M-1", "2026-03-02"))
    town.take({"kind": "dispute", "source": "payments", "event_id": "p1", "dispute_id": "d1"})
    town.take(hours("h1", "M-2", "2026-03-02"))
    assert (score(town, "M-1"), score(town, "M-2")) == (0, 6)
    (outcome,) = town.take({"kind": "correction", "source": "payments", "event_id": "p1", "member": "M-2"})
    assert isinstance(outcome, Taken)
    assert (score(town, "M-1"), score(town, "M-2")) == (0, 6)  # suspended there too
    town.take({"kind": "decision", "dispute_id": "d1", "outcome": "rejected"})
    assert (score(town, "M-1"), score(town, "M-2")) == (0, 1)


def test_after_leaving_nothing_is_taken(town: Town) -> None:
    from isonomia.service.members.joining import leave

    person_id = town.member("M-1")
    town.later(days=1)
    with town.instance.database.writing() as connection:
        leave(connection, town.instance, person_id, "M-1")
    town.later(days=1)
    (outcome,) = town.take(hours("h1", "M-1", "2026-03-04"))
    assert said(outcome) == "record-not-a-member"


def test_the_projection_follows_the_ledger_and_tells_the_member(town: Town) -> None:
    town.member("M-1")
    town.take(hours("h1", "M-1", "2026-03-02", spent="8"))
    town.refresh()
    town.later(days=6)  # Sunday: the week's assessment
    with town.instance.database.reading() as connection:
        told = [(item.kind, words_of(item.kind, item.parameters)) for item in notices_of(connection, "M-1")]
    assert told == [
        ("procedure", "You have +2 lending days from 8 March 2026."),
        ("band-rises", "Your band is now Friend; it was Visitor."),
        ("joined", "You take part now. You can leave at any time."),
    ]


def test_nobody_leaves_who_has_not_joined(small_town: Town) -> None:
    """A leave of somebody who was only invited would stand in the way of joining later."""
    small_town.person("Ines", "M-8")
    (outcome,) = small_town.take({"kind": "leave", "member": "M-8", "occurred_at": "2026-03-02"})
    assert (said(outcome), getattr(outcome, "found", "")) == (
        "ledger-membership",
        "a leave of 'M-8' without a join before it",
    )
