"""The fast lane: SQL that turns raw columns into typed events, and takes only rows in forms that are surely good."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from isonomia.expression.tree import Type
from isonomia.ledger.bulk.local_dates import ZoneOffsets
from isonomia.ledger.parse_record import LONGEST_ID

YEAR = "(?:19|2[0-9])[0-9]{2}"
DAY = f"{YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
WALL = f"{DAY}[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{{1,6}})?"
WITH_OFFSET = f"{WALL}(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])"
INTEGER = "-?[0-9]{1,18}"
DECIMAL = "-?[0-9]{1,12}(?:[.][0-9]{1,6})?"
BOOLEAN = "true|false"
# Only shapes that DuckDB casts exactly as RecordParser reads them; every other text is Python's to judge.
TEXT_FORMS: Mapping[Type, tuple[str, str]] = {
    Type.INTEGER: (INTEGER, "BIGINT"),
    Type.DECIMAL: (DECIMAL, "DECIMAL(18,6)"),
    Type.DATE: (DAY, "DATE"),
    Type.BOOLEAN: (BOOLEAN, "BOOLEAN"),
}
EVENT_KEYS = ("source", "event_id", "member", "occurred_at", "recorded_at")


class Nature(Enum):
    """What a raw column holds."""

    TEXT = auto()
    INSTANT = auto()  # TIMESTAMP WITH TIME ZONE
    WALL_TIME = auto()
    DAY = auto()
    INTEGER = auto()
    DECIMAL = auto()
    BOOLEAN = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A raw column: the SQL that names it, and what it holds."""

    sql: str
    nature: Nature


@dataclass(frozen=True)
class RawTable:
    r"""A table of raw rows: its columns by key (`kind`, `source`, ..., `data.<field>`), and SQL for the row number.

    `literal_null`: whether `\N` is a word of the format (CSV), which an event may not use.
    """

    sql: str
    columns: Mapping[str, Column]
    row: str
    condition: str = "TRUE"
    literal_null: bool = False

    @property
    def has_event_keys(self) -> bool:
        return all(key in self.columns for key in EVENT_KEYS)


def events_query(table: RawTable, source: str, fields: Mapping[str, Type], offsets: ZoneOffsets, file: int) -> str:
    """The query for the surely good events of one source, in the columns of the event table, then file and row."""
    conditions = [table.condition, _is_source(table, source), *_identifiers(table), *_absent(table, fields)]
    typed: list[str] = []
    for name, type_ in fields.items():
        column = table.columns.get(f"data.{name}")
        value, condition = _value(column, type_, literal_null=table.literal_null)
        typed.append(f'{value} AS "data_{name}"')
        if condition:
            conditions.append(condition)
    occurred, wall = _occurred(table.columns["occurred_at"], offsets)
    recorded = _recorded(table.columns["recorded_at"])
    names = "".join(f', "data_{name}"' for name in fields)
    parts = ", ".join([*typed, f"{table.row} AS origin_row"])
    return f"""
        SELECT event_id, member, occurred_at, {offsets.local_date("occurred_at")}, recorded_at{names},
               {file}, origin_row
        FROM (SELECT event_id, member, recorded_at, COALESCE(instant, {offsets.local_to_utc("wall")}) AS occurred_at
                     {names}, origin_row
              FROM (SELECT {_text(table.columns["event_id"])} AS event_id, {_text(table.columns["member"])} AS member,
                           {occurred} AS instant, {wall} AS wall, {recorded} AS recorded_at, {parts}
                    FROM {table.sql} WHERE {" AND ".join(conditions)}))
        WHERE recorded_at >= TIMESTAMP '1900-01-01' AND recorded_at < TIMESTAMP '3000-01-01'
          AND {offsets.covers("occurred_at")}"""


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def matches(column: str, pattern: str) -> str:
    """SQL: the whole text matches."""
    return f"regexp_full_match({column}, {literal(pattern)})"


def _is_source(table: RawTable, source: str) -> str:
    column = table.columns["source"]
    if column.nature is not Nature.TEXT:
        return "FALSE"
    kind = table.columns.get("kind")
    if kind is None:
        return f"{column.sql} = {literal(source)}"
    if kind.nature is not Nature.TEXT:
        return "FALSE"
    return f"{column.sql} = {literal(source)} AND ({kind.sql} IS NULL OR {kind.sql} = 'event')"


def _identifiers(table: RawTable) -> list[str]:
    conditions = []
    for key in ("event_id", "member"):
        column = table.columns[key]
        if column.nature is Nature.INTEGER:
            conditions.append(f"{column.sql} IS NOT NULL")
        elif column.nature is Nature.TEXT:
            # Bytes, not characters: a longer id that is still allowed is Python's to count.
            conditions.append(f"strlen({column.sql}) BETWEEN 1 AND {LONGEST_ID} AND {_is_clean(column.sql)}")
            if table.literal_null:
                conditions.append(f"{column.sql} <> '\\N'")
        else:
            conditions.append("FALSE")
    return conditions


def _absent(table: RawTable, fields: Mapping[str, Type]) -> list[str]:
    """An event has no other keys, and no fields of other sources."""
    known = {"kind", *EVENT_KEYS, *(f"data.{name}" for name in fields)}
    return [f"{column.sql} IS NULL" for name, column in table.columns.items() if name not in known]


def _is_clean(sql: str) -> str:
    return f"NOT contains({sql}, chr(0))"


def _text(column: Column) -> str:
    return column.sql if column.nature is Nature.TEXT else f"CAST({column.sql} AS VARCHAR)"


def _recorded(column: Column) -> str:
    if column.nature is Nature.INSTANT:
        return f"make_timestamp(epoch_us({column.sql}))"
    return _instant_text(column.sql) if column.nature is Nature.TEXT else "CAST(NULL AS TIMESTAMP)"


def _instant_text(sql: str) -> str:
    return f"CASE WHEN {matches(sql, WITH_OFFSET)} THEN make_timestamp(epoch_us(TRY_CAST({sql} AS TIMESTAMPTZ))) END"


def _occurred(column: Column, offsets: ZoneOffsets) -> tuple[str, str]:
    """SQL for the instant, where an offset is given, and for the wall time, where none is."""
    nothing = "CAST(NULL AS TIMESTAMP)"
    days = ", ".join(f"DATE '{day}'" for day in offsets.days_without_midnight())
    if column.nature is Nature.INSTANT:
        return f"make_timestamp(epoch_us({column.sql}))", nothing
    if column.nature is Nature.WALL_TIME:
        return nothing, f"CAST({column.sql} AS TIMESTAMP)"
    if column.nature is Nature.DAY:
        day = f"CAST({column.sql} AS DATE)"
        return nothing, f"CASE WHEN {_not_in(day, days)} THEN CAST({day} AS TIMESTAMP) END"
    if column.nature is Nature.TEXT:
        day = f"TRY_CAST({column.sql} AS DATE)"
        wall = (
            f"CASE WHEN {matches(column.sql, WALL)} THEN TRY_CAST({column.sql} AS TIMESTAMP) "
            f"WHEN {matches(column.sql, DAY)} AND {_not_in(day, days)} THEN CAST({day} AS TIMESTAMP) END"
        )
        return _instant_text(column.sql), wall
    return nothing, nothing


def _not_in(sql: str, choices: str) -> str:
    return f"{sql} NOT IN ({choices})" if choices else "TRUE"


def _value(column: Column | None, type_: Type, *, literal_null: bool) -> tuple[str, str]:
    """SQL for a field's typed value, and the condition under which it is that of RecordParser (empty: always)."""
    if column is None:
        return f"CAST(NULL AS {_sql_type(type_)})", ""
    sql, nature = column.sql, column.nature
    if nature is Nature.TEXT and type_ is Type.TEXT:
        marked = f" AND {sql} <> '\\N'" if literal_null else ""
        return sql, f"({sql} IS NULL OR ({_is_clean(sql)}{marked}))"
    if nature is Nature.TEXT:
        pattern, sql_type = TEXT_FORMS[type_]
        return (
            f"TRY_CAST({sql} AS {sql_type})",
            f"({sql} IS NULL OR ({matches(sql, pattern)} AND TRY_CAST({sql} AS {sql_type}) IS NOT NULL))",
        )
    if (nature, type_) in ((Nature.INTEGER, Type.INTEGER), (Nature.BOOLEAN, Type.BOOLEAN)):
        cast = f"TRY_CAST({sql} AS {_sql_type(type_)})"
        return cast, f"({sql} IS NULL OR {cast} IS NOT NULL)"
    if nature is Nature.DAY and type_ is Type.DATE:
        return sql, f"({sql} IS NULL OR {sql} BETWEEN DATE '1900-01-01' AND DATE '2999-12-31')"
    if nature in (Nature.INTEGER, Nature.DECIMAL) and type_ is Type.DECIMAL:
        # A cast rounds, so the value must come back unchanged.
        cast = f"TRY_CAST({sql} AS DECIMAL(18,6))"
        return cast, f"({sql} IS NULL OR ({cast} IS NOT NULL AND {cast} = {sql}))"
    return f"CAST(NULL AS {_sql_type(type_)})", f"{sql} IS NULL"


def _sql_type(type_: Type) -> str:
    return {**{wanted: form[1] for wanted, form in TEXT_FORMS.items()}, Type.TEXT: "VARCHAR"}[type_]


def json_pattern(keys: Sequence[tuple[str, str]]) -> str:
    """A pattern for a JSON object with these keys in this order; each value's pattern is given."""
    space = "[ \\t]*"
    inner = f"{space},{space}".join(f'"{key}"{space}:{space}{value}' for key, value in keys)
    return f"\\{{{space}{inner}{space}\\}}"
