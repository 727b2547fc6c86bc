"""The event tables while they are filled: as in `ledger.tables`, with two more columns that say where a row stood."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC
from itertools import islice
from typing import Any

import duckdb
import pyarrow as pa

from isonomia.ledger.bulk.event_sql import RawTable, events_query
from isonomia.ledger.bulk.local_dates import ZoneOffsets, zone_offsets
from isonomia.ledger.parse_record import RecordParser
from isonomia.ledger.read import parse_row
from isonomia.ledger.readers.interface import ReadRow
from isonomia.ledger.record import AnyRecord, Event, Origin
from isonomia.ledger.rejects import FaultSink, Rejected
from isonomia.ledger.tables import event_table_name, naive, table_schemas
from isonomia.scheme.scheme import Scheme

# Instants outside these years are rare in ledgers; they take the slow lane.
FIRST_FAST_YEAR, LAST_FAST_YEAR = 1950, 2060
ORIGIN_COLUMNS = (("origin_file", pa.int32()), ("origin_row", pa.int64()))
EVENTS_AT_ONCE = 20_000
WORK_TABLES = ("left_behind", "block_cells", "concerned", "enrolment")


@dataclass
class Staging:
    """The tables under construction; records that are not events are few and stay in memory."""

    scheme: Scheme
    connection: duckdb.DuckDBPyConnection
    faults: FaultSink
    procedures: list[AnyRecord] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.parser = RecordParser(self.scheme)
        self.offsets: ZoneOffsets = zone_offsets(self.scheme.zone, FIRST_FAST_YEAR, LAST_FAST_YEAR)
        self.schemas = table_schemas(self.scheme)
        for source in self.scheme.fields:
            self._insert(source, [], create=True)

    def open_file(self, path: str) -> int:
        """The number by which rows name this file from now on."""
        self.files.append(path)
        return len(self.files) - 1

    def take_fast(self, table: RawTable, file: int, *, only: str | None = None) -> int:
        """Insert the surely good events of a raw table (of one source only, if named); how many they were."""
        if not table.has_event_keys:
            return 0
        taken = 0
        for source, fields in self.scheme.fields.items():
            if only not in (None, source):
                continue
            query = events_query(table, source, fields, self.offsets, file)
            row = self.connection.execute(f"INSERT INTO {self.table(source)} {query}").fetchone()
            taken += row[0] if row else 0
        return taken

    def left_behind(self, table: RawTable, file: int, first: int, last: int) -> Iterator[list[int]]:
        """The rows from `first` to `last` that the fast lane did not take, in order, in parts."""
        taken = " UNION ALL ".join(
            f"SELECT origin_row FROM {self.table(source)} WHERE origin_file = {file} "
            f"AND origin_row BETWEEN {first} AND {last}"
            for source in self.scheme.fields
        )
        query = (
            f"SELECT given FROM (SELECT {table.row} AS given FROM {table.sql}) "
            f"ANTI JOIN ({taken}) ON given = origin_row"
        )
        self.connection.execute(f"CREATE OR REPLACE TABLE left_behind AS {query}")
        at = 0
        while rows := self.connection.execute(
            f"SELECT given FROM left_behind ORDER BY given LIMIT {EVENTS_AT_ONCE} OFFSET {at}"
        ).fetchall():
            yield [row[0] for row in rows]
            at += len(rows)

    def take_slow(self, rows: Iterable[ReadRow], file: int | None) -> None:
        """Parse rows in Python: events into the tables, other records into memory, the rest to the faults.

        Without `file` the rows name their own places, such as the queries of a connect.yaml.
        """
        events: list[Event] = []
        for read in rows:
            record = parse_row(self.parser, read)
            if isinstance(record, Rejected):
                self.faults.add(record)
            elif isinstance(record, Event):
                events.append(record)
                if len(events) >= EVENTS_AT_ONCE:
                    self.insert_events(events, file)
                    events = []
            else:
                self.procedures.append(record)
        self.insert_events(events, file)

    def insert_events(self, events: Iterable[Event], file: int | None = None) -> None:
        """Put typed events into their tables; without `file` each names its own."""
        by_source: dict[str, list[dict[str, Any]]] = {}
        numbers = {path: number for number, path in enumerate(self.files)}
        for event in events:
            if file is None and event.origin.path not in numbers:
                numbers[event.origin.path] = self.open_file(event.origin.path)
            row = {f"data_{name}": value for name, value in event.data.items()} | {
                "event_id": event.event_id,
                "member": event.member,
                "occurred_at": naive(event.occurred_at),
                "occurred_on": event.occurred_on,
                "recorded_at": naive(event.recorded_at),
                "origin_file": numbers[event.origin.path] if file is None else file,
                "origin_row": event.origin.row,
            }
            by_source.setdefault(event.source, []).append(row)
        for source, rows in by_source.items():
            self._insert(source, rows)

    def events(self, source: str, condition: str) -> Iterator[Event]:
        """The events of a source for which a condition on its table holds."""
        fields = list(self.scheme.fields[source])
        names = "".join(f', "data_{name}"' for name in fields)
        cursor = self.connection.cursor()
        cursor.execute(
            f"SELECT event_id, member, occurred_at, occurred_on, recorded_at, origin_file, origin_row{names} "
            f"FROM {self.table(source)} AS event WHERE {condition}"
        )
        while rows := cursor.fetchmany(EVENTS_AT_ONCE):
            for event_id, member, occurred_at, occurred_on, recorded_at, file, number, *values in rows:
                yield Event(
                    recorded_at=recorded_at.replace(tzinfo=UTC),
                    origin=Origin(self.files[file], number),
                    source=source,
                    event_id=event_id,
                    member=member,
                    occurred_at=occurred_at.replace(tzinfo=UTC),
                    occurred_on=occurred_on,
                    data=dict(zip(fields, values, strict=True)),
                )

    def finish(self) -> None:
        """Drop the columns and tables that only reading needed."""
        for name in WORK_TABLES:
            self.connection.execute(f"DROP TABLE IF EXISTS {name}")
        for source in self.scheme.fields:
            for name, _ in ORIGIN_COLUMNS:
                self.connection.execute(f"ALTER TABLE {self.table(source)} DROP COLUMN {name}")

    def table(self, source: str) -> str:
        """The SQL name of a source's event table."""
        return f'"{event_table_name(source)}"'

    def _insert(self, source: str, rows: list[dict[str, Any]], *, create: bool = False) -> None:
        schema = pa.schema([*self.schemas[event_table_name(source)], *(pa.field(*column) for column in ORIGIN_COLUMNS)])
        self.connection.register("arriving", pa.Table.from_pylist(rows, schema))
        action = f"CREATE TABLE {self.table(source)} AS" if create else f"INSERT INTO {self.table(source)}"
        self.connection.execute(f"{action} SELECT * FROM arriving")
        self.connection.unregister("arriving")


def in_parts(items: Iterable[Event], size: int = EVENTS_AT_ONCE) -> Iterator[list[Event]]:
    """Events in lists of at most `size`."""
    iterator = iter(items)
    while part := list(islice(iterator, size)):
        yield part
