"""A change of the scheme: proposed, confirmed by a second steward, announced to every member, withdrawn before effect.

Nothing of it touches what happened before its first day: `in_force` goes by the day, and a day counts by its version.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, or_, select, update

from isonomia.locale import _
from isonomia.procedure.scheme_change import withdraw_version
from isonomia.procedure.who_may import Actor, Role
from isonomia.service.database.statements import insert_new
from isonomia.service.instance.instance import Instance
from isonomia.service.members.agreeing import end_consents_of
from isonomia.service.members.membership import enrolled
from isonomia.service.members.tables import role
from isonomia.service.notices.notices import tell_all
from isonomia.service.problems import Problem, conflict, forbidden
from isonomia.service.scheme_versions.differences import OwnDifference
from isonomia.service.scheme_versions.in_force import digest_of
from isonomia.service.scheme_versions.prepare import Prepared, as_procedure
from isonomia.service.scheme_versions.tables import scheme_version, version_difference

ABOUT = "/me/scheme-change"


def on_its_way(connection: Connection, day: date) -> Any:
    """The version that is proposed, or announced and not in force yet; None: there is none."""
    is_open = or_(
        scheme_version.c.state == "proposed",
        (scheme_version.c.state == "announced") & (scheme_version.c.effective_on > day),
    )
    return connection.execute(select(scheme_version).where(is_open).order_by(scheme_version.c.version)).first()


def hold_announcements(connection: Connection, *, for_joining: bool = False) -> None:
    """Let nobody join while members are told of a version, and none be told of while somebody joins.

    Whoever joins takes the row of the first version together with others who do, whoever tells takes it alone; so that
    of two transactions at the same time one sees what the other has done, and every member is told.
    """
    first = select(scheme_version.c.version).order_by(scheme_version.c.version).limit(1)
    connection.execute(first.with_for_update(read=for_joining)).all()


def propose(connection: Connection, instance: Instance, steward: str, prepared: Prepared, summary: str) -> None:
    """Keep a version as proposed; members are not told yet. `summary` says what changes, in its author's words."""
    if on_its_way(connection, instance.today) is not None:
        raise _occupied()
    text = prepared.scheme.text
    row = {
        "version": prepared.number,
        "text": text,
        "merged": prepared.merged.text,
        "digest": digest_of(text),
        "state": "proposed",
        "effective_on": prepared.effective_on,
        "proposed_by": steward,
        "proposed_at": instance.now,
        "summary": summary,
    }
    if not insert_new(connection, scheme_version, [row], "version"):
        raise _occupied()


def discard(connection: Connection, instance: Instance, number: int) -> None:
    """Take a proposal back that nobody has been told of."""
    _move(connection, number, "proposed", state="withdrawn", withdrawn_on=instance.today)


def confirms(connection: Connection, steward: str, proposed_by: str | None) -> bool:
    """Whether this steward may confirm: another than the one who proposed, wherever there are two (four eyes)."""
    stewards = set(connection.execute(select(role.c.person_id).where(role.c.role == "steward")).scalars())
    return steward in stewards and (steward != proposed_by or stewards == {steward})


def announce(
    connection: Connection,
    instance: Instance,
    steward: str,
    prepared: Prepared,
    differences: Mapping[str, OwnDifference],
) -> int:
    """Announce a proposed version: every member is told in this transaction. Returns how many.

    `differences` are the members' own; whoever joined since they were computed is told without one.
    """
    hold_announcements(connection)
    row = connection.execute(select(scheme_version).where(scheme_version.c.version == prepared.number)).one()
    if not confirms(connection, steward, row.proposed_by):
        raise forbidden(_("Another steward than the one who proposed it confirms a new version."))
    _move(
        connection,
        prepared.number,
        "proposed",
        state="announced",
        effective_on=prepared.effective_on,
        merged=prepared.merged.text,
        announced_by=steward,
        announced_on=instance.today,
    )
    members = enrolled(connection)
    common = {"day": prepared.effective_on.isoformat(), "summary": row.summary, "version": prepared.number}
    told = {
        member: common | (differences[member].as_parameters() if member in differences else {}) for member in members
    }
    tell_all(connection, "version-announced", told, instance.now, ABOUT)
    return len(members)


def tell_of_coming(connection: Connection, member: str, today: date, now: datetime) -> None:
    """Tell a newcomer of the version that the others were told of before; nothing, if none is announced."""
    row = on_its_way(connection, today)
    if row is not None and row.state == "announced":
        told = {"day": row.effective_on.isoformat(), "summary": row.summary, "version": row.version}
        tell_all(connection, "version-announced", {member: told}, now, ABOUT)


def withdraw(connection: Connection, instance: Instance, steward: str, number: int, reason: str) -> int:
    """Withdraw an announced version before its first day, and tell every member; returns how many."""
    hold_announcements(connection)
    row = connection.execute(select(scheme_version).where(scheme_version.c.version == number)).one()
    if row.state == "proposed":
        raise conflict("version-state", _("This version is not announced."))
    withdraw_version(as_procedure(row), Actor(steward, frozenset({Role.STEWARD})), instance.today)
    _move(connection, number, "announced", state="withdrawn", withdrawn_on=instance.today)
    end_consents_of(connection, number, instance.now)
    parameters = {"version": number, "day": row.effective_on.isoformat(), "reason": reason}
    members = enrolled(connection)
    tell_all(connection, "version-withdrawn", dict.fromkeys(members, parameters), instance.now, ABOUT)
    return len(members)


def count_of_stewards(connection: Connection) -> int:
    """How many people may change the scheme."""
    wanted = select(func.count(role.c.person_id.distinct())).where(role.c.role == "steward")
    return int(connection.execute(wanted).scalar_one())


def _move(connection: Connection, number: int, was: str, **values: Any) -> None:
    """Change a version that is in a state; a conflict if it has left it meanwhile."""
    wanted = update(scheme_version).where(scheme_version.c.version == number, scheme_version.c.state == was)
    if connection.execute(wanted.values(**values)).rowcount != 1:
        text = (
            _("Somebody else was quicker: this version is no longer proposed.")
            if was == "proposed"
            else _("Somebody else was quicker: this version is no longer announced.")
        )
        raise conflict("version-state", text)
    # once it is announced, the notices say it; once it is taken back, it is nobody's business
    connection.execute(delete(version_difference).where(version_difference.c.version == number))


def _occupied() -> Problem:
    return conflict(
        "version-pending",
        _("Another version is on its way."),
        _("Withdraw it, or wait until it is in force."),
    )
