"""The one query of a scheme: standings of all members at (as_of, known_at), from the ledger's tables alone."""

from collections.abc import Collection
from datetime import datetime

from isonomia.expression.dialects import DIALECTS
from isonomia.ledger.tables import EVERYTHING, LedgerShape
from isonomia.scheme.scheme import Scheme
from isonomia.score.sql.builder import Builder
from isonomia.score.sql.caps import add_entries
from isonomia.score.sql.enrolment import add_enrolment, add_listed
from isonomia.score.sql.facts import add_facts
from isonomia.score.sql.holds import add_cuts, add_measures
from isonomia.score.sql.matches import add_event_matches
from isonomia.score.sql.periods import add_periods
from isonomia.score.sql.standing import add_standing


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
    entries = add_entries(builder)
    if scheme.steps and shape.measures:
        add_measures(builder)
        entries = add_cuts(builder, entries)
    add_listed(builder)
    add_standing(builder, entries)
    ctes = ",\n".join(f"{name} AS (\n{_indented(sql)}\n)" for name, sql in builder.ctes)
    order = f"member{builder.dialect.text_order}"
    return f"WITH {ctes}\nSELECT member, score, band, next_fade FROM standing ORDER BY {order}\n"


def _indented(sql: str) -> str:
    return "\n".join(f"  {line}" for line in sql.splitlines())
