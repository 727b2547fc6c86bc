"""Worked stories of disputes: who contests which fact, who decides, and what is so afterwards."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import select

from isonomia.errors import NotAllowed
from isonomia.service.access.actor import Actor
from isonomia.service.disputes import disputing
from isonomia.service.disputes.kept import find_dispute
from isonomia.service.matters.tables import escalation
from isonomia.service.members.joining import grant
from isonomia.service.problems import Problem
from service.conftest import Town, late
from service.stories import decide, dispute, kinds, people, score, told


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
