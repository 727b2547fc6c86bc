"""BigQuery: https://cloud.google.com/bigquery/docs/reference/standard-sql. Checked as far as parsing goes."""

from datetime import date, datetime

from isonomia.expression.dialects.base import ESCAPED_TEXT_LITERAL, Dialect
from isonomia.expression.tree import Type
from isonomia.fixed_point import SCALE
from isonomia.periods import Duration, PeriodUnit


class BigQuery(Dialect):
    """Instants are DATETIME (no zone); wide integers BIGNUMERIC."""

    name = "bigquery"
    text_literal = ESCAPED_TEXT_LITERAL
    wide_type = "BIGNUMERIC"
    text_type = "STRING"
    decimal_type = "NUMERIC"
    timestamp_type = "DATETIME"
    checked_by_running = False
    union_distinct = "UNION DISTINCT"

    def name_of(self, identifier: str) -> str:
        return f"`{identifier}`"

    def text(self, value: str) -> str:
        escaped = value.replace("\\", "\\\\").replace("'", "\\'")
        return "'" + escaped.replace("\n", "\\n").replace("\r", "\\r") + "'"

    def instant(self, value: datetime) -> str:
        return super().instant(value).replace("TIMESTAMP ", "DATETIME ", 1)

    def narrow(self, sql: str) -> str:
        return f"CAST({sql} AS INT64)"

    def millionths(self, column: str) -> str:
        return f"CAST({column} * {SCALE} AS INT64)"

    def quotient(self, dividend: str, divisor: str) -> str:
        return f"DIV({self.wide(dividend)}, {self.wide(divisor)})"

    def remainder(self, dividend: str, divisor: str) -> str:
        return f"MOD({self.wide(dividend)}, {self.wide(divisor)})"

    def add(self, day: str, duration: Duration, times: int = 1) -> str:
        if duration.months:
            return f"DATE_ADD({day}, INTERVAL {duration.months * times} MONTH)"
        return f"DATE_ADD({day}, INTERVAL {duration.days * times} DAY)"

    def period_start(self, day: str, unit: PeriodUnit) -> str:
        if unit in ("ever", "day"):
            return super().period_start(day, unit)
        return f"DATE_TRUNC({day}, {'ISOWEEK' if unit == 'week' else unit.upper()})"

    def date_part(self, part: str, day: str) -> str:
        if part == "weekday":
            return f"(MOD(EXTRACT(DAYOFWEEK FROM {day}) + 5, 7) + 1)"
        return f"EXTRACT({'ISOWEEK' if part == 'week' else part.upper()} FROM {day})"

    def iso_year(self, day: str) -> str:
        return f"EXTRACT(ISOYEAR FROM {day})"

    def period_starts(self, earliest: str, high: date, unit: PeriodUnit) -> str:
        series = f"UNNEST(GENERATE_DATE_ARRAY(low, {self.day(high)}, INTERVAL 1 {unit.upper()}))"
        return f"SELECT first_day\nFROM {earliest} CROSS JOIN {series} AS first_day WHERE low <= {self.day(high)}"

    def from_text(self, sql: str, wanted: Type) -> str:
        if wanted is Type.INTEGER:
            return f"CAST({sql} AS INT64)"
        return super().from_text(sql, wanted)


BIGQUERY = BigQuery()
