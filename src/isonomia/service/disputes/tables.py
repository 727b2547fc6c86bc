"""Disputes, beside their records in the ledger: grounds, dialogue, deadlines, decision."""

from sqlalchemy import Boolean, Column, Date, Index, Table, Text

from isonomia.service.database.metadata import metadata

dispute = Table(
    "dispute",
    metadata,
    Column("dispute_id", Text, primary_key=True),  # also that of the ledger's records
    Column("member", Text, nullable=False, index=True),  # who disputes
    Column("source", Text, nullable=False),
    Column("event_id", Text, nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("decide_by", Date, nullable=False),  # the last day on which it is decided in time
    Column("state", Text, nullable=False),  # JSON; the procedure's FactDispute
    Index(None, "source", "event_id"),
    Index(None, "is_open", "decide_by"),
)
