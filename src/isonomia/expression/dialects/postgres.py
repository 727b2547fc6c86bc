"""PostgreSQL: https://www.postgresql.org/docs/current/functions.html"""

import re
from datetime import datetime
from hashlib import sha256

from isonomia.expression.dialects.base import Dialect

# https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS: longer names are cut off
LONGEST_NAME_BYTES = 63
DIGEST_DIGITS = 24
TEXT_OR_NAME = re.compile(r"'[^']*'|\w+")


class Postgres(Dialect):
    """NUMERIC is exact to any width; text sorts by code point only under COLLATE "C"."""

    name = "postgres"
    keeps_ctes = True
    inline = "NOT MATERIALIZED "
    wide_type = "NUMERIC(1000,0)"
    text_order = ' COLLATE "C"'

    def short_name(self, identifier: str) -> str:
        """PostgreSQL would cut two long names to the same one. No name of a scheme holds `$`, so none can be this."""
        name = identifier.encode()
        if len(name) <= LONGEST_NAME_BYTES:
            return identifier
        kept = name[: LONGEST_NAME_BYTES - 1 - DIGEST_DIGITS].decode("utf-8", "ignore")
        return f"{kept}${sha256(name).hexdigest()[:DIGEST_DIGITS]}"

    def with_short_names(self, sql: str) -> str:
        return TEXT_OR_NAME.sub(lambda found: found[0] if found[0][0] == "'" else self.short_name(found[0]), sql)

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
