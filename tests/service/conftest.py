"""What tests of the service share: an instance on each database, with a clock that stands until it is moved."""

import itertools
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import URL, create_engine, make_url, text
from starlette.testclient import TestClient

from isonomia.presets.find import find_scheme
from isonomia.scheme.load import load_scheme
from isonomia.scheme.scheme import Scheme
from isonomia.service.access.actor import Actor
from isonomia.service.access.keys import make_key
from isonomia.service.access.sessions import actor_of_session, begin_session
from isonomia.service.app import application
from isonomia.service.clock import SetClock
from isonomia.service.config import Settings
from isonomia.service.database.database import Database
from isonomia.service.database.migrate import migrate
from isonomia.service.instance.instance import Instance, open_instance
from isonomia.service.members.joining import grant, join, make_person
from isonomia.service.records.intake import take_in
from isonomia.service.records.outcome import Outcome
from isonomia.service.scheme_versions.comparing import Comparing
from isonomia.service.upkeep import keep_up
from service.contested import contested_scheme

START = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)  # a Monday, noon in Vienna
ORIGIN = "http://localhost"
_numbers = itertools.count()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database with all tables; to copy it is quicker than every step of migration anew."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    _migrated(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_url: str) -> tuple[URL, str]:
    """The same in PostgreSQL: the server, and the name of the database."""
    server, name = make_url(postgres_url).set(drivername="postgresql+psycopg"), f"template_{os.getpid()}"
    maker = create_engine(server, isolation_level="AUTOCOMMIT")
    with maker.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    maker.dispose()
    _migrated(server.set(database=name).render_as_string(hide_password=False))
    return server, name


def _migrated(address: str) -> None:
    database = Database(address)
    migrate(database)
    database.close()


@pytest.fixture
def sqlite_address(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh SQLite database."""
    shutil.copy(sqlite_template, tmp_path / "instance.db")
    return f"sqlite:///{tmp_path / 'instance.db'}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_address(request: pytest.FixtureRequest) -> Iterator[str]:
    """A fresh database of each kind."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_address")
        return
    server, template = request.getfixturevalue("postgres_template")
    name = f"service_{os.getpid()}_{next(_numbers)}"
    maker = create_engine(server, isolation_level="AUTOCOMMIT")
    with maker.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    yield server.set(database=name).render_as_string(hide_password=False)
    with maker.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    maker.dispose()


@pytest.fixture(scope="session")
def scheme() -> Scheme:
    """The scheme that the service runs in tests."""
    return load_scheme(find_scheme("riverside-time-bank"))


@dataclass
class Town:
    """An instance with its people, moved through time by a test."""

    instance: Instance
    clock: SetClock

    @cached_property
    def app(self) -> FastAPI:
        """The application, the same for all who come: what it has to work out at its first request it does once."""
        return application(self.instance)

    def later(self, **time: float) -> None:
        """Move the clock, and bring standings up to date as the worker does."""
        self.clock.moment += timedelta(**time)
        self.refresh()

    def refresh(self) -> None:
        with self.instance.database.writing() as connection:
            while keep_up(connection, self.instance):
                pass
        compare = Comparing()
        while compare(self.instance):
            pass

    def person(self, name: str, member: str | None = None, role: str = "", source: str = "") -> str:
        """A person, with a role if one is named; returns the id."""
        with self.instance.database.writing() as connection:
            person_id = make_person(connection, name, member, self.instance.now)
            if role:
                grant(connection, person_id, role, self.instance.now, source)
        return person_id

    def member(self, member: str, *sources: str) -> str:
        """A person who has joined, and agreed to the sources (all, if none is named); returns the id."""
        person_id = self.person(f"Person {member}", member)
        with self.instance.database.writing() as connection:
            version = self.instance.version(connection)
            agreed = sources or tuple(version.scheme.file.sources)
            join(connection, self.instance, person_id, agreed, version, version.digest)
        return person_id

    def take(self, *rows: dict[str, Any], by: str = "test") -> list[Outcome]:
        """Hand rows in."""
        with self.instance.database.writing() as connection:
            return take_in(connection, self.instance.intake(connection, by), rows)

    def actor(self, person_id: str) -> Actor:
        """A person as the routes know whoever has signed in."""
        with self.instance.database.writing() as connection:
            token = begin_session(connection, person_id, "passkey", self.instance.now)
            return actor_of_session(connection, token, self.instance.now, timedelta(hours=1))

    def key(self, scopes: str) -> str:
        """A machine's secret."""
        with self.instance.database.writing() as connection:
            return make_key(connection, "a machine", scopes, self.instance.now)[1]

    def browser(self, person_id: str = "") -> TestClient:
        """A browser, signed in as a person if one is named."""
        client = TestClient(self.app, base_url=ORIGIN, follow_redirects=False)
        client.headers |= {"accept": "text/html", "sec-fetch-site": "same-origin"}
        if person_id:
            with self.instance.database.writing() as connection:
                client.cookies.set("isonomia", begin_session(connection, person_id, "passkey", self.instance.now))
        return client

    def machine(self, scopes: str) -> TestClient:
        """A program with a key."""
        client = TestClient(self.app, base_url=ORIGIN, follow_redirects=False)
        client.headers |= {"authorization": f"Bearer {self.key(scopes)}", "accept": "application/json"}
        return client


@pytest.fixture
def town(scheme: Scheme, database_address: str) -> Iterator[Town]:
    """A running instance without people, on each database."""
    yield from _town(scheme, database_address)


@pytest.fixture
def small_town(scheme: Scheme, sqlite_address: str) -> Iterator[Town]:
    """The same on SQLite alone, for what no database can change."""
    yield from _town(scheme, sqlite_address)


@pytest.fixture
def contested_town(database_address: str) -> Iterator[Town]:
    """An instance in which there is something to contest, on each database."""
    yield from _town(contested_scheme(), database_address)


@pytest.fixture
def small_contested_town(sqlite_address: str) -> Iterator[Town]:
    """The same on SQLite alone."""
    yield from _town(contested_scheme(), sqlite_address)


@pytest.fixture
def small_town_that_suspends_nothing(sqlite_address: str) -> Iterator[Town]:
    """An instance whose appeals suspend nothing."""
    yield from _town(contested_scheme(suspends=False), sqlite_address)


@pytest.fixture
def small_town_with_reduced_access(sqlite_address: str) -> Iterator[Town]:
    """An instance in which a person confirms the end of longer lending, as others have less than everyone had."""
    yield from _town(contested_scheme(access="reduced"), sqlite_address)


def _town(scheme: Scheme, address: str) -> Iterator[Town]:
    clock = SetClock(START)
    instance = open_instance(scheme, Settings(database=address, origin=ORIGIN), clock)
    yield Town(instance, clock)
    instance.database.close()


def hours(event_id: str, member: str, day: str, spent: str = "3", place: str = "the garden") -> dict[str, Any]:
    """An event of the source `hours`."""
    return {
        "kind": "event",
        "source": "hours",
        "event_id": event_id,
        "member": member,
        "occurred_at": day,
        "data": {"hours": spent, "place": place},
    }


def late(event_id: str, member: str, day: str, days: int = 40) -> dict[str, Any]:
    """An event of the source `payments`."""
    return {
        "kind": "event",
        "source": "payments",
        "event_id": event_id,
        "member": member,
        "occurred_at": day,
        "data": {"days_late": days},
    }
