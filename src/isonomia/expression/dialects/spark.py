"""Spark SQL: https://spark.apache.org/docs/latest/sql-ref.html"""

from datetime import date, datetime

from isonomia.expression.dialects.base import ESCAPED_TEXT_LITERAL, Dialect
from isonomia.fixed_point import SCALE
from isonomia.periods import Duration, PeriodUnit


class Spark(Dialect):
    """Wide integers are DECIMAL(38,0); the `div` operator gives 64 bits only, so quotients go through `%`."""

    name = "spark"
    text_literal = ESCAPED_TEXT_LITERAL
    wide_type = "DECIMAL(38,0)"
    text_type = "STRING"
    timestamp_type = "TIMESTAMP_NTZ"

    def name_of(self, identifier: str) -> str:
        return f"`{identifier}`"

    def text(self, value: str) -> str:
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def instant(self, value: datetime) -> str:
        return super().instant(value).replace("TIMESTAMP ", "TIMESTAMP_NTZ ", 1)

    def millionths(self, column: str) -> str:
        return f"CAST({column} * {SCALE} AS BIGINT)"

    def quotient(self, dividend: str, divisor: str) -> str:
        left, right = self.wide(dividend), self.wide(divisor)
        # the dividend less its remainder divides exactly, so the decimal quotient is never rounded
        return f"CAST(({left} - {left} % {right}) / {right} AS DECIMAL(38,0))"

    def halved(self, sql: str, divisor: int, *, is_wide: bool) -> str:
        return self.quotient(sql, str(divisor)) if is_wide else f"({sql} DIV {divisor})"

    def remainder(self, dividend: str, divisor: str) -> str:
        return f"({self.wide(dividend)} % {self.wide(divisor)})"

    def add(self, day: str, duration: Duration, times: int = 1) -> str:
        if duration.months:
            return f"ADD_MONTHS({day}, {duration.months * times})"
        return f"DATE_ADD({day}, {duration.days * times})"

    def date_part(self, part: str, day: str) -> str:
        if part == "weekday":
            # Spark's WEEKDAY counts from Monday 0
            return f"CAST(WEEKDAY({day}) + 1 AS BIGINT)"
        return f"CAST(EXTRACT({part.upper()} FROM {day}) AS BIGINT)"

    def iso_year(self, day: str) -> str:
        return f"CAST(EXTRACT(YEAROFWEEK FROM {day}) AS BIGINT)"

    def period_starts(self, earliest: str, high: date, unit: PeriodUnit) -> str:
        step = {"quarter": "3 MONTH"}.get(unit, f"1 {unit.upper()}")
        series = f"EXPLODE(SEQUENCE(low, {self.day(high)}, INTERVAL {step}))"
        return f"SELECT {series} AS first_day\nFROM {earliest} WHERE low <= {self.day(high)}"

    def like(self, text: str, pattern: str) -> str:
        # the escape character cannot be switched off, only moved to one that the pattern does not hold
        escape = next(char for char in "!#$&*+/:;<=>?@^|~\x01" if char not in pattern)
        return f"{text} LIKE {self.text(pattern)} ESCAPE {self.text(escape)}"


SPARK = Spark()
