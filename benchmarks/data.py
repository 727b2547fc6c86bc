"""The benchmark's ledger: N events of 200,000 members over four years, the same for the same N on every machine.

Written as Parquet in the store's own layout (one file a source), then loaded into a LedgerStore's database file:
    python benchmarks/data.py --events 10000000 --folder bench-data
Half of the events are hours, three tenths payments, the rest reports. Some members do much, most do little.
"""

import argparse
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from isonomia.ledger.bulk.local_dates import zone_offsets
from isonomia.ledger.store import LedgerStore, connect
from isonomia.ledger.tables import LedgerShape, event_table_name, table_schemas
from isonomia.scheme.load import load_scheme
from isonomia.scheme.scheme import Scheme

HERE = Path(__file__).parent
FOLDER = Path(tempfile.gettempdir()) / "isonomia-bench"
AS_OF = datetime(2025, 12, 31, 12, tzinfo=UTC)
FIRST, LAST = datetime(2022, 1, 1), datetime(2026, 1, 1)
MEMBERS = 200_000
CHUNK = 1_000_000
SHARES = {"hours": 0.5, "payments": 0.3, "reports": 0.2}
TASKS = pa.array(["garden", "night", "teaching", "driving", "office"])
NOTHING_BUT_EVENTS = LedgerShape(
    corrections=False, withdrawals=False, disputes=False, measures=False, memberships=False, joins=False
)


def scheme() -> Scheme:
    return load_scheme(HERE / "scheme.yaml")


def folder_for(events: int, root: Path) -> Path:
    return root / f"events-{events}"


def make(events: int, root: Path, members: int = MEMBERS) -> Path:
    """The folder with Parquet files and `ledger.duckdb`; made once, found again while the tables are laid out so."""
    folder, schemas = folder_for(events, root), table_schemas(scheme())
    done, layout = folder / "done", str(schemas)
    if done.exists() and done.read_text(encoding="utf-8") == layout:
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    done.unlink(missing_ok=True)
    for number, (source, share) in enumerate(SHARES.items()):
        count = round(events * share)
        with pq.ParquetWriter(folder / f"{source}.parquet", schemas[event_table_name(source)]) as writer:
            for first in range(0, count, CHUNK):
                last = min(first + CHUNK, count)
                writer.write_table(_chunk(source, number, (first, last, count), members, schemas))
    (folder / "ledger.duckdb").unlink(missing_ok=True)
    connection = connect(folder / "ledger.duckdb", memory_limit="1500MB")
    _create_empty(connection)
    for source in SHARES:
        path = folder / f"{source}.parquet"
        connection.execute(f"INSERT INTO \"{event_table_name(source)}\" SELECT * FROM read_parquet('{path}')")
    connection.close()
    done.write_text(layout, encoding="utf-8")
    return folder


def of_one_member(scheme: Scheme, events: int) -> dict[str, list[dict[str, Any]]]:
    """As many events of a single member, by source, drawn as those of the ledger are."""
    schemas = table_schemas(scheme)
    counts = {source: round(events * share) for source, share in SHARES.items()}
    return {
        source: _chunk(source, number, (0, count, count), 1, schemas).to_pylist()
        for number, (source, count) in enumerate(counts.items())
    }


def open_ledger(folder: Path, memory_limit: str | None = "1500MB") -> LedgerStore:
    """The store, as the engine finds it."""
    return LedgerStore(connect(folder / "ledger.duckdb", memory_limit=memory_limit), NOTHING_BUT_EVENTS)


def open_parquet(folder: Path, memory_limit: str | None = "1500MB") -> LedgerStore:
    """A store whose events are views of the Parquet files: what readers of Parquet are compared with."""
    connection = connect(memory_limit=memory_limit)
    _create_empty(connection)
    for source in SHARES:
        name = event_table_name(source)
        connection.execute(f'DROP TABLE "{name}"')
        connection.execute(f"CREATE VIEW \"{name}\" AS SELECT * FROM read_parquet('{folder / source}.parquet')")
    return LedgerStore(connection, NOTHING_BUT_EVENTS)


def _create_empty(connection: duckdb.DuckDBPyConnection) -> None:
    """All tables that the store's layout has, without rows."""
    for name, schema in table_schemas(scheme()).items():
        connection.register("incoming", schema.empty_table())
        connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM incoming')
        connection.unregister("incoming")


def _chunk(
    source: str, number: int, span: tuple[int, int, int], members: int, schemas: dict[str, pa.Schema]
) -> pa.Table:
    """The events number first to last of a source, in the order of time, as an organisation records them."""
    first, last, count = span
    random = np.random.default_rng([2026, number, first])
    size = last - first
    whole = (LAST - FIRST).total_seconds()
    low, high = first / count * whole, last / count * whole
    seconds = np.sort(random.uniform(low, high, size).astype(np.int64))
    at = np.datetime64(FIRST, "us") + seconds.astype("timedelta64[s]").astype("timedelta64[us]")
    who = (members * random.random(size) ** 1.5).astype(np.int64)
    columns = {
        "event_id": _labelled(source[0], np.arange(first, last), 9),
        "member": _labelled("m", who * 7_919 % members, 6),
        "occurred_at": pa.array(at),
        "occurred_on": pa.array(local_days(at)),
        "recorded_at": pa.array(at + np.timedelta64(60, "s")),
    }
    return pa.table(columns | _fields(source, size, random)).cast(schemas[event_table_name(source)])


def _fields(source: str, size: int, random: np.random.Generator) -> dict[str, pa.Array]:
    if source == "hours":
        quarters = random.integers(1, 41, size)
        task = pa.array(random.integers(0, len(TASKS), size))
        return {"data_hours": decimals(quarters * 250_000), "data_task": TASKS.take(task)}
    if source == "payments":
        late = random.integers(-20, 120, size) - random.integers(0, 60, size)
        return {"data_days_late": pa.array(late), "data_amount": decimals(random.integers(1, 60_000, size) * 10_000)}
    severity = random.choice(4, size, p=[0.4, 0.4, 0.15, 0.05])
    return {"data_severity": pa.array(severity), "data_confirmed": pa.array(random.random(size) < 0.8)}


def _labelled(letter: str, numbers: np.ndarray, width: int) -> pa.Array:
    return pc.binary_join_element_wise(
        letter, pc.utf8_lpad(pc.cast(pa.array(numbers), pa.string()), width, padding="0"), ""
    )


def decimals(millionths: np.ndarray) -> pa.Array:
    """DECIMAL(18, 6) from whole millionths, without a float in between."""
    words = np.zeros((len(millionths), 2), np.int64)
    words[:, 0], words[:, 1] = millionths, millionths >> 63
    return pa.Array.from_buffers(pa.decimal128(18, 6), len(millionths), [None, pa.py_buffer(words)])


def local_days(at: np.ndarray) -> np.ndarray:
    """The local dates of UTC instants in the scheme's zone."""
    offsets = zone_offsets(scheme().zone, FIRST.year, LAST.year)
    changes = np.array([change.at for change in offsets.changes], "datetime64[us]")
    after = [offsets.initial, *(change.after for change in offsets.changes)]
    shift = np.array(after, "timedelta64[us]")[np.searchsorted(changes, at, side="right")]
    return (at + shift).astype("datetime64[D]")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    arguments = parser.parse_args()
    print(make(arguments.events, arguments.folder))
