"""The demonstration, and an instance where members report one another, with an address for each page of the service.

The pages are asked of the routes, so that a new one is looked at without anyone's doing; one with a parameter that no
filler below knows fails, until it says what can be shown there.
"""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from fastapi.routing import APIRoute
from sqlalchemy import Connection, select
from starlette.testclient import TestClient

from isonomia.presets.find import find_scheme
from isonomia.scheme.load import load_scheme
from isonomia.service.access.actor import Role
from isonomia.service.access.declared import Gate
from isonomia.service.app import application
from isonomia.service.audit.entries import OPERATOR
from isonomia.service.claims.claiming import report_member
from isonomia.service.claims.tables import claim
from isonomia.service.clock import SetClock
from isonomia.service.config import Settings
from isonomia.service.consequences.tables import consequence_case
from isonomia.service.demonstration.community import furnish
from isonomia.service.demonstration.people import make_link
from isonomia.service.disputes.tables import dispute
from isonomia.service.instance.instance import open_instance
from isonomia.service.members.joining import invite, join, make_person
from isonomia.service.members.tables import person
from isonomia.service.people.roles import give_role
from isonomia.service.webhooks.tables import webhook_endpoint
from service.conftest import ORIGIN, START, Town
from service.contested import contested_scheme

HANNA, ADA, STEWARD = "Hanna", "Ada", "Sami (steward)"
WHO = {
    "member, also after leaving": HANNA,
    "public": "",
    "signed in": HANNA,
    "member": HANNA,
    "recorder": "Ines (coordinator)",
    "reviewer": "Rosa (member board)",
    "steward": STEWARD,
    "steward or auditor": "Alma (auditor)",
    "auditor": "Alma (auditor)",
}
"""Who looks at the pages of each access."""

OTHERS = {"/me/consequences": ADA, "/me/consequences/{case_id}": ADA}
"""Whose page is looked at where there is more to see than on Hanna's."""

QUERIES = {"/me/fact": "?source=payments&event=p-hanna", "/people": "?q=Han"}
NO_PAGES = {"/style.css", "/static/passkey.js", "/.well-known/security.txt"}
"""Routes of pages that answer with something else."""


def _of(table, column: str) -> Callable[[Connection, Town], str]:
    return lambda connection, _town: str(connection.execute(select(table.c[column])).scalars().first())


def _invitation(connection: Connection, town: Town) -> str:
    invited = make_person(connection, "Nils", None, town.instance.now)
    give_role(connection, town.instance, OPERATOR, invited, Role.AUDITOR, "")
    return invite(connection, town.instance, invited)


_newcomers = itertools.count()


def _to_join(connection: Connection, town: Town) -> str:
    number = f"M-{900 + next(_newcomers)}"  # pages may be asked for more than once
    return invite(connection, town.instance, make_person(connection, "Nils", number, town.instance.now))


def _link(connection: Connection, _town: Town) -> str:
    return make_link(connection, person_called(connection, HANNA), "/me")


FILLERS: dict[tuple[str, str], Callable[[Connection, Town], str]] = {
    ("/demonstration/", "token"): _link,
    ("/invitation/", "token"): _invitation,
    ("/join/", "token"): _to_join,
    ("/me/claims/", "claim_id"): _of(claim, "claim_id"),
    ("/desk/claims/", "claim_id"): _of(claim, "claim_id"),
    ("/me/consequences/", "case_id"): lambda connection, _town: _case_of(connection, "M-001"),
    ("/desk/cases/", "case_id"): lambda connection, _town: _case_of(connection, "M-001"),
    ("/me/disputes/", "dispute_id"): lambda connection, _town: _dispute_of(connection, "M-008"),
    ("/desk/disputes/", "dispute_id"): lambda connection, _town: _dispute_of(connection, "M-008"),
    ("/people/", "person_id"): lambda connection, _town: person_called(connection, "Ines (coordinator)"),
    ("/record/", "source"): lambda _connection, _town: "hours",
    ("/scheme/versions/", "number"): lambda _connection, _town: "2",
    ("/webhooks/", "endpoint_id"): _of(webhook_endpoint, "endpoint_id"),
}
"""By the beginning of the path and the parameter: what there is to see."""


def _case_of(connection: Connection, member: str) -> str:
    found = select(consequence_case.c.case_id).where(
        consequence_case.c.member == member, consequence_case.c.waits_for == "appeal"
    )
    return str(connection.execute(found).scalar_one())


def _dispute_of(connection: Connection, member: str) -> str:
    return str(connection.execute(select(dispute.c.dispute_id).where(dispute.c.member == member)).scalar_one())


def person_called(connection: Connection, name: str) -> str:
    return str(connection.execute(select(person.c.person_id).where(person.c.display_name == name)).scalar_one())


def person_of(town: Town, name: str) -> str:
    with town.instance.database.reading() as connection:
        return person_called(connection, name)


@dataclass
class Shown:
    """A page to look at: its route, its address, and a browser that may see it."""

    route: str
    path: str
    browser: TestClient


@dataclass
class Demonstrated:
    """Both instances."""

    community: Town
    reporting: Town
    browsers: dict[tuple[int, str], TestClient] = field(default_factory=dict)

    def town_of(self, route: str) -> Town:
        return self.reporting if "/claims" in route else self.community

    def browser(self, town: Town, name: str) -> TestClient:
        """A browser of somebody, one for each."""
        key = (id(town), name)
        if key not in self.browsers:
            self.browsers[key] = town.browser(person_of(town, name) if name else "")
        return self.browsers[key]

    def pages(self) -> Iterator[Shown]:
        """Each page route of the service."""
        for route in routes_of(self.community):
            if "GET" not in route.methods or route.include_in_schema or route.path in NO_PAGES:
                continue
            town = self.town_of(route.path)
            gate = next(item.dependency for item in route.dependencies if isinstance(item.dependency, Gate))
            name = OTHERS.get(route.path) or WHO[gate.access.name]
            yield Shown(route.path, self.address(route.path) + QUERIES.get(route.path, ""), self.browser(town, name))

    def address(self, path: str) -> str:
        """The route's path, its parameter filled in."""
        beginning, brace, rest = path.partition("{")
        if not brace:
            return path
        name, _brace, end = rest.partition("}")
        filler = FILLERS.get((beginning, name))
        assert filler is not None, f"{path}: say in FILLERS what there is to see"
        town = self.town_of(path)
        with town.instance.database.writing() as connection:
            return beginning + filler(connection, town) + end


def routes_of(town: Town) -> list[APIRoute]:
    """Every route of the application."""
    return list(_every(application(town.instance).router.routes))


def _every(routes: list[object]) -> Iterator[APIRoute]:
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from _every(inner.routes)
        elif isinstance(route, APIRoute):
            yield route


@contextmanager
def demonstrated(folder: Path) -> Iterator[Demonstrated]:
    """The demonstration with what happened in it, and a small instance with a report."""
    clock = SetClock(START)
    settings = Settings(database=f"sqlite:///{folder / 'demonstration.db'}", origin=ORIGIN)
    scheme = load_scheme(find_scheme("riverside-time-bank"))
    instance = open_instance(scheme, settings, clock, is_demonstration=True)
    furnish(instance)
    settings = Settings(database=f"sqlite:///{folder / 'reporting.db'}", origin=ORIGIN)
    other = open_instance(contested_scheme(), settings, SetClock(START))
    reporting = Town(other, other.clock)
    for name, member, role in (
        (HANNA, "M-1", ""),
        (ADA, "M-2", ""),
        ("Rosa (member board)", None, "reviewer"),
        (STEWARD, None, "steward"),
    ):
        _arrive(reporting, name, member, role)
    actor = reporting.actor(person_of(reporting, ADA))
    with other.database.writing() as connection:
        report_member(connection, other, actor, "M-1", "reports", "2026-03-02", {"broken": "a drill"})
    yield Demonstrated(Town(instance, clock), reporting)
    instance.database.close()
    other.database.close()


def _arrive(town: Town, name: str, member: str | None, role: str) -> None:
    person_id = town.person(name, member, role)
    if member is None:
        return
    with town.instance.database.writing() as connection:
        version = town.instance.version(connection)
        join(connection, town.instance, person_id, list(version.scheme.file.sources), version, version.digest)
