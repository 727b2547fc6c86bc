"""Worked stories of consequences and appeals: proposed, noticed, decided, contested, undone."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from isonomia.errors import NotAllowed
from isonomia.procedure.consequence_case import Stage
from isonomia.service.appeals import appealing
from isonomia.service.consequences import deciding
from isonomia.service.consequences.cases import cases_of
from isonomia.service.consequences.following import look_again
from isonomia.service.erasures.erasures import erase
from isonomia.service.exports.exports import rows_of
from isonomia.service.matters.tables import escalation
from service.conftest import Town, late
from service.stories import confirm, confirmed, decide, dispute, effects, people, proposed, score, the_case, told
from service.test_erasures import everything


def test_a_disadvantage_takes_its_whole_way(contested_town: Town) -> None:
    town = contested_town
    _member, reviewer = people(town)
    town.refresh()
    assert the_case(town, "M-1", "longer_lending").stage is Stage.GRANTED
    town.take(late("p1", "M-1", "2026-03-02"))
    town.refresh()
    case = the_case(town, "M-1")
    assert (case.stage, case.notice_until) == (Stage.NOTICED, date(2026, 3, 16))
    assert [fact.key for fact in case.facts] == [("payments", "p1")]
    with pytest.raises(NotAllowed, match="notice runs"):
        confirm(town, reviewer, case)
    town.later(days=15)
    assert the_case(town, "M-1").stage is Stage.NOTICED  # nobody decided: nothing happens
    confirm(town, reviewer, case)
    case = the_case(town, "M-1")
    assert (case.stage, case.starts_on, case.ends_on) == (Stage.CONFIRMED, date(2026, 3, 18), date(2026, 6, 18))
    assert case.decision is not None
    assert (case.decision.role, case.decision.by) == ("lending committee", reviewer.actor_id)
    town.later(days=93)
    case = the_case(town, "M-1")
    assert case.stage is Stage.ENDED
    assert effects(town, case) == [("starts", date(2026, 3, 18)), ("stops", date(2026, 6, 18))]
    town.later(days=30)
    assert the_case(town, "M-1").case_id == case.case_id  # the same fact does not carry it twice
    lending = the_case(town, "M-1", "longer_lending")
    assert (lending.stage, lending.ends_on) == (Stage.ENDED, date(2026, 3, 17))


def test_nobody_decides_and_the_proposal_is_over(small_contested_town: Town) -> None:
    town = small_contested_town
    people(town)
    proposed(town)
    town.later(days=31)
    case = the_case(town, "M-1")
    assert (case.stage, effects(town, case)) == (Stage.LAPSED, [])


def test_an_appeal_upheld_undoes_it_from_its_start(contested_town: Town) -> None:
    town = contested_town
    member, reviewer, case = confirmed(town, days=5)
    with town.instance.database.writing() as connection:
        appealing.lodge(connection, town.instance, member, case.case_id, "I was in hospital.")
        appealing.write(connection, town.instance, member, case.case_id, "Here is the letter.", "M-1")
    assert not the_case(town, "M-1").is_in_effect(town.instance.today)  # it rests
    with pytest.raises(NotAllowed, match="decided before"), town.instance.database.writing() as connection:
        appealing.decide(connection, town.instance, reviewer, case.case_id, "No.", upheld=False)
    another = town.actor(town.person("Vera", role="reviewer"))
    with town.instance.database.writing() as connection:
        appealing.decide(connection, town.instance, another, case.case_id, "Illness excuses it.", upheld=True)
    case = the_case(town, "M-1")
    assert case.stage is Stage.UNDONE
    assert effects(town, case) == [
        ("starts", date(2026, 3, 18)),
        ("rests", date(2026, 3, 22)),
        ("undone", date(2026, 3, 18)),
    ]
    assert told(town, "M-1")[-1] == (
        "Your appeal about Reservations at the desk only is upheld. Reasons: Illness excuses it. "
        "Decided by: member board."
    )


def test_a_failure_half_way_leaves_nothing_half_done(contested_town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The overturning writes the case, the effect and the notice: whichever fails, none of them is there."""
    town = contested_town
    member, _reviewer, case = confirmed(town, days=5)
    with town.instance.database.writing() as connection:
        appealing.lodge(connection, town.instance, member, case.case_id, "I was in hospital.")
    another = town.actor(town.person("Vera", role="reviewer"))
    before = (the_case(town, "M-1"), effects(town, case), told(town, "M-1"))
    for place in ("tell", "_note_effect"):
        with monkeypatch.context() as broken:

            def fail(*_args: object, **_more: object) -> None:
                raise RuntimeError("the disk is full")

            broken.setattr(f"isonomia.service.matters.follow_up.{place}", fail)
            with pytest.raises(RuntimeError), town.instance.database.writing() as connection:
                appealing.decide(connection, town.instance, another, case.case_id, "Illness.", upheld=True)
        assert (the_case(town, "M-1"), effects(town, case), told(town, "M-1")) == before
    with town.instance.database.writing() as connection:
        appealing.decide(connection, town.instance, another, case.case_id, "Illness.", upheld=True)
    assert the_case(town, "M-1").stage is Stage.UNDONE


def test_a_benefit_kept_on_appeal_ends_for_something_new_alone(contested_town: Town) -> None:
    town = contested_town
    member, _reviewer = people(town)
    town.refresh()
    town.take(late("p1", "M-1", "2026-03-02"))
    town.refresh()
    case = the_case(town, "M-1", "longer_lending")
    assert case.stage is Stage.ENDING
    with town.instance.database.writing() as connection:
        appealing.lodge(connection, town.instance, member, case.case_id, "I was in hospital.")
    another = town.actor(town.person("Vera", role="reviewer"))
    with town.instance.database.writing() as connection:
        appealing.decide(connection, town.instance, another, case.case_id, "Illness.", upheld=True)
    before = len(told(town, "M-1"))
    town.later(days=1)
    with town.instance.database.writing() as connection:
        look_again(connection, town.instance, "M-1")
    kept = the_case(town, "M-1", "longer_lending")
    assert (kept.case_id, kept.stage, len(told(town, "M-1"))) == (case.case_id, Stage.GRANTED, before)
    town.take(late("p2", "M-1", "2026-03-03"))
    town.refresh()
    assert the_case(town, "M-1", "longer_lending").stage is Stage.ENDING


def test_a_dispute_upheld_undoes_what_its_fact_had_brought(small_contested_town: Town) -> None:
    town = small_contested_town
    member, reviewer = people(town)
    confirm(town, reviewer, proposed(town))
    town.later(days=40)
    dispute_id = dispute(town, member, "p1")
    case = the_case(town, "M-1")
    assert case.stage is Stage.ENDED  # the band that gave it is gone for as long as the dispute is open
    decide(town, town.actor(town.person("Vera", role="reviewer")), dispute_id, "upheld")
    case = the_case(town, "M-1")
    assert case.stage is Stage.UNDONE
    assert effects(town, case)[-1] == ("undone", date(2026, 3, 18))


def test_rejected_an_appeal_lets_it_go_on_to_the_same_end(small_contested_town: Town) -> None:
    town = small_contested_town
    member, _reviewer, case = confirmed(town, days=5)
    with town.instance.database.writing() as connection:
        appealing.lodge(connection, town.instance, member, case.case_id, "I was in hospital.")
    town.later(days=3)
    another = town.actor(town.person("Vera", role="reviewer"))
    with town.instance.database.writing() as connection:
        appealing.decide(connection, town.instance, another, case.case_id, "No letter came.", upheld=False)
    after = the_case(town, "M-1")
    assert (after.stage, after.ends_on) == (Stage.CONFIRMED, case.ends_on)
    today = town.instance.today
    assert not after.is_in_effect(today)
    assert after.is_in_effect(today + timedelta(days=1))


def test_where_an_appeal_suspends_nothing_it_can_still_undo(small_town_that_suspends_nothing: Town) -> None:
    town = small_town_that_suspends_nothing
    member, reviewer = people(town)
    case = proposed(town)
    dispute(town, member, "p1")
    assert score(town, "M-1") == 7
    confirm(town, reviewer, case)
    town.later(days=5)
    with town.instance.database.writing() as connection:
        appealing.lodge(connection, town.instance, member, case.case_id, "I was in hospital.")
    assert the_case(town, "M-1").is_in_effect(town.instance.today)
    another = town.actor(town.person("Vera", role="reviewer"))
    with town.instance.database.writing() as connection:
        appealing.decide(connection, town.instance, another, case.case_id, "Illness.", upheld=True)
    assert effects(town, case) == [("starts", date(2026, 3, 18)), ("undone", date(2026, 3, 18))]


def test_an_appeal_taken_back_or_not_decided_in_time(small_contested_town: Town) -> None:
    town = small_contested_town
    member, _reviewer, case = confirmed(town, days=1)
    with town.instance.database.writing() as connection:
        appealing.lodge(connection, town.instance, member, case.case_id, "I was in hospital.")
        appealing.take_back(connection, town.instance, member, case.case_id)
        appealing.lodge(connection, town.instance, member, case.case_id, "I was, here is the letter.")
    town.later(days=31)
    late_case = the_case(town, "M-1")
    assert late_case.open_appeal is not None
    assert (late_case.open_appeal.escalated, late_case.is_in_effect(town.instance.today)) == (1, False)
    with town.instance.database.reading() as connection:
        assert connection.execute(select(escalation.c.about)).scalars().all() == [late_case.open_appeal.appeal_id]


def test_a_reviewer_undoes_a_consequence_or_refuses_it(small_contested_town: Town) -> None:
    town = small_contested_town
    _member, reviewer = people(town)
    case = proposed(town)
    with pytest.raises(NotAllowed), town.instance.database.writing() as connection:
        deciding.undo(connection, town.instance, reviewer, case.case_id, "Nothing has begun.")
    confirm(town, reviewer, case)
    town.later(days=10)
    with town.instance.database.writing() as connection:
        deciding.undo(connection, town.instance, reviewer, case.case_id, "The list was wrong.")
    assert effects(town, case) == [("starts", date(2026, 3, 18)), ("undone", date(2026, 3, 18))]
    town.take(late("p2", "M-1", "2026-03-20"))
    town.refresh()
    again = the_case(town, "M-1")  # a new fact: proposed anew
    assert (again.case_id != case.case_id, again.stage) == (True, Stage.NOTICED)
    with town.instance.database.writing() as connection:
        deciding.refuse(connection, town.instance, reviewer, again.case_id, "Paid by now.")
    town.later(days=40)
    assert the_case(town, "M-1").stage is Stage.REFUSED
    assert effects(town, again) == []


def test_nothing_of_a_member_or_a_reviewer_is_left_after_erasure(small_contested_town: Town) -> None:
    """Matters go with their member; what a reviewer decided of others stays, and no longer says that it was she."""
    town = small_contested_town
    member, reviewer = people(town)
    confirm(town, reviewer, proposed(town))
    with town.instance.database.writing() as connection:
        case_id = next(case.case_id for case in cases_of(connection, "M-1") if case.consequence == "desk_only")
        appealing.lodge(connection, town.instance, member, case_id, "marker grounds")
        appealing.write(connection, town.instance, reviewer, case_id, "marker message")
    decide(town, town.actor(town.person("Vera", role="reviewer")), dispute(town, member, "p1"), "rejected", "marker")
    with town.instance.database.writing() as connection:
        shown = rows_of(connection, member.actor_id, "M-1")
        erase(connection, town.instance, reviewer.actor_id)
    assert reviewer.actor_id not in str(shown)
    assert "marker grounds" in str(shown["consequence_case"])
    assert '"by": "member"' not in str(shown["dispute"])  # nobody wrote
    text = everything(town)
    assert reviewer.actor_id not in text
    assert "marker message" in text
    with town.instance.database.writing() as connection:
        erase(connection, town.instance, member.actor_id)
    left = everything(town)
    assert [mark for mark in ("marker", "M-1", member.actor_id) if mark in left] == []
