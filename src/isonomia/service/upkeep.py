"""What is done without anybody asking: standings, what follows from them, and what a day brings."""

from sqlalchemy import Connection

from isonomia.service.claims import claiming
from isonomia.service.consequences import following
from isonomia.service.disputes import disputing
from isonomia.service.instance.instance import Instance
from isonomia.service.standings.refresh import refresh


def keep_up(connection: Connection, instance: Instance) -> bool:
    """Bring some standings and all that follows from them up to date; True if there may be more to do.

    One transaction: a band that changed and what follows from it are kept together or not at all.
    """
    changes = refresh(connection, instance)
    following.follow(connection, instance, changes)
    rooms = (following, disputing, claiming)
    passed = [room.pass_days(connection, instance) for room in rooms]
    return bool(changes) or any(passed)
