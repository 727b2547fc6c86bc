"""Which standings are to be computed again, and which of them first."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, or_, select, union

from isonomia.service.instance.instance import Instance
from isonomia.service.scheme_versions.in_force import Version
from isonomia.service.standings.tables import IS_STALE, standing


def is_due(instance: Instance, version: Version) -> ColumnElement[bool]:
    """Which standings are to be computed again."""
    return or_(standing.c.is_stale, standing.c.look_again_on <= instance.today, standing.c.version != version.number)


def first_due(connection: Connection, instance: Instance, version: Version, most: int) -> dict[str, str | None]:
    """At most so many of them, with what was remembered of each.

    The one computed longest ago goes first: all have their turn where more becomes stale than is computed.
    """
    given = {"today": instance.today, "version": version.number, "most": most}
    return {row.member: row.remembered for row in connection.execute(_question(), given)}


@cache
def _question() -> Select[Any]:
    """Each way to be due has an index that gives its first ones; one condition of them all would read every row."""
    member, computed_at, version = standing.c.member, standing.c.computed_at, standing.c.version
    most: Any = bindparam("most")
    number: Any = bindparam("version")
    ways: tuple[Select[Any], ...] = (
        select(member).where(IS_STALE, computed_at.is_(None)).order_by(member),
        select(member).where(IS_STALE, computed_at.is_not(None)).order_by(computed_at, member),
        select(member).where(standing.c.look_again_on <= bindparam("today")).order_by(standing.c.look_again_on),
        select(member).where(version < number).order_by(version),
        select(member).where(version > number).order_by(version),
    )
    first = [way.limit(most).subquery() for way in ways]
    due = union(*[select(one.c.member) for one in first])
    wanted = select(member, standing.c.remembered).where(member.in_(due))
    return wanted.order_by(computed_at.asc().nulls_first(), member).limit(most)
