"""Nothing lost, nothing twice: the process is killed, or fails, before or after each of its commits.

A story of writes is told in a process of its own. At the n-th commit it is killed (before it, or right after it), or the
database reports an error. Whatever was acknowledged before must be there; then the story is told again, as clients do
that got no answer, and must end as if nothing had happened.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, event, make_url, select, text

from isonomia.scheme.scheme import Scheme
from isonomia.service.clock import SetClock
from isonomia.service.config import Settings
from isonomia.service.database.database import Database
from isonomia.service.instance.instance import Instance, open_instance
from isonomia.service.log.keys import signing_key
from isonomia.service.log.publish import TilesInDatabase, latest, publish
from isonomia.service.members.joining import join, leave, make_person
from isonomia.service.members.membership import is_enrolled
from isonomia.service.members.tables import person
from isonomia.service.records.intake import take_in
from isonomia.service.records.outcome import Refused
from isonomia.service.records.tables import record
from isonomia.service.standings.refresh import account_of, refresh
from isonomia.service.standings.tables import standing
from isonomia.transparency.verify import verify_log
from service.conftest import ORIGIN, START, hours, late

KILLED = 137
Fault = Callable[[int], None]


def invited(instance: Instance) -> None:
    with instance.database.writing() as connection:
        for name in ("M-1", "M-2"):
            if connection.execute(select(person.c.member).where(person.c.member == name)).first() is None:
                make_person(connection, name, name, instance.now)


def joined(instance: Instance) -> None:
    for name in ("M-1", "M-2"):
        with instance.database.writing() as connection:
            if not is_enrolled(connection, name):
                version = instance.version(connection)
                wanted = select(person.c.person_id).where(person.c.member == name)
                person_id = connection.execute(wanted).scalar_one()
                join(connection, instance, person_id, ["hours", "payments"], version, version.digest)


def taken(*rows: dict[str, Any]) -> Callable[[Instance], None]:
    def step(instance: Instance) -> None:
        with instance.database.writing() as connection:
            outcomes = take_in(connection, instance.intake(connection, "test"), rows)
            assert not any(isinstance(item, Refused) for item in outcomes), outcomes

    return step


def refreshed(instance: Instance) -> None:
    with instance.database.writing() as connection:
        while refresh(connection, instance):
            pass


def published(instance: Instance) -> None:
    publish(instance)


def left(instance: Instance) -> None:
    with instance.database.writing() as connection:
        if is_enrolled(connection, "M-2"):
            person_id = connection.execute(select(person.c.person_id).where(person.c.member == "M-2")).scalar_one()
            leave(connection, instance, person_id, "M-2")


STORY: tuple[Callable[[Instance], None], ...] = (
    invited,
    joined,
    taken(hours("h1", "M-1", "2026-03-02"), hours("h2", "M-2", "2026-03-02"), late("p1", "M-1", "2026-03-02")),
    refreshed,
    published,
    taken({"kind": "dispute", "source": "payments", "event_id": "p1", "dispute_id": "d1"}),
    taken({"kind": "correction", "correction_id": "c1", "source": "hours", "event_id": "h2", "data": {"hours": "8"}}),
    published,
    taken({"kind": "decision", "dispute_id": "d1", "outcome": "upheld"}),
    refreshed,
    left,
    refreshed,
    published,
)
COMMITS = 14


@dataclass(frozen=True)
class Made:
    """A fresh database, and how to make another."""

    scheme: Scheme
    address: str

    def open(self) -> Instance:
        return open_instance(self.scheme, Settings(database=self.address, origin=ORIGIN), SetClock(START))


def before_commit(kill: Callable[[], None]) -> Callable[[Database, int], None]:
    """Do something when the n-th writing transaction is about to commit."""

    def arrange(database: Database, number: int) -> None:
        seen = [0]

        @event.listens_for(database.engine, "commit")
        def at_commit(connection: Connection) -> None:
            if connection.get_execution_options().get("isonomia_writes"):
                seen[0] += 1
                if seen[0] == number:
                    kill()

    return arrange


def after_commit(database: Database, number: int) -> None:
    """Be killed right after the n-th commit, before anybody was told of it."""
    seen = [0]
    original = database.engine.dialect.do_commit

    def commit(connection: Any) -> None:
        original(connection)
        seen[0] += 1
        if seen[0] == number:
            os._exit(KILLED)

    database.engine.dialect.do_commit = commit  # type: ignore[method-assign]


def killed() -> None:
    os._exit(KILLED)


def failed() -> None:
    raise OSError("database or disk is full")


FAULTS: dict[str, Callable[[Database, int], None]] = {
    "killed before": before_commit(killed),
    "killed after": after_commit,
    "failed": before_commit(failed),
}


def told_until_it_breaks(made: Made, fault: str, number: int) -> list[int]:
    """Tell the story in a process that breaks; returns the steps that were acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            instance = made.open()
            FAULTS[fault](instance.database, number)
            for index, step in enumerate(STORY):
                step(instance)
                os.write(writing, bytes([index]))
        except OSError:
            os._exit(1)
        except BaseException as error:  # a child must not go on in the parent's tests
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
            os._exit(2)
        os._exit(0)
    os.close(writing)
    acknowledged = list(b"".join(iter(lambda: os.read(reading, 100), b"")))
    os.close(reading)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, 1, KILLED), status
    return acknowledged


def keys(instance: Instance) -> list[str]:
    with instance.database.reading() as connection:
        return sorted(connection.execute(select(record.c.record_key)).scalars())


def state(instance: Instance) -> dict[str, Any]:
    """All that people could see, without ids that are made by chance."""
    found: dict[str, Any] = {"records": keys(instance)}
    with instance.database.reading() as connection:
        version = instance.version(connection)
        for row in connection.execute(select(standing).order_by(standing.c.member)):
            made = account_of(connection, instance, version, row.member)
            assert (row.score, row.band) == ((made.score, made.band_name) if made else (None, None))
            found[row.member] = (row.score, row.band, row.is_stale)
        log = latest(connection)
        assert log is not None
        verified = verify_log(_published(connection, log[1]), signing_key(connection).verifier)
        found["log"] = verified.checkpoint.size
    return found


def _published(connection: Connection, note: bytes) -> Any:
    class Published(TilesInDatabase):
        def read(self, paths: Any) -> dict[str, bytes]:
            return super().read(paths) | ({"checkpoint": note} if "checkpoint" in paths else {})

    return Published(connection)


@pytest.fixture
def fresh(scheme: Scheme, database_address: str, tmp_path: Path) -> Iterator[Callable[[], Made]]:
    """Makes fresh databases quickly: each is a copy of one that has all its tables."""
    template = Made(scheme, database_address)
    template.open().database.close()
    url = make_url(database_address)
    made: list[str] = []

    def make() -> Made:
        if url.get_backend_name() == "sqlite":
            assert url.database is not None
            copy = tmp_path / f"copy{len(made)}.db"
            shutil.copy(url.database, copy)
            made.append(str(copy))
            return Made(scheme, f"sqlite:///{copy}")
        name = f"{url.database}_copy{len(made)}"
        made.append(name)
        _administer(url, f"CREATE DATABASE {name} TEMPLATE {url.database}")
        return Made(scheme, url.set(database=name).render_as_string(hide_password=False))

    yield make
    if url.get_backend_name() != "sqlite":
        for name in made:
            _administer(url, f"DROP DATABASE {name} WITH (FORCE)")


def _administer(url: Any, statement: str) -> None:
    engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.mark.parametrize("every", [8, pytest.param(1, marks=pytest.mark.slow)])
def test_nothing_is_lost_and_nothing_counts_twice(fresh: Callable[[], Made], every: int) -> None:
    undisturbed = fresh()
    assert told_until_it_breaks(undisturbed, "killed before", 10_000) == list(range(len(STORY)))
    instance = undisturbed.open()
    expected, complete = state(instance), keys(instance)
    instance.database.close()
    assert expected["M-1"] == (6, "visitor", False)
    reached = 0
    for fault in FAULTS:
        for number in range(1, COMMITS + 1, every):
            made = fresh()
            acknowledged = told_until_it_breaks(made, fault, number)
            reached += len(acknowledged) < len(STORY)
            instance = made.open()
            there = set(keys(instance))
            for index in acknowledged:
                assert {key for key in complete if STEP_OF.get(key.split(",")[0]) == index} <= there, (fault, number)
            for step in STORY:
                step(instance)
            assert state(instance) == expected, (fault, number)
            instance.database.close()
    assert reached == len(FAULTS) * len(range(1, COMMITS + 1, every))  # each of them broke the story


STEP_OF = {'["join"': 1, '["event"': 2, '["dispute"': 5, '["correction"': 6, '["decision"': 8, '["leave"': 10}
