"""DuckDB: https://duckdb.org/docs/stable/sql/introduction"""

from datetime import date

from isonomia.expression.dialects.base import Dialect
from isonomia.fixed_point import SCALE

# A million millionfold is the first product of a DECIMAL(18,6) that does not fit 18 digits.
QUICK = 10**6 - 1


class DuckDB(Dialect):
    """`//` truncates toward zero on integers of any width; `/` would make doubles."""

    name = "duckdb"
    keeps_ctes = True
    inline = "NOT MATERIALIZED "
    wide_type = "HUGEINT"
    text_type = "VARCHAR"

    def millionths(self, column: str) -> str:
        # DECIMAL(18,6) times an integer keeps 18 digits and overflows; 38 digits do not, and take 40 times as long.
        quick = f"CAST({column} * {SCALE} AS BIGINT)"
        sure = f"CAST(CAST({column} AS DECIMAL(38,6)) * {SCALE} AS BIGINT)"
        return f"CASE WHEN {column} BETWEEN -{QUICK} AND {QUICK} THEN {quick} ELSE {sure} END"

    def quotient(self, dividend: str, divisor: str) -> str:
        return f"(({dividend}) // ({divisor}))"

    def remainder(self, dividend: str, divisor: str) -> str:
        return f"(({dividend}) % ({divisor}))"

    def sign(self, sql: str) -> str:
        return f"SIGN({sql})"

    def series(self, high: date, step: str) -> str:
        return f"UNNEST({super().series(high, step)})"


DUCKDB = DuckDB()
