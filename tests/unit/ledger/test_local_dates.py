"""The zone as SQL constants says what zoneinfo says: around every change, for zones with unusual ones."""

from datetime import UTC, date, datetime, timedelta

import duckdb
import pyarrow as pa
import pytest

from isonomia.ledger.bulk.local_dates import zone_offsets
from isonomia.periods import first_instant, load_zone, local_date, localize

ZONES = (
    "Europe/Vienna", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "Africa/Casablanca", "Australia/Lord_Howe",
    "America/Sao_Paulo", "Asia/Gaza", "Antarctica/Troll", "Antarctica/Casey", "Pacific/Kwajalein", "UTC",
)  # fmt: skip
AROUND = [
    timedelta(seconds=seconds) for seconds in (-7200, -3601, -3600, -1801, -1, 0, 1, 1799, 1800, 3599, 3600, 7200)
]


def moments(changes) -> list[datetime]:
    """Instants around each change, and every 40 days between."""
    steady = [datetime(1950, 1, 2) + timedelta(days=40, hours=7) * step for step in range(1000)]
    return [moment for moment in steady if moment.year < 2060] + [at + shift for at in changes for shift in AROUND]


def computed(expression: str, values: list[datetime]) -> list[datetime]:
    with duckdb.connect() as connection:
        moments = pa.array(values, pa.timestamp("us"))
        connection.register("given", pa.table({"number": range(len(values)), "t": moments}))
        return [row[0] for row in connection.execute(f"SELECT {expression} FROM given ORDER BY number").fetchall()]


@pytest.mark.parametrize("name", ZONES)
def test_local_dates(name):
    zone = load_zone(name)
    offsets = zone_offsets(zone, 1950, 2060)
    given = moments([change.at for change in offsets.changes])
    found = computed(offsets.local_date("t"), given)
    assert found == [local_date(instant.replace(tzinfo=UTC), zone) for instant in given]


@pytest.mark.parametrize("name", ZONES)
def test_wall_times_in_gaps_and_folds(name):
    zone = load_zone(name)
    offsets = zone_offsets(zone, 1950, 2060)
    given = moments([change.at + side for change in offsets.changes for side in (change.before, change.after)])
    found = computed(offsets.local_to_utc("t"), given)
    assert found == [localize(wall, zone).replace(tzinfo=None) for wall in given]


@pytest.mark.parametrize("name", ZONES)
def test_midnights(name):
    zone = load_zone(name)
    offsets = zone_offsets(zone, 1950, 2060)
    near = {
        (change.at + change.after).date() + timedelta(days=shift) for change in offsets.changes for shift in (-1, 0, 1)
    }
    days = sorted(near - set(offsets.days_without_midnight()))
    found = (
        computed(offsets.local_to_utc("t"), [datetime(day.year, day.month, day.day) for day in days]) if days else []
    )
    assert found == [first_instant(day, zone).replace(tzinfo=None) for day in days]


def test_the_day_that_samoa_skipped_is_left_to_python():
    assert date(2011, 12, 30) in zone_offsets(load_zone("Pacific/Apia"), 1950, 2060).days_without_midnight()
