"""The one query of a scheme: standings of all members at (as_of, known_at), from the ledger's tables alone."""

import re
from collections.abc import Collection
from datetime import datetime

from isonomia.expression.dialects import DIALECTS
from isonomia.expression.dialects.base import Dialect
from isonomia.ledger.tables import EVERYTHING, LedgerShape
from isonomia.scheme.scheme import Scheme
from isonomia.score.sql.builder import Builder
from isonomia.score.sql.enrolment import add_enrolment, add_listed
from isonomia.score.sql.facts import add_facts
from isonomia.score.sql.matches import add_event_matches
from isonomia.score.sql.periods import add_periods
from isonomia.score.sql.standing import add_standing, asked_days
from isonomia.score.sql.totals import add_totals


def build_query(
    scheme: Scheme,
    as_of: datetime,
    known_at: datetime,
    dialect: str = "duckdb",
    *,
    shape: LedgerShape = EVERYTHING,
    members: Collection[str] | None = None,
) -> str:
    """SQL text with the columns member, score, band, next_fade, ordered by member in code-point order.

    `shape` leaves out what a ledger has no records for; `members` restricts the result to some. KeyError for an
    unknown dialect.
    """
    builder = Builder(scheme, as_of, known_at, DIALECTS[dialect], shape, members)
    add_facts(builder)
    add_event_matches(builder)
    if scheme.period_rules or shape.joins:
        add_enrolment(builder)
    if scheme.period_rules:
        add_periods(builder)
    add_totals(builder, asked_days(builder))
    add_listed(builder)
    add_standing(builder)
    ctes = ",\n".join(
        f"{name} AS {_hint(builder, name)}(\n{_indented(sql, builder.dialect)}\n)" for name, sql in builder.ctes
    )
    order = f"member{builder.dialect.text_order}"
    query = f"WITH {ctes}\nSELECT member, score, band, next_fade FROM standing ORDER BY {order}\n"
    return builder.dialect.with_short_names(query)


def _hint(builder: Builder, name: str) -> str:
    """What is a mere filter of its table is read again rather than written down, where the engine can."""
    if name.startswith("marked_"):
        return builder.dialect.inline
    shape = builder.shape
    is_filter = not (shape.corrections or shape.withdrawals or shape.disputes)
    return builder.dialect.inline if is_filter and name.startswith(("known_", "fact_")) else ""


def _indented(sql: str, dialect: Dialect) -> str:
    """Two spaces before each line, but none inside a text, which may hold a line's end."""
    lines = re.sub(rf"({dialect.text_literal.pattern})|\n", lambda found: found[1] or "\n  ", sql, flags=re.DOTALL)
    return f"  {lines}"
