"""`open_store`: files of any size to the tables that the SQL engines read."""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

from isonomia.ledger.bulk.csv_lane import load_csv
from isonomia.ledger.bulk.json_lane import load_json_lines
from isonomia.ledger.bulk.parquet_lane import load_parquet
from isonomia.ledger.bulk.staging import Staging
from isonomia.ledger.bulk.whole_ledger import settle_tables
from isonomia.ledger.connect import read_connect
from isonomia.ledger.read import read_ledger
from isonomia.ledger.readers.choose import ending, is_connect, ledger_files, reader_for
from isonomia.ledger.readers.interface import STANDARD_INPUT
from isonomia.ledger.rejects import FaultList, RejectsFile
from isonomia.ledger.store import LedgerStore, connect
from isonomia.ledger.tables import PROCEDURE_TABLES, arrow_tables, shape_of
from isonomia.scheme.scheme import Scheme

SMALL_BYTES = 5 * 1024 * 1024  # read by Python alone in less time than a database takes to plan
DISK_FROM_BYTES = 256 * 1024 * 1024  # more than this goes through a database file
MEMORY_LIMIT = "1500MB"
LANES: Mapping[str, Callable[[Staging, Path], None]] = {
    ".parquet": load_parquet,
    ".csv": load_csv,
    ".jsonl": load_json_lines,
    ".ndjson": load_json_lines,
}


def open_store(
    scheme: Scheme,
    paths: Iterable[Path | str],
    *,
    rejects: Path | None = None,
    database: Path | None = None,
    memory_limit: str | None = None,
) -> LedgerStore:
    """The ledger of these paths as tables, checked as `read_ledger` checks it, and with the same messages.

    Large ledgers go through a DuckDB database: in the file `database`, else in a temporary one that is removed when
    the program ends, and use about `memory_limit` (default 1500MB) of memory. LedgerError lists what is wrong; with
    `rejects` faulty rows are set aside in that file instead.
    """
    files = list(ledger_files(Path(path) for path in paths))
    size = sum(_size(path) for path in files)
    if size < SMALL_BYTES and database is None:
        if rejects is None:
            return LedgerStore.from_ledger(scheme, read_ledger(scheme, files))
        return LedgerStore.from_ledger(scheme, read_ledger(scheme, files, rejects=rejects).ledger)
    return stream_store(scheme, files, rejects=rejects, database=_database(database, size), memory_limit=memory_limit)


def stream_store(
    scheme: Scheme,
    files: Iterable[Path],
    *,
    rejects: Path | None = None,
    database: Path | None = None,
    memory_limit: str | None = None,
) -> LedgerStore:
    """What `open_store` does for ledgers that are not small; `database` None keeps the tables in memory."""
    with ExitStack() as closing:
        faults = closing.enter_context(RejectsFile(rejects)) if rejects else FaultList()
        connection = connect(database, memory_limit=memory_limit or MEMORY_LIMIT)
        if database is not None:
            connection.execute(f"SET temp_directory = '{str(database.parent).replace(chr(39), chr(39) * 2)}'")
        staging = Staging(scheme, connection, faults)
        try:
            for path in files:
                lane = LANES.get(ending(path))
                if lane is not None:
                    lane(staging, path)
                else:
                    rows = read_connect(scheme, path) if is_connect(path) else reader_for(path)(path)
                    staging.take_slow(rows, None)
            if isinstance(faults, FaultList):
                faults.raise_if_any()
            ledger = settle_tables(staging)
            if isinstance(faults, FaultList):
                faults.raise_if_any()
        except BaseException:
            connection.close()
            raise
        staging.finish()
        for name, table in arrow_tables(scheme, ledger).items():
            if name in PROCEDURE_TABLES:
                connection.register("incoming", table)
                connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM incoming')
                connection.unregister("incoming")
        return LedgerStore(connection, shape_of(ledger))


def _size(path: Path) -> int:
    """Bytes of a file; standard input and queries may be any size."""
    if str(path) == STANDARD_INPUT or is_connect(path):
        return SMALL_BYTES
    return path.stat().st_size * (8 if path.suffix == ".gz" else 1)


def _database(chosen: Path | None, size: int) -> Path | None:
    if chosen is not None or size < DISK_FROM_BYTES:
        return chosen
    folder = Path(tempfile.mkdtemp(prefix="isonomia-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder / "ledger.duckdb"
