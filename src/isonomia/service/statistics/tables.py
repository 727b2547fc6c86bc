"""Answers that were given, and how much of the privacy budget they have used. Counts with noise: nobody's rows."""

from sqlalchemy import CheckConstraint, Column, Date, Integer, Table, Text

from isonomia.service.database.instants import Instant
from isonomia.service.database.metadata import metadata

privacy_budget = Table(
    "privacy_budget",
    metadata,
    Column("account", Text, primary_key=True),  # who asks, and the quarter: audit 2026-Q1
    Column("spent_milli", Integer, nullable=False),  # epsilon, in thousandths
    CheckConstraint("spent_milli >= 0", name="spent"),
)

statistic = Table(
    "statistic",
    metadata,
    Column("question", Text, primary_key=True),
    Column("asked_on", Date, primary_key=True),  # the same question on the same local day has one answer
    Column("asker", Text, nullable=False),  # public, audit, change
    Column("epsilon_milli", Integer, nullable=False),
    Column("sensitivity", Integer, nullable=False),  # how much one member can change all cells together
    Column("cells", Text, nullable=False),  # JSON: with the noise in it; the exact counts are never kept
    Column("asked_at", Instant, nullable=False),
)
