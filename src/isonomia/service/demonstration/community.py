"""The made-up community: a time bank with a handful of members, and what they did in the last months."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, select, update

from isonomia.ledger.parse_record import RawRow
from isonomia.service.access.actor import Role
from isonomia.service.access.keys import make_key
from isonomia.service.audit.entries import OPERATOR, note
from isonomia.service.badges.badges import switch_on as show_badge
from isonomia.service.clock import SetClock
from isonomia.service.demonstration.changes import FIRST_CHANGE, SECOND_CHANGE, change
from isonomia.service.demonstration.matters import DAYS_AGO
from isonomia.service.demonstration.people import make_link
from isonomia.service.instance.instance import Instance
from isonomia.service.members.joining import join, make_person
from isonomia.service.members.tables import person
from isonomia.service.people.roles import give_role
from isonomia.service.records.intake import take_in
from isonomia.service.records.outcome import Refused
from isonomia.service.scheme_versions.tables import scheme_version
from isonomia.service.upkeep import keep_up
from isonomia.service.webhooks.endpoints import register
from isonomia.service.webhooks.events import CHOSEN

MEMBERS = ("Ada", "Ben", "Cem", "Dora", "Emil", "Fatima", "Gil", "Hanna")
PLACES = ("the garden", "the library", "the repair café", "the kitchen")
SEED = 2026
MONTHS = 6


@dataclass(frozen=True)
class DemonstrationLink:
    """A way into the demonstration, with what it shows."""

    role: str
    name: str
    address: str


def furnish(instance: Instance) -> list[DemonstrationLink]:
    """Fill an empty demonstration, once; returns a link for each role."""
    with instance.database.writing() as connection:
        if connection.execute(select(person.c.person_id).limit(1)).first() is None:
            _live_through(connection, instance)
        return list(_links(connection, instance))


def _live_through(connection: Connection, instance: Instance) -> None:
    """Everyone joins half a year ago, and each day's facts come in on that day."""
    begin = instance.today - timedelta(days=30 * MONTHS)
    then = SetClock(_noon(begin, instance))
    past = replace(instance, clock=then)
    connection.execute(update(scheme_version).values(effective_on=begin))  # the first version, in force since then
    for number, name in enumerate(MEMBERS, 1):
        person_id = make_person(connection, name, f"M-{number:03}", then.now())
        version = past.version(connection)
        join(connection, past, person_id, list(version.scheme.file.sources), version, version.digest)
    people: dict[str, str] = {}
    for name, held, source in (
        ("Ines (coordinator)", Role.RECORDER, "hours"),
        ("Theo (treasurer)", Role.RECORDER, "payments"),
        ("Rosa (member board)", Role.REVIEWER, ""),
        ("Sami (steward)", Role.STEWARD, ""),
        ("Noor (steward)", Role.STEWARD, ""),
        ("Alma (auditor)", Role.AUDITOR, ""),
    ):
        person_id = make_person(connection, name, None, then.now())
        give_role(connection, past, OPERATOR, person_id, held, source)
        people[name] = person_id
    key_id, _secret = make_key(connection, "Membership software", "records:write:payments", then.now())
    note(connection, past, OPERATOR, "key-made", ("key", key_id))
    stewards = (people["Sami (steward)"], people["Noor (steward)"])
    changes = {begin + timedelta(days=60): FIRST_CHANGE, instance.today - timedelta(days=4): SECOND_CHANGE}
    for day, rows in _facts(begin, instance.today):
        then.moment = _noon(day, instance)
        for when in [when for when in changes if when <= day]:
            change(connection, past, stewards, changes.pop(when))
        outcomes = take_in(connection, past.intake(connection, "demonstration"), rows)
        refused = [item for item in outcomes if isinstance(item, Refused)]
        assert not refused, refused
        while keep_up(connection, past):
            pass
        act = DAYS_AGO.get((instance.today - day).days)
        if act is not None:
            act(connection, past)
    then.moment = instance.now
    while keep_up(connection, past):
        pass
    name, purpose = "Neighbourhood library", "Longer loans for members who help."
    register(connection, past, name, purpose, "https://library.riverside.example/hooks", CHOSEN)  # leads nowhere
    show_badge(connection, past, f"M-{len(MEMBERS):03}")


def _noon(day: date, instance: Instance) -> datetime:
    return datetime.combine(day, time(12), instance.zone_of.zone)


def _facts(begin: date, today: date) -> Iterator[tuple[date, list[RawRow]]]:
    """Facts of nobody, the same in each demonstration of a day."""
    luck = random.Random(SEED)  # noqa: S311  # makes up facts; nothing secret
    for number in range(1, (today - begin).days):
        day = begin + timedelta(days=number)
        rows: list[RawRow] = []
        for who in range(1, len(MEMBERS) + 1):
            if luck.random() < 0.02 * (who - 1):  # of the first only what is certain
                hours = luck.choice(["1.5", "2", "2.5", "3", "4"])
                data: dict[str, Any] = {"hours": hours, "place": luck.choice(PLACES)}
                rows.append(_event("hours", f"h-{day}-{who}", who, day, data))
            if day.day == 12 and who > 1 and luck.random() < 0.12:
                late = {"days_late": luck.randint(31, 50)}
                rows.append(_event("payments", f"p-{day}-{who}", who, day, late))
        rows += _certain(day, number, (today - day).days)
        if rows or day.weekday() == 6 or (today - day).days in DAYS_AGO:
            yield day, rows


def _certain(day: date, number: int, ago: int) -> list[RawRow]:
    """Facts that there always are, so that something is under way whenever the demonstration begins.

    Ada becomes a friend, and loses it by a late fee: what that brought her ends with notice.
    """
    found: list[RawRow] = []
    if number in (3, 10):
        found.append(_event("hours", f"h-ada-{number}", 1, day, {"hours": "3", "place": PLACES[0]}))
    for when, name, who in ((25, "p-hanna", len(MEMBERS)), (20, "p-ben", 2), (12, "p-ada", 1)):
        if ago == when:
            found.append(_event("payments", name, who, day, {"days_late": 33}))
    return found


def _event(source: str, event_id: str, who: int, day: date, data: dict[str, Any]) -> RawRow:
    return {
        "kind": "event",
        "source": source,
        "event_id": event_id,
        "member": f"M-{who:03}",
        "occurred_at": day.isoformat(),
        "data": data,
    }


def _links(connection: Connection, instance: Instance) -> Iterator[DemonstrationLink]:
    for role, name, leads_to in (
        ("member", "Hanna", "/me"),
        ("member", "Ada", "/me/consequences"),
        ("member", "Ben", "/me"),
        ("recorder", "Ines (coordinator)", "/record/hours"),
        ("reviewer", "Rosa (member board)", "/desk"),
        ("steward", "Sami (steward)", "/steward/scheme"),
        ("steward", "Noor (steward)", "/steward/scheme"),
        ("auditor", "Alma (auditor)", "/audit"),
    ):
        wanted = select(person.c.person_id).where(person.c.display_name == name)
        person_id = connection.execute(wanted).scalar_one()
        token = make_link(connection, person_id, leads_to)
        yield DemonstrationLink(role, name, f"{instance.settings.origin}/demonstration/{token}")
