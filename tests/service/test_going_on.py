"""Standings that are gone on from, one by one, are the standings that the whole ledger gives."""

import random
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from isonomia.service.records import load
from isonomia.service.records.tables import record
from isonomia.service.standings import going_on
from isonomia.service.standings.refresh import refresh
from isonomia.service.standings.rescore import rescore
from isonomia.service.standings.tables import standing
from service.conftest import Town, hours, late

MEMBERS = ("M-1", "M-2", "M-3")


def bring_up(town: Town) -> None:
    with town.instance.database.writing() as connection:
        refresh(connection, town.instance, len(MEMBERS))


def remembered(town: Town, member: str) -> str | None:
    with town.instance.database.reading() as connection:
        return connection.execute(select(standing.c.remembered).where(standing.c.member == member)).scalar()


@pytest.fixture
def whole_readings(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Whose ledgers were read whole, by the order of the questions."""
    asked: list[list[str]] = []

    def counted(connection: Any, scheme: Any, members: Any) -> Any:
        asked.append(sorted(members))
        return load.records_by_member(connection, scheme, members)

    monkeypatch.setattr(going_on, "records_by_member", counted)
    return asked


def test_many_facts_in_many_portions(town: Town, whole_readings: list[list[str]]) -> None:
    luck = random.Random(3)
    for member in MEMBERS:
        town.member(member)
    bring_up(town)
    whole_readings.clear()
    for turn in range(40):
        day = town.instance.today.isoformat()
        for number in range(luck.randint(1, 4)):
            make = luck.choice([hours, hours, late])
            town.take(make(f"{turn}-{number}", luck.choice(MEMBERS), day))
        bring_up(town)
        if turn % 5 == 0:
            town.clock.moment += timedelta(days=luck.choice([1, 9, 40]))
    count, wrong = rescore(town.instance)
    assert (count, wrong) == (len(MEMBERS), [])
    read = sum(len(members) for members in whole_readings)
    assert 0 < read < 6, "almost all standings are gone on from"


def test_what_else_is_said_asks_for_the_whole(town: Town, whole_readings: list[list[str]]) -> None:
    town.member("M-1")
    day = town.instance.today.isoformat()
    town.take(hours("e1", "M-1", day))
    bring_up(town)
    whole_readings.clear()
    town.take(hours("e2", "M-1", day))
    bring_up(town)
    assert [names for names in whole_readings if names] == []
    town.take({"kind": "withdrawal", "source": "hours", "event_id": "e1", "reason": "an error"})
    bring_up(town)
    assert [names for names in whole_readings if names] == [["M-1"]]
    assert rescore(town.instance)[1] == []


def test_a_record_that_went_or_came_unseen_asks_for_the_whole(town: Town, whole_readings: list[list[str]]) -> None:
    """A transaction that began earlier ends later, with a smaller number; and facts go when their time is over."""
    town.member("M-1")
    day = town.instance.today.isoformat()
    for name in ("e1", "e2", "e3"):
        town.take(hours(name, "M-1", day))
    with town.instance.database.writing() as connection:
        held = connection.execute(select(record).where(record.c.event_id == "e2")).one()
        connection.execute(record.delete().where(record.c.event_id == "e2"))
    bring_up(town)
    whole_readings.clear()
    with town.instance.database.writing() as connection:
        connection.execute(record.insert().values(**held._mapping))
        connection.execute(update(standing).values(is_stale=True))
    bring_up(town)
    assert [names for names in whole_readings if names] == [["M-1"]]
    assert rescore(town.instance)[1] == []


@pytest.mark.parametrize("text", ["", "{}", "[]", '["0.0.1","x",1,1,1,[1,null,[],{},{},{}]]'])
def test_what_another_program_left_is_not_read(town: Town, text: str) -> None:
    town.member("M-1")
    town.take(hours("e1", "M-1", town.instance.today.isoformat()))
    bring_up(town)
    before = remembered(town, "M-1")
    with town.instance.database.writing() as connection:
        connection.execute(update(standing).values(is_stale=True, remembered=text))
    bring_up(town)
    assert remembered(town, "M-1") == before
    assert rescore(town.instance)[1] == []
