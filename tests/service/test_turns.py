"""Whose standing is computed first, and how long the worker rests: nobody is passed over or kept waiting."""

from datetime import timedelta

from sqlalchemy import select

from isonomia.service.standings.refresh import refresh
from isonomia.service.standings.tables import standing
from isonomia.service.worker import LONGEST_PAUSE, Worker
from service.conftest import Town, hours

MEMBERS = ("M-1", "M-2", "M-3")


def computed(town: Town, most: int) -> list[str]:
    town.clock.moment += timedelta(seconds=1)
    with town.instance.database.writing() as connection:
        return [change.member for change in refresh(connection, town.instance, most)]


def test_whoever_has_facts_all_the_time_does_not_keep_the_others_waiting(town: Town) -> None:
    for member in MEMBERS:
        town.member(member)
    day = town.instance.today.isoformat()
    while computed(town, len(MEMBERS)):
        pass
    turns = []
    for turn in range(len(MEMBERS)):
        town.take(*[hours(f"{turn}-{member}", member, day) for member in MEMBERS])
        turns += computed(town, 1)
    assert sorted(turns) == list(MEMBERS)
    while computed(town, len(MEMBERS)):
        pass
    with town.instance.database.reading() as connection:
        assert set(connection.execute(select(standing.c.is_stale)).scalars()) == {False}


def test_the_worker_rests_only_where_others_wait_for_the_whole_database(town: Town) -> None:
    worker = Worker(town.instance, ())
    if town.instance.database.is_sqlite:
        assert [worker.pause(0.3), worker.pause(60)] == [0.3, LONGEST_PAUSE]
    else:
        assert worker.pause(60) == 0
