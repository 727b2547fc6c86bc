"""Typed Parquet columns in bulk: every type that the fast lane reads, and values at its edges, as Python reads them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isonomia.errors import LedgerError
from isonomia.ledger.bulk.open_store import stream_store
from isonomia.ledger.read import read_ledger
from isonomia.ledger.store import LedgerStore
from isonomia.ledger.tables import table_schemas
from isonomia.scheme.load import load_scheme

SCHEME = load_scheme(Path(__file__).parents[2] / "faults" / "ledger" / "scheme.yaml")

INSTANTS = [
    datetime(2025, 3, 30, 0, 59, 59, 999999),
    datetime(2025, 10, 26, 0, 30),
    datetime(1949, 7, 1),
    datetime(2061, 7, 1),
]
WALLS = [datetime(2025, 3, 30, 2, 30), datetime(2025, 10, 26, 2, 30), datetime(1930, 1, 1), datetime(2025, 1, 1)]
DAYS = [date(2025, 3, 30), date(1900, 1, 1), date(2999, 12, 31), date(2025, 10, 26)]
AWARE = [moment.replace(tzinfo=UTC) for moment in INSTANTS]
OCCURRED = {
    "instant": pa.array(AWARE, pa.timestamp("us", "UTC")),
    "instant-elsewhere": pa.array(AWARE, pa.timestamp("us", "America/New_York")),
    "milliseconds": pa.array([moment.replace(microsecond=0) for moment in WALLS], pa.timestamp("ms")),
    "wall": pa.array(WALLS, pa.timestamp("us")),
    "day": pa.array(DAYS, pa.date32()),
    "day-before-1900": pa.array([*DAYS[:3], date(1899, 12, 31)], pa.date32()),
    "nanoseconds": pa.array([1743325200000000000 + extra for extra in (0, 1000, 1, 2)], pa.timestamp("ns", "UTC")),
}
HOURS = {
    "exact": pa.array([Decimal("3.5"), None, Decimal("-0.25"), Decimal("1")], pa.decimal128(18, 6)),
    "fine": pa.array([Decimal("3.5"), None, Decimal("0.12345670"), Decimal("0.1234567")], pa.decimal128(20, 8)),
    "large": pa.array([Decimal(10**12 - 1), Decimal(10**12), None, Decimal(1)], pa.decimal128(20, 2)),
    "whole": pa.array([1, 10**12, None, -4], pa.int64()),
    "binary": pa.array([None, 1.5, None, None], pa.float64()),
    "text": pa.array(["1.5", None, "1e2", ".5"]),
    "coded": pa.array(["1.5", "2", "2", None]).dictionary_encode(),
    "truth": pa.array([True, None, None, None]),
}


def outcome(make):
    """The tables, or the faults."""
    try:
        connection = make().connection
    except LedgerError as error:
        return [(item.code, str(item.span), item.found, item.expected, item.remedy) for item in error.diagnostics]
    return {
        name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
        for name in table_schemas(SCHEME)
    }


def both(tmp_path, columns):
    path = tmp_path / "ledger.parquet"
    base = {
        "source": pa.array(["hours"] * 4),
        "event_id": pa.array(["a", "b", "c", "d"]),
        "member": pa.array(["anna", "bo", "anna", "é" * 999]),
        "occurred_at": OCCURRED["instant"],
        "recorded_at": pa.array(
            [datetime(2025, 5, 1, tzinfo=UTC) + timedelta(microseconds=1)] * 4, pa.timestamp("us", "UTC")
        ),
    }
    pq.write_table(pa.table(base | columns), path)
    plain = outcome(lambda: LedgerStore.from_ledger(SCHEME, read_ledger(SCHEME, [path])))
    assert outcome(lambda: stream_store(SCHEME, [path])) == plain
    return plain


@pytest.mark.parametrize("name", OCCURRED)
def test_occurred_at(tmp_path, name):
    both(tmp_path, {"occurred_at": OCCURRED[name]})


@pytest.mark.parametrize("name", HOURS)
def test_a_decimal_field(tmp_path, name):
    both(tmp_path, {"data.hours": HOURS[name]})


@pytest.mark.parametrize(
    "columns",
    [
        {"event_id": pa.array([1, 2, 3, 4], pa.int32())},
        {"event_id": pa.array(["a", "", None, "x" * 1001])},
        {"member": pa.array(["a\0", "b", "c", "d"])},
        {"kind": pa.array([None, "event", "evnt", "event"])},
        {"source": pa.array(["hours", "payments", "hourz", None]), "data.days_late": pa.array([None, 3, None, None], pa.int8())},
        {"source": pa.array(["payments"] * 4), "data.days_late": pa.array([2**64 - 1, 2**63, 2**63 - 1, None], pa.uint64())},
        {"source": pa.array(["payments"] * 4), "data.hours": pa.array(["1", None, None, None])},
        {"data": pa.array([{"hours": Decimal("1.5"), "place": "a"}, {"hours": None, "place": ""}, None, {"hours": Decimal(2), "place": "b\0"}])},
        {"data": pa.array(['{"hours": 2.50}', None, "[1]", '{"hours": 1, "hours": 2}'])},
        {"data.confirmed": pa.array([True, False, None, True]), "data.on_day": pa.array([*DAYS[:3], date(1899, 1, 1)], pa.date32())},
        {"data.on_day": pa.array(WALLS, pa.timestamp("us"))},
        {"recorded_at": pa.array(["2025-05-01T00:00:00Z", "2025-05-01", None, "2025-05-01T00:00:00.5+05:30"])},
        {"reason": pa.array([None, "because", None, ""])},
    ],
)  # fmt: skip
def test_other_columns(tmp_path, columns):
    both(tmp_path, columns)
