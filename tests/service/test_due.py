"""Which standings are computed again, which of them first, and that nobody else's are read for it."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, event, insert, update

from isonomia.service.standings.due import first_due
from isonomia.service.standings.tables import standing
from service.conftest import Town

UP_TO_DATE: dict[str, Any] = {"version": 1, "is_stale": False}


def keep(town: Town, connection: Connection, member: str, minutes_ago: int | None, **values: Any) -> None:
    """A standing that was computed so long ago; None: never."""
    today = town.instance.today
    computed_at = town.instance.now - timedelta(minutes=minutes_ago) if minutes_ago is not None else None
    row = {"look_again_on": today + timedelta(days=1), "computed_at": computed_at, **UP_TO_DATE, **values}
    connection.execute(insert(standing).values(member=member, **row))


def due(town: Town, connection: Connection, most: int = 10) -> list[str]:
    return list(first_due(connection, town.instance, town.instance.version(connection), most))


def test_each_way_to_be_due_and_the_oldest_first(town: Town) -> None:
    today = town.instance.today
    with town.instance.database.writing() as connection:
        keep(town, connection, "up-to-date", 90)
        keep(town, connection, "moved-on", 10, is_stale=True)
        keep(town, connection, "moved-on-too", 30, is_stale=True)
        keep(town, connection, "of-the-day", 20, look_again_on=today)
        keep(town, connection, "of-the-day-and-moved-on", 40, look_again_on=today, is_stale=True)
        keep(town, connection, "of-an-older-version", 50, version=0)
        keep(town, connection, "of-a-newer-version", 5, version=2)
        keep(town, connection, "newcomer", None, is_stale=True, version=None, look_again_on=None)
        order = [
            "newcomer", "of-an-older-version", "of-the-day-and-moved-on", "moved-on-too", "of-the-day", "moved-on",
            "of-a-newer-version",
        ]  # fmt: skip
        assert due(town, connection) == order
        assert due(town, connection, most=4) == order[:4]
        connection.execute(update(standing).values(look_again_on=today + timedelta(days=1), **UP_TO_DATE))
        assert due(town, connection) == []


def test_nobody_else_s_standing_is_read(town: Town) -> None:
    asked: list[tuple[str, Any]] = []

    def noted(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: Any) -> None:
        asked.append((statement, parameters))

    with town.instance.database.writing() as connection:
        if not town.instance.database.is_sqlite:
            connection.exec_driver_sql("SET LOCAL enable_seqscan TO off")  # else a small table is read as it is
        version = town.instance.version(connection)
        event.listen(connection, "before_cursor_execute", noted)
        first_due(connection, town.instance, version, 50)
        event.remove(connection, "before_cursor_execute", noted)
        ((statement, parameters),) = asked
        explain = "EXPLAIN QUERY PLAN " if town.instance.database.is_sqlite else "EXPLAIN "
        plan = [str(row[-1]) for row in connection.exec_driver_sql(explain + statement, parameters)]
    read = [line.strip() for line in plan if "standing" in line]
    assert len(read) >= 5
    assert [line for line in read if "Seq Scan" in line or ("SCAN standing" in line and "INDEX" not in line)] == []
