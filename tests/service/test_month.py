"""The month that the demo lives through: everything through HTTP, and the same each time."""

from datetime import UTC, datetime
from pathlib import Path

from isonomia.scheme.scheme import Scheme
from isonomia.service.clock import SetClock
from isonomia.service.config import Settings
from isonomia.service.demonstration.month import DAYS, live_a_month
from isonomia.service.instance.instance import open_instance
from isonomia.service.standings.refresh import account_of


def test_a_month_through_http(scheme: Scheme, tmp_path: Path) -> None:
    month = live_a_month(scheme, tmp_path / "service")
    assert month.taken >= DAYS
    assert month.refused == 1
    assert month.score_disputed < month.score_before + 20
    assert month.entries_in_log > month.taken
    assert {path.name for path in month.pictures} >= {"statement.png", "desk.png"}  # make test installs a browser
    settings = Settings(database=f"sqlite:///{tmp_path / 'service' / 'demonstration.db'}")
    instance = open_instance(scheme, settings, SetClock(datetime.now(UTC)), is_demonstration=True)
    with instance.database.reading() as connection:
        made = account_of(connection, instance, instance.version(connection), "M-008")
    assert made is not None
    assert made.score == month.score_after
    assert [gone.is_upheld for gone in made.gone if gone.event.event_id.startswith("m-late")] == [True]
    instance.database.close()
