"""The versions that members were told of, for everybody to read; what was only proposed stays with the stewards."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, or_, select

from isonomia.service.scheme_versions.in_force import Version, version_of
from isonomia.service.scheme_versions.tables import scheme_version


@dataclass(frozen=True)
class Told:
    """A version as the public sees it; `until` is its last day, where another followed."""

    version: Version
    state: str  # in force, past, announced, withdrawn
    announced_on: date | None
    withdrawn_on: date | None
    before: Version | None


def history(connection: Connection, today: date) -> list[Told]:
    """Every version that was announced, the latest first."""
    was_told = or_(scheme_version.c.state == "announced", scheme_version.c.announced_on.is_not(None))
    rows = connection.execute(select(scheme_version).where(was_told).order_by(scheme_version.c.version)).all()
    in_force = max(
        (row for row in rows if row.state == "announced" and row.effective_on <= today),
        key=lambda row: (row.effective_on, row.version),
        default=rows[0],
    )
    found = []
    for position, row in enumerate(rows):
        earlier = [item for item in rows[:position] if item.state == "announced"]
        before = version_of(earlier[-1]) if earlier else None
        found.append(Told(version_of(row), _state(row, in_force, today), row.announced_on, row.withdrawn_on, before))
    return found[::-1]


def _state(row: Any, in_force: Any, today: date) -> str:
    if row.state == "withdrawn":
        return "withdrawn"
    if row.version == in_force.version:
        return "in force"
    return "announced" if row.effective_on > today else "past"


def told(connection: Connection, today: date, number: int) -> Told | None:
    """One of them."""
    return next((item for item in history(connection, today) if item.version.number == number), None)
