"""Whatever people and time do, in any order: nothing adverse takes effect without notice and an independent person."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import Connection, select

from isonomia.errors import NotAllowed
from isonomia.periods import local_date
from isonomia.procedure.consequence_case import Route
from isonomia.service.access.actor import Actor
from isonomia.service.appeals import appealing
from isonomia.service.clock import SetClock
from isonomia.service.config import Settings
from isonomia.service.consequences import deciding
from isonomia.service.consequences.cases import cases_of
from isonomia.service.disputes import disputing
from isonomia.service.disputes.kept import disputes_of
from isonomia.service.instance.instance import Instance, open_instance
from isonomia.service.matters.tables import effect
from isonomia.service.members.joining import grant
from isonomia.service.notices.notices import notices_of
from isonomia.service.problems import Problem
from service.conftest import START, Town, late
from service.contested import contested_scheme

NOTICE = timedelta(days=14)
MEMBERS = ("M-1", "M-2")
SCHEME = contested_scheme()
IN_MEMORY = Path("/dev/shm")  # where there is one, nothing waits for a disk
Decide = Callable[[Connection, Instance, Actor, str, str], None]
ACTS = st.sampled_from([deciding.confirm, deciding.confirm, deciding.confirm, deciding.refuse, deciding.undo])


def folder() -> str:
    return tempfile.mkdtemp(dir=IN_MEMORY if IN_MEMORY.is_dir() else None)


@cache
def prepared() -> Path:
    """A database with its tables, made once."""
    file = Path(folder()) / "prepared.db"
    open_instance(SCHEME, Settings(database=f"sqlite:///{file}"), SetClock(START)).database.close()
    return file


class AnyOrder(RuleBasedStateMachine):
    """Two members, of whom one reviews; a recorder who reviews; two reviewers; a steward."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = folder()
        file = Path(self.folder) / "instance.db"
        shutil.copy(prepared(), file)
        clock = SetClock(START)
        self.town = Town(open_instance(SCHEME, Settings(database=f"sqlite:///{file}"), clock), clock)
        first, second = (self.town.member(name) for name in MEMBERS)
        recorder = self.town.person("Ines", role="recorder", source="payments")
        with self.town.instance.database.writing() as connection:
            grant(connection, second, "reviewer", START)
            grant(connection, recorder, "reviewer", START)
        people = (first, second, recorder, *(self.town.person(name, role="reviewer") for name in ("Rosa", "Vera")))
        self.people = [self.town.actor(person) for person in (*people, self.town.person("Sami", role="steward"))]
        self.owner = dict(zip(MEMBERS, (first, second), strict=True))
        self.recorder = recorder
        self.confirmed: dict[str, Actor] = {}
        self.events = 0
        for member in MEMBERS:
            self.a_fee_is_late(member)

    def teardown(self) -> None:
        self.town.instance.database.close()
        shutil.rmtree(self.folder)

    def act(self, what: Callable[[Connection], object]) -> bool:
        """Try an act; whether it was allowed."""
        try:
            with self.town.instance.database.writing() as connection:
                what(connection)
        except (NotAllowed, Problem):
            return False
        return True

    def case(self, member: str) -> str:
        """The member's latest case of a disadvantage."""
        with self.town.instance.database.reading() as connection:
            cases = [item.case_id for item in cases_of(connection, member) if item.route is Route.ADVERSE]
        return cases[-1] if cases else "none"

    @rule(member=st.sampled_from(MEMBERS))
    def a_fee_is_late(self, member: str) -> None:
        """From the second one on a new fact can carry what the first one has carried before."""
        self.events += 1
        day = self.town.instance.today.isoformat()
        self.town.take(late(f"p{self.events}", member, day), by=self.recorder)
        self.town.refresh()

    @rule(who=st.integers(0, 5), event=st.integers(1, 5), is_new=st.booleans())
    def somebody_disputes(self, who: int, event: int, is_new: bool) -> None:
        actor = self.people[who]
        if actor.member is not None:
            contested = ("payments", f"p{event}")
            self.act(lambda it: disputing.contest(it, self.town.instance, actor, contested, "No.", is_new=is_new))

    @rule(who=st.integers(0, 5), member=st.sampled_from(MEMBERS), outcome=st.sampled_from(["upheld", "rejected"]))
    def somebody_decides_a_dispute(self, who: int, member: str, outcome: str) -> None:
        with self.town.instance.database.reading() as connection:
            found = [item for item in disputes_of(connection, member) if item.is_open]
        if found:
            name, town = found[0].dispute_id, self.town.instance
            self.act(lambda it: disputing.decide(it, town, self.people[who], name, outcome, "So."))

    @rule(days=st.sampled_from([0, 14, 15, 15, 31]), who=st.integers(0, 5), member=st.sampled_from(MEMBERS), act=ACTS)
    def time_passes_and_somebody_decides(self, days: int, who: int, member: str, act: Decide) -> None:
        self.town.later(days=days)
        case_id, actor = self.case(member), self.people[who]
        if self.act(lambda it: act(it, self.town.instance, actor, case_id, "So.")) and act is deciding.confirm:
            self.confirmed[case_id] = actor

    @rule(who=st.integers(0, 1), is_new=st.booleans())
    def a_member_appeals(self, who: int, is_new: bool) -> None:
        case_id, actor = self.case(MEMBERS[who]), self.people[who]
        self.act(lambda it: appealing.lodge(it, self.town.instance, actor, case_id, "No.", is_new=is_new))

    @rule(who=st.integers(0, 5), member=st.sampled_from(MEMBERS), upheld=st.booleans())
    def somebody_decides_an_appeal(self, who: int, member: str, upheld: bool) -> None:
        case_id, actor = self.case(member), self.people[who]
        self.act(lambda it: appealing.decide(it, self.town.instance, actor, case_id, "So.", upheld=upheld))

    @invariant()
    def nothing_adverse_happens_by_itself(self) -> None:
        with self.town.instance.database.reading() as connection:
            for member in MEMBERS:
                self.look_at(connection, member)

    def look_at(self, connection: Connection, member: str) -> None:
        proposed = {
            item.parameters["notice"]["about"]: local_date(item.created_at, SCHEME.zone)
            for item in notices_of(connection, member)
            if item.kind == "procedure" and item.parameters["notice"]["told"] == "proposed"
        }
        today = self.town.instance.today
        for case in cases_of(connection, member):
            if case.route is not Route.ADVERSE:
                continue
            rows = connection.execute(select(effect.c.on_day).where(effect.c.case_id == case.case_id)).scalars().all()
            days = [today - timedelta(days=back) for back in (0, 1, 7, 30)]
            if rows or any(case.is_in_effect(day) for day in days):
                self.expect_heard(case.case_id, member, min(rows), proposed)
                assert not case.is_in_effect(min(rows) - timedelta(days=1))
        for made in disputes_of(connection, member):
            if made.decision is not None:
                assert made.decision.by not in (self.owner[member], self.recorder)

    def expect_heard(self, case_id: str, member: str, first: date, proposed: dict[str, date]) -> None:
        """The member was told in time, and a reviewer confirmed who is not she and recorded nothing of it."""
        assert proposed[case_id] + NOTICE < first
        decider = self.confirmed[case_id]
        assert "reviewer" in decider.roles
        assert decider.actor_id not in (self.owner[member], self.recorder)


def test_nothing_adverse_takes_effect_without_notice_and_a_persons_decision() -> None:
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=6, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


@pytest.mark.slow
def test_the_same_at_length() -> None:
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=100, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
