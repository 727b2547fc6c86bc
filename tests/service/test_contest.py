"""Worked stories of contest: who brings what, who decides, and what is so afterwards; on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from isonomia.errors import NotAllowed
from isonomia.procedure.consequence_case import ConsequenceCase, Stage
from isonomia.service.access.actor import Actor
from isonomia.service.appeals import appealing
from isonomia.service.consequences import deciding
from isonomia.service.consequences.cases import cases_of
from isonomia.service.disputes import disputing
from isonomia.service.disputes.kept import find_dispute
from isonomia.service.erasures.erasures import erase
from isonomia.service.exports.exports import rows_of
from isonomia.service.matters.tables import effect, escalation
from isonomia.service.members.joining import grant
from isonomia.service.notices.notices import notices_of
from isonomia.service.notices.words import words_of
from isonomia.service.problems import Problem
from isonomia.service.records.tables import record
from isonomia.service.standings.refresh import account_of
from service.conftest import Town, late
from service.test_erasures import everything


def score(town: Town, member: str) -> int:
    with town.instance.database.reading() as connection:
        made = account_of(connection, town.instance, town.instance.version(connection), member)
    assert made is not None
    return made.score


def told(town: Town, member: str) -> list[str]:
    """What a member was told, oldest first."""
    with town.instance.database.reading() as connection:
        return [words_of(item.kind, item.parameters) for item in reversed(notices_of(connection, member))]


def the_case(town: Town, member: str, consequence: str = "desk_only") -> ConsequenceCase:
    """The member's latest case of a consequence."""
    with town.instance.database.reading() as connection:
        return [case for case in cases_of(connection, member) if case.consequence == consequence][-1]


def effects(town: Town, case: ConsequenceCase) -> list[tuple[str, date]]:
    with town.instance.database.reading() as connection:
        rows = connection.execute(
            select(effect.c.change, effect.c.on_day)
            .where(effect.c.case_id == case.case_id)
            .order_by(effect.c.effect_id)
        )
        return [(change, day) for change, day in rows]


def kinds(town: Town, member: str) -> list[str]:
    with town.instance.database.reading() as connection:
        rows = connection.execute(select(record.c.kind).where(record.c.member == member).order_by(record.c.record_id))
        return list(rows.scalars())


def dispute(town: Town, member: Actor, event: str, grounds: str = "I paid in time.", *, is_new: bool = False) -> str:
    with town.instance.database.writing() as connection:
        return disputing.contest(connection, town.instance, member, ("payments", event), grounds, is_new=is_new)


def decide(
    town: Town, reviewer: Actor, dispute_id: str, outcome: str, reasons: str = "The bank's date.", **more
) -> None:
    with town.instance.database.writing() as connection:
        disputing.decide(connection, town.instance, reviewer, dispute_id, outcome, reasons, **more)


def people(town: Town) -> tuple[Actor, Actor]:
    """A member, and a reviewer who is none."""
    member = town.member("M-1")
    reviewer = town.person("Rosa", role="reviewer")
    return town.actor(member), town.actor(reviewer)


def test_a_lost_point_disputed_and_upheld(contested_town: Town) -> None:
    town = contested_town
    member, reviewer = people(town)
    town.take(late("p1", "M-1", "2026-03-02"))
    town.refresh()
    assert score(town, "M-1") == 7
    dispute_id = dispute(town, member, "p1")
    assert score(town, "M-1") == 12  # suspended at once
    decide(town, reviewer, dispute_id, "upheld", "The bank shows the day before.")
    assert score(town, "M-1") == 12
    assert kinds(town, "M-1") == ["join", "event", "dispute", "decision"]
    words = told(town, "M-1")
    assert (
        "You dispute Fee paid 40 days late (number 1 within twelve months). A person looks at it. "
        "It is to be decided by 1 April 2026." in words
    )
    assert (
        "You disputed Fee paid 40 days late (number 1 within twelve months), and are right: it no longer counts. "
        "Reasons: The bank shows the day before. Decided by: member board." in words
    )
    with pytest.raises(NotAllowed, match="no longer counts"):
        dispute(town, member, "p1", is_new=True)


def test_a_dispute_rejected_and_once_more_on_new_grounds(small_contested_town: Town) -> None:
    town = small_contested_town
    member, reviewer = people(town)
    town.take(late("p1", "M-1", "2026-03-02"))
    first = dispute(town, member, "p1")
    with pytest.raises(NotAllowed, match="is open already"):
        dispute(town, member, "p1")
    decide(town, reviewer, first, "rejected")
    assert score(town, "M-1") == 7
    with pytest.raises(NotAllowed, match="decided on already"):
        dispute(town, member, "p1")
    second = dispute(town, member, "p1", "The bank was closed.", is_new=True)
    with pytest.raises(NotAllowed, match="decided before"):
        decide(town, reviewer, second, "upheld")
    another = town.actor(town.person("Vera", role="reviewer"))
    decide(town, another, second, "upheld")
    assert score(town, "M-1") == 12


def test_a_dispute_that_corrects(contested_town: Town) -> None:
    town = contested_town
    member, reviewer = people(town)
    town.take(late("p1", "M-1", "2026-03-02"))
    dispute_id = dispute(town, member, "p1")
    decide(town, reviewer, dispute_id, "corrected", "It was 20 days.", corrected={"data": {"days_late": 20}})
    assert score(town, "M-1") == 12  # 20 days are not over 30
    assert kinds(town, "M-1") == ["join", "event", "dispute", "decision", "correction"]


def test_a_correction_that_the_ledger_refuses_leaves_the_dispute_open(contested_town: Town) -> None:
    town = contested_town
    member, reviewer = people(town)
    town.take(late("p1", "M-1", "2026-03-02"))
    dispute_id = dispute(town, member, "p1")
    with pytest.raises(Problem):
        decide(town, reviewer, dispute_id, "corrected", "?", corrected={"data": {"days_late": "soon"}})
    with town.instance.database.reading() as connection:
        assert find_dispute(connection, dispute_id)[1].is_open
    assert kinds(town, "M-1") == ["join", "event", "dispute"]


def test_taken_back_the_fact_counts_again(small_contested_town: Town) -> None:
    town = small_contested_town
    member, _reviewer = people(town)
    town.take(late("p1", "M-1", "2026-03-02"))
    dispute_id = dispute(town, member, "p1")
    with town.instance.database.writing() as connection:
        disputing.take_back(connection, town.instance, member, dispute_id)
    assert score(town, "M-1") == 7
    assert dispute(town, member, "p1") != dispute_id  # not decided on: it can be disputed again


def test_what_is_not_decided_in_time_is_passed_on_and_stays_suspended(contested_town: Town) -> None:
    town = contested_town
    member, reviewer = people(town)
    town.take(late("p1", "M-1", "2026-03-02"))
    dispute_id = dispute(town, member, "p1")
    town.later(days=30)  # its last day
    with town.instance.database.reading() as connection:
        assert connection.execute(select(escalation)).all() == []
    town.later(days=1)
    town.later(hours=1)  # once a day
    with town.instance.database.reading() as connection:
        (row,) = connection.execute(select(escalation)).all()
        assert find_dispute(connection, dispute_id)[1].decide_until == date(2026, 5, 2)
    assert (row.about, row.passed_to, row.times, row.on_day) == (dispute_id, "steward", 1, date(2026, 4, 2))
    assert score(town, "M-1") == 12
    assert "We have not decided about" in told(town, "M-1")[-1]
    decide(town, reviewer, dispute_id, "upheld")  # better late than never
    assert score(town, "M-1") == 12


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


def confirm(town: Town, reviewer: Actor, case: ConsequenceCase, reasons: str = "Three reminders unanswered.") -> None:
    with town.instance.database.writing() as connection:
        deciding.confirm(connection, town.instance, reviewer, case.case_id, reasons)


def proposed(town: Town) -> ConsequenceCase:
    """A case that waits for a decision, its notice over."""
    town.take(late("p1", "M-1", "2026-03-02"))
    town.refresh()
    town.later(days=15)
    return the_case(town, "M-1")


def test_nobody_decides_and_the_proposal_is_over(small_contested_town: Town) -> None:
    town = small_contested_town
    people(town)
    proposed(town)
    town.later(days=31)
    case = the_case(town, "M-1")
    assert (case.stage, effects(town, case)) == (Stage.LAPSED, [])


def test_an_appeal_upheld_undoes_it_from_its_start(contested_town: Town) -> None:
    town = contested_town
    member, reviewer = people(town)
    confirm(town, reviewer, proposed(town))
    town.later(days=5)
    case = the_case(town, "M-1")
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
    member, reviewer = people(town)
    confirm(town, reviewer, proposed(town))
    town.later(days=5)
    case = the_case(town, "M-1")
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
    member, reviewer = people(town)
    confirm(town, reviewer, proposed(town))
    town.later(days=5)
    case = the_case(town, "M-1")
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
    member, reviewer = people(town)
    confirm(town, reviewer, proposed(town))
    town.later(days=1)
    case = the_case(town, "M-1")
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


def test_nobody_decides_what_is_theirs(small_contested_town: Town) -> None:
    town = small_contested_town
    person_id = town.member("M-1")
    recorder = town.person("Ines", role="recorder", source="payments")
    with town.instance.database.writing() as connection:
        for someone in (person_id, recorder):
            grant(connection, someone, "reviewer", town.instance.now)
    own, ines = town.actor(person_id), town.actor(recorder)
    town.take(late("p1", "M-1", "2026-03-02"), by=recorder)
    dispute_id = dispute(town, own, "p1")
    for someone, why in ((own, "her own case"), (ines, "recorded a fact")):
        with pytest.raises(NotAllowed, match=why):
            decide(town, someone, dispute_id, "rejected")
    with pytest.raises(NotAllowed, match="only reviewer"):
        decide(town, town.actor(town.person("Sami", role="steward")), dispute_id, "rejected")
    with pytest.raises(NotAllowed, match="needs its reasons"):
        decide(town, town.actor(town.person("Rosa", role="reviewer")), dispute_id, "rejected", "  ")


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


def test_of_two_decisions_at_once_one_holds(contested_town: Town) -> None:
    town = contested_town
    member, reviewer = people(town)
    another = town.actor(town.person("Vera", role="reviewer"))
    town.take(late("p1", "M-1", "2026-03-02"))
    dispute_id = dispute(town, member, "p1")
    ready = Barrier(2)

    def attempt(who: Actor, outcome: str) -> str:
        ready.wait()
        try:
            decide(town, who, dispute_id, outcome)
        except NotAllowed as refused:
            return refused.reason
        return outcome

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(attempt, (reviewer, another), ("upheld", "rejected")))
    assert sorted(found)[0] == f"dispute {dispute_id} is closed"
    assert sorted(found)[1] in ("upheld", "rejected")
    assert kinds(town, "M-1") == ["join", "event", "dispute", "decision"]
