"""What differs between SQL dialects, and the standard answer to each difference.

Numbers in queries are integers: whole numbers as they are, decimals in millionths. So division and rounding are
integer arithmetic, the same to the last digit on every engine.
"""

import re
from datetime import date, datetime

from isonomia.expression.tree import Type
from isonomia.fixed_point import SCALE
from isonomia.periods import Duration, PeriodUnit

# The text literal of dialects in which the backslash escapes.
ESCAPED_TEXT_LITERAL = re.compile(r"'(?:[^'\\]|\\.)*'", re.DOTALL)
# Integers up to here may be added and compared in 64 bits without fear; more is computed wide.
NARROW = 2**62


class Dialect:
    """Standard SQL as DuckDB and PostgreSQL mostly agree on it; subclasses override what differs."""

    name = "standard"
    wide_type = "NUMERIC"
    text_type = "TEXT"
    decimal_type = "DECIMAL(18,6)"
    timestamp_type = "TIMESTAMP"
    # appended to a text column so that it sorts and compares by code point
    text_order = ""
    checked_by_running = True
    # whether a CTE that is read more than once is computed once; where it is not, plans grow with each reading
    keeps_ctes = False
    # put before a CTE that the engine need not materialise
    inline = ""
    union_distinct = "UNION"
    # a text literal as `text` writes it, for who lays out the query around it
    text_literal = re.compile(r"'[^']*'")

    # -- names and literals ---------------------------------------------------------------------------------

    def name_of(self, identifier: str) -> str:
        """A quoted identifier."""
        return f'"{identifier}"'

    def short_name(self, identifier: str) -> str:
        """A name as the engine can tell it from all others; as it is, where the engine has room for every name."""
        return identifier

    def with_short_names(self, sql: str) -> str:
        """A query with each name in it as `short_name` has it."""
        return sql

    def text(self, value: str) -> str:
        """A text literal."""
        return "'" + value.replace("'", "''") + "'"

    def day(self, value: date) -> str:
        """A date literal."""
        return f"DATE '{value.isoformat()}'"

    def instant(self, value: datetime) -> str:
        """A UTC timestamp literal."""
        return f"TIMESTAMP '{value.replace(tzinfo=None).isoformat(sep=' ', timespec='microseconds')}'"

    def wide(self, sql: str) -> str:
        """An integer as wide as the engine has it, at least 38 digits."""
        return f"CAST({sql} AS {self.wide_type})"

    def narrow(self, sql: str) -> str:
        """An integer of 64 bits."""
        return f"CAST({sql} AS BIGINT)"

    # -- numbers --------------------------------------------------------------------------------------------

    def millionths(self, column: str) -> str:
        """A DECIMAL(18,6) column as a 64-bit integer of millionths."""
        return f"CAST({column} * {SCALE} AS BIGINT)"

    def quotient(self, dividend: str, divisor: str) -> str:
        """Integer division, truncated toward zero."""
        return f"DIV({dividend}, {divisor})"

    def halved(self, sql: str, divisor: int, *, is_wide: bool) -> str:
        """An integer divided by a power of two, truncated toward zero (a shift would floor)."""
        return self.quotient(sql, str(divisor))

    def remainder(self, dividend: str, divisor: str) -> str:
        """What integer division leaves, with the sign of the dividend."""
        return f"MOD({dividend}, {divisor})"

    def sign(self, sql: str) -> str:
        """-1, 0 or 1 as an integer."""
        return f"CASE WHEN {sql} > 0 THEN 1 WHEN {sql} < 0 THEN -1 ELSE 0 END"

    # -- dates ----------------------------------------------------------------------------------------------

    def add(self, day: str, duration: Duration, times: int = 1) -> str:
        """A date plus a duration, clamped to the month's end."""
        if duration.months:
            return f"CAST({day} + INTERVAL '{duration.months * times} months' AS DATE)"
        return f"CAST({day} + INTERVAL '{duration.days * times} days' AS DATE)"

    def period_start(self, day: str, unit: PeriodUnit) -> str:
        """The first day of the calendar period that holds a date."""
        if unit == "ever":
            return self.day(date(1, 1, 1))
        return day if unit == "day" else f"CAST(DATE_TRUNC('{unit}', {day}) AS DATE)"

    def date_part(self, part: str, day: str) -> str:
        """A part of a date as an integer; weeks and weekdays are ISO's."""
        word = {"weekday": "ISODOW"}.get(part, part.upper())
        return f"CAST(EXTRACT({word} FROM {day}) AS BIGINT)"

    def iso_year(self, day: str) -> str:
        """The year that an ISO week belongs to."""
        return f"CAST(EXTRACT(ISOYEAR FROM {day}) AS BIGINT)"

    def period_starts(self, earliest: str, high: date, unit: PeriodUnit) -> str:
        """A query of the column `first_day`: the period starts from `low` of a relation up to the constant `high`."""
        series = self.series(high, {"quarter": "3 months"}.get(unit, f"1 {unit}"))
        return f"SELECT CAST({series} AS DATE) AS first_day\nFROM {earliest} WHERE low <= {self.day(high)}"

    def series(self, high: date, step: str) -> str:
        """Timestamps from `low` to `high`; without zone, as dates would be read as midnights of the session's."""
        return f"GENERATE_SERIES(CAST(low AS TIMESTAMP), TIMESTAMP '{high}', INTERVAL '{step}')"

    # -- text -----------------------------------------------------------------------------------------------

    def like(self, text: str, pattern: str) -> str:
        """LIKE without an escape character."""
        return f"{text} LIKE {self.text(pattern)}"

    def padded(self, number: str, width: int) -> str:
        """An integer as text with leading zeros."""
        return f"LPAD(CAST({number} AS {self.text_type}), {width}, '0')"

    def concat(self, *parts: str) -> str:
        return " || ".join(parts)

    # -- casts of corrected values --------------------------------------------------------------------------

    def from_text(self, sql: str, wanted: Type) -> str:
        """The canonical text of a corrected value as its type."""
        target = {
            Type.BOOLEAN: "BOOLEAN",
            Type.INTEGER: "BIGINT",
            Type.DECIMAL: self.decimal_type,
            Type.DATE: "DATE",
        }.get(wanted)
        return f"CAST({sql} AS {target})" if target else sql

    def instant_from_text(self, sql: str) -> str:
        return f"CAST({sql} AS {self.timestamp_type})"
