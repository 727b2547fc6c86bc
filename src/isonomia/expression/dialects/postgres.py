"""PostgreSQL: https://www.postgresql.org/docs/current/functions.html"""

from datetime import datetime

from isonomia.expression.dialects.base import Dialect


class Postgres(Dialect):
    """NUMERIC is exact to any width; text sorts by code point only under COLLATE "C"."""

    name = "postgres"
    keeps_ctes = True
    inline = "NOT MATERIALIZED "
    wide_type = "NUMERIC(1000,0)"
    text_order = ' COLLATE "C"'

    def quotient(self, dividend: str, divisor: str) -> str:
        # DIV exists for NUMERIC alone; for bigint it casts implicitly, so the result is cast back by the caller
        return f"DIV(CAST({dividend} AS NUMERIC), CAST({divisor} AS NUMERIC))"

    def halved(self, sql: str, divisor: int, *, is_wide: bool) -> str:
        # `/` truncates between bigints, and is fast; between numerics it does not
        return self.quotient(sql, str(divisor)) if is_wide else f"({sql} / {divisor})"

    def remainder(self, dividend: str, divisor: str) -> str:
        return f"MOD(CAST({dividend} AS NUMERIC), CAST({divisor} AS NUMERIC))"

    def sign(self, sql: str) -> str:
        return f"SIGN(CAST({sql} AS NUMERIC))"

    def instant(self, value: datetime) -> str:
        return f"CAST({super().instant(value)} AS TIMESTAMP)"

    def like(self, text: str, pattern: str) -> str:
        return f"{text} LIKE {self.text(pattern)} ESCAPE ''"


POSTGRES = Postgres()
