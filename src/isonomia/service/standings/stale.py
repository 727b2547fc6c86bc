"""Marking standings that the ledger has moved past."""

from collections.abc import Iterable

from sqlalchemy import Connection

from isonomia.service.database.statements import put
from isonomia.service.standings.tables import standing


def mark_stale(connection: Connection, members: Iterable[str]) -> None:
    """These members' standings are to be computed again."""
    rows = [{"member": member, "is_stale": True} for member in sorted(members)]
    put(connection, standing, rows, ["member"], unless=standing.c.is_stale)
