"""Marking standings that the ledger has moved past, and forgetting what was remembered for the next ones."""

from collections.abc import Iterable

from sqlalchemy import Connection, update

from isonomia.service.database.statements import put
from isonomia.service.standings.tables import standing


def mark_stale(connection: Connection, members: Iterable[str]) -> None:
    """These members' standings are to be computed again."""
    rows = [{"member": member, "is_stale": True} for member in sorted(members)]
    put(connection, standing, rows, ["member"], unless=standing.c.is_stale)


def forget_remembered(connection: Connection, member: str) -> None:
    """The next standing is computed from the whole ledger: what was remembered may tell of facts that have gone."""
    connection.execute(update(standing).where(standing.c.member == member).values(remembered=None))
