"""connect.yaml: a ledger that lies in an organisation's own files and databases, read by one query a source.

    databases:
      club: {kind: sqlite, path: club.db}                  # sqlite | excel | duckdb: `path`, from this file's folder
      office: {kind: postgres, url: "${OFFICE_DATABASE}"}  # postgres: `url`; ${NAME} is taken from the environment
    queries:
      hours: {sql: "SELECT id AS event_id, member, day AS occurred_at, hours, place FROM club.hours"}
    joins: {sql: "SELECT member, since AS occurred_at FROM office.members"}

Also `leaves`, `corrections`, `withdrawals`, `disputes`, `decisions`, `measures`. The columns of a query are the
record's keys; any other column is a field of the source. `recorded_at` may be left out and then is `occurred_at`
(never the time of reading, so that reading twice gives the same ledger). Queries are DuckDB's SQL: `read_csv`,
`read_parquet` and `read_json` reach files under this file's folder; no other file can be reached by a query, and
nothing written. Databases that the file names may lie anywhere.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from isonomia.diagnostics.diagnostic import Diagnostic
from isonomia.diagnostics.suggest import did_you_mean, one_of
from isonomia.diagnostics.yaml_document import Document, Mapping, Scalar, describe, read_document, shorten
from isonomia.errors import LedgerError
from isonomia.ledger.instants import parse_occurred
from isonomia.ledger.parse_record import RawRow
from isonomia.ledger.readers.databases import KINDS, Database, DatabaseFault, attach
from isonomia.ledger.readers.interface import DATA_PREFIX, ReadRow, unreadable
from isonomia.ledger.readers.parquet import column_names, rows_of_batch
from isonomia.ledger.row_keys import ALLOWED
from isonomia.periods import first_instant, localize
from isonomia.scheme.scheme import Scheme

KIND_OF_SECTION = {
    "joins": "join",
    "leaves": "leave",
    "corrections": "correction",
    "withdrawals": "withdrawal",
    "disputes": "dispute",
    "decisions": "decision",
    "measures": "measure",
}
SECTIONS = ("databases", "queries", *KIND_OF_SECTION)
VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
ROWS_AT_ONCE = 20_000
Keys = tuple[str, ...]
# Where a query names files: the first argument of a reading function (a text or a list), and FROM 'file.csv'.
FILE_ARGUMENT = re.compile(r"\b(read_\w+\s*\(\s*)(\[[^\]]*\]|'(?:[^']|'')*')", re.IGNORECASE)
FILE_TABLE = re.compile(r"\b((?:FROM|JOIN)\s+)('[^']+\.(?:csv|parquet|json|jsonl|ndjson)(?:\.gz)?')", re.IGNORECASE)
TEXT_LITERAL = re.compile(r"'((?:[^']|'')*)'")
# Texts, quoted names and comments, in which the name of a function is none.
NOT_CODE = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/", re.DOTALL)
# What gives another answer each time. Two readings of a ledger must give the same records.
CHANGING = re.compile(
    r"\b((?:now|today|random|uuid(?:v[47])?|gen_random_uuid|nextval|get_current_time(?:stamp)?|transaction_timestamp)"
    r"\s*\(|current_(?:date|time|timestamp|localtime|localtimestamp)\b|local(?:time|timestamp)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Query:
    """One query: the kind of record that its rows are, their source (events only), and where it stands."""

    keys: Keys
    kind: str
    source: str | None
    sql: str

    @property
    def name(self) -> str:
        return self.source or self.keys[0]


def read_connect(scheme: Scheme, path: Path) -> Iterator[ReadRow]:
    """The rows that the queries of a connect.yaml give; LedgerError lists what is wrong in the file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(path, error) from None
    reading = _Reading(scheme, read_document(path, text))
    databases, queries = reading.databases(), reading.queries()
    reading.raise_faults()
    with duckdb.connect(":memory:") as connection:
        reading.prepare(connection, databases, queries)
        reading.raise_faults()
        for query in queries:
            yield from reading.rows(connection, query)


class _Reading:
    """One connect.yaml being read; faults are collected and raised together."""

    def __init__(self, scheme: Scheme, document: Document) -> None:
        self.scheme = scheme
        self.document = document
        self.faults: list[Diagnostic] = list(document.faults)
        self.folder = document.path.parent

    def raise_faults(self) -> None:
        if self.faults:
            raise LedgerError(self.faults)

    def databases(self) -> list[Database]:
        found = []
        for name, keys in self._entries(("databases",)):
            self._known_keys(keys, ("kind", "path", "url"))
            kind = self._text((*keys, "kind"))
            if kind is None:
                continue
            if kind not in KINDS:
                self._fault((*keys, "kind"), f"the kind '{shorten(kind)}'", one_of(KINDS), did_you_mean(kind, KINDS))
                continue
            place = self._text((*keys, "url" if kind == "postgres" else "path"))
            filled = self._filled((*keys, "url" if kind == "postgres" else "path"), place) if place else None
            if filled is not None:
                found.append(Database(name, kind, filled if kind == "postgres" else str(self.folder / filled)))
        return found

    def queries(self) -> list[Query]:
        root = self.document.root
        if not isinstance(root, Mapping):
            if not self.faults:
                self._fault((), f"{describe(root)} as the whole file", "keys such as `queries`", "")
            return []
        self._known_keys((), SECTIONS)
        found = []
        for source, keys in self._entries(("queries",)):
            if source not in self.scheme.fields:
                known = self.scheme.fields
                self._fault(keys, f"the source '{source}'", one_of(known), did_you_mean(source, known), at_key=True)
            elif query := self._query(keys, "event", source):
                found.append(query)
        for section, kind in KIND_OF_SECTION.items():
            if section in root.values and (query := self._query((section,), kind, None)):
                found.append(query)
        if not found and not self.faults:
            self._fault((), "no query", "at least one under `queries`", "")
        return found

    def prepare(self, connection: duckdb.DuckDBPyConnection, databases: list[Database], queries: list[Query]) -> None:
        """Attach what the queries name, then take away everything else that the connection could reach."""
        names: set[tuple[str, ...]] = set()
        with duckdb.connect(":memory:") as examining:
            self._confine(examining)
            for query in queries:
                names |= self._tables(examining, query)
        for database in databases:
            own = {(name[1] if len(name) > 2 else None, name[-1]) for name in names if name[0] == database.name}
            try:
                attach(connection, database, sorted(own, key=str))
            except DatabaseFault as error:
                self._fault(("databases", database.name), f"the database '{database.name}': {error}", "", "")
        self._confine(connection)

    def _confine(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Leave a connection nothing but what is attached and the files under this file's folder."""
        folder = str(self.folder.resolve())
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET autoinstall_known_extensions = false")
        connection.execute("SET allowed_directories = ?", [[folder + os.sep]])
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")

    def rows(self, connection: duckdb.DuckDBPyConnection, query: Query) -> Iterator[ReadRow]:
        """The rows of one query as raw rows of the ledger."""
        try:
            reader: Any = connection.sql(query.sql).to_arrow_reader(ROWS_AT_ONCE)
            names = [self._column(query, name) for name in reader.schema.names]
            meant = pa.schema(list(zip(names, reader.schema.types, strict=True)))
            self._each_once(query, reader.schema.names, column_names(meant))
            first = 1
            for batch in reader:
                renamed = pa.RecordBatch.from_arrays(batch.columns, names=names)
                place = f"{self.document.path} ({query.name})"
                for read in rows_of_batch(place, renamed, range(first, first + batch.num_rows)):
                    yield read if read.row is None else ReadRow(read.origin, self._record(query, read.row))
                first += batch.num_rows
        except (duckdb.Error, pa.ArrowException) as error:
            self._refused(query, error)
            self.raise_faults()

    def _each_once(self, query: Query, written: list[str], meant: list[str]) -> None:
        """Of two columns of one name, or for one field, nobody could say which the record has."""
        for columns in (written, meant):
            for position, name in enumerate(columns):
                if name in columns[:position]:
                    found = f"the column '{name}' twice in the result of the query '{query.name}'"
                    remedy = "name the columns in the SELECT, and give one of them another name or leave it out"
                    self._fault(query.keys, found, "each column once", remedy)
                    self.raise_faults()

    def _record(self, query: Query, row: RawRow) -> RawRow:
        record = {"kind": query.kind, **row}
        if query.source is not None:
            record["source"] = query.source
        if record.get("recorded_at") is None and record.get("occurred_at") is not None:
            record["recorded_at"] = self._instant(record["occurred_at"])
        return record

    def _instant(self, value: Any) -> Any:
        """When something happened, as an instant; what cannot be read is left for the parser to name."""
        zone = self.scheme.zone
        if isinstance(value, datetime):
            return value if value.tzinfo else localize(value, zone)
        if isinstance(value, date):
            return first_instant(value, zone)
        try:
            return parse_occurred(value, zone) if isinstance(value, str) else value
        except (ValueError, OverflowError):
            return value

    def _column(self, query: Query, name: str) -> str:
        known = (*ALLOWED[query.kind], "recorded_at")
        return (
            name
            if name in known or name.startswith(DATA_PREFIX) or query.kind not in ("event", "correction")
            else (f"{DATA_PREFIX}{name}")
        )

    def _tables(self, connection: duckdb.DuckDBPyConnection, query: Query) -> set[tuple[str, ...]]:
        """The tables that a query names; a fault where it is not one SELECT."""
        try:
            statements = connection.extract_statements(query.sql)
            if len(statements) != 1 or statements[0].type is not duckdb.StatementType.SELECT:
                self._fault(query.keys, "a query that is not one SELECT", "one SELECT, which changes nothing", "")
                return set()
            if changing := CHANGING.search(NOT_CODE.sub("", query.sql)):
                name = changing[1].rstrip("( ").lower()
                what = f"`{name}`, which gives another answer each time the query is run"
                self._fault(query.keys, what, "the same records at every reading", "write the date or number itself")
                return set()
            found = connection.get_table_names(query.sql, qualified=True)
            return {tuple(part.strip('"') for part in _parts(name)) for name in found}
        except duckdb.Error as error:
            self._refused(query, error)
            return set()

    def _refused(self, query: Query, error: Exception) -> None:
        problem = shorten(str(error), 300)
        self._fault(query.keys, f"a query that DuckDB refuses ({problem})", "", "try it in DuckDB")

    def _query(self, keys: Keys, kind: str, source: str | None) -> Query | None:
        self._known_keys(keys, ("sql",))
        sql = self._text((*keys, "sql"))
        return None if sql is None else Query((*keys, "sql"), kind, source, from_folder(sql, self.folder))

    def _entries(self, keys: Keys) -> Iterator[tuple[str, Keys]]:
        value = self.document.value_at(keys)
        if value is None:
            return
        if not isinstance(value, Mapping):
            self._fault(keys, f"{describe(value)} in `{keys[-1]}`", "a mapping of names", "")
            return
        for name in value.values:
            yield name, (*keys, name)

    def _known_keys(self, keys: Keys, known: tuple[str, ...]) -> None:
        value = self.document.value_at(keys)
        for name in value.values if isinstance(value, Mapping) else ():
            if name not in known:
                found = f"the key '{shorten(name)}'"
                self._fault((*keys, name), found, one_of(known), did_you_mean(name, known), at_key=True)

    def _text(self, keys: Keys) -> str | None:
        value = self.document.value_at(keys)
        if isinstance(value, Scalar) and isinstance(value.value, str) and value.value.strip():
            return value.value
        found = f"{describe(value)} as `{keys[-1]}`" if value is not None else f"no `{keys[-1]}`"
        self._fault(keys, found, "a text", "")
        return None

    def _filled(self, keys: Keys, text: str) -> str | None:
        """A text with the values of the environment's variables, which are never shown."""
        for name in VARIABLE.findall(text):
            if name not in os.environ:
                self._fault(keys, f"the environment variable {name}, which is not set", "", f"set {name}")
                return None
        return VARIABLE.sub(lambda match: os.environ[match[1]], text)

    def _fault(self, keys: Keys, found: str, expected: str, remedy: str, *, at_key: bool = False) -> None:
        span = self.document.locate_key(keys) if at_key and keys else self.document.locate(keys)
        self.faults.append(Diagnostic("ledger-connect", span, found, expected, remedy))


def from_folder(sql: str, folder: Path) -> str:
    """A query whose relative file names begin at a folder.

    Written out, because DuckDB's `file_search_path` would need relative names to be allowed, and with them any file.
    """

    def absolute(match: re.Match[str]) -> str:
        name = match[1]
        return match[0] if name.startswith("/") or "://" in name else f"'{base}{name.removeprefix('./')}'"

    base = str(folder.resolve()).replace("'", "''") + os.sep
    for pattern in (FILE_ARGUMENT, FILE_TABLE):
        sql = pattern.sub(lambda match: match[1] + TEXT_LITERAL.sub(absolute, match[2]), sql)
    return sql


def _parts(name: str) -> list[str]:
    """The parts of a qualified name, which may be quoted."""
    return re.findall(r'"(?:[^"]|"")*"|[^.]+', name)
