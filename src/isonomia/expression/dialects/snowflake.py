"""Snowflake: https://docs.snowflake.com/en/sql-reference. Checked as far as parsing goes."""

from datetime import date

from isonomia.expression.dialects.base import ESCAPED_TEXT_LITERAL, Dialect
from isonomia.fixed_point import SCALE
from isonomia.periods import Duration, PeriodUnit


class Snowflake(Dialect):
    """Instants are TIMESTAMP_NTZ; every integer is NUMBER(38,0)."""

    name = "snowflake"
    text_literal = ESCAPED_TEXT_LITERAL
    wide_type = "NUMBER(38,0)"
    text_type = "VARCHAR"
    timestamp_type = "TIMESTAMP_NTZ"
    checked_by_running = False

    def text(self, value: str) -> str:
        return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"

    def millionths(self, column: str) -> str:
        return f"CAST({column} * {SCALE} AS NUMBER(38,0))"

    def quotient(self, dividend: str, divisor: str) -> str:
        return f"TRUNC(({dividend} - MOD({dividend}, {divisor})) / {divisor})"

    def add(self, day: str, duration: Duration, times: int = 1) -> str:
        if duration.months:
            return f"CAST(DATEADD(MONTH, {duration.months * times}, {day}) AS DATE)"
        return f"DATEADD(DAY, {duration.days * times}, {day})"

    def date_part(self, part: str, day: str) -> str:
        names = {"weekday": "DAYOFWEEKISO", "week": "WEEKISO"}
        return f"{names.get(part, part.upper())}({day})"

    def iso_year(self, day: str) -> str:
        return f"YEAROFWEEKISO({day})"

    def period_starts(self, earliest: str, high: date, unit: PeriodUnit) -> str:
        count = f"DATEDIFF({unit.upper()}, low, {self.day(high)}) + 1"
        series = f"LATERAL FLATTEN(INPUT => ARRAY_GENERATE_RANGE(0, {count})) AS series"
        first_day = f"CAST(DATEADD({unit.upper()}, series.value, low) AS DATE)"
        return f"SELECT {first_day} AS first_day\nFROM {earliest}, {series} WHERE low <= {self.day(high)}"


SNOWFLAKE = Snowflake()
