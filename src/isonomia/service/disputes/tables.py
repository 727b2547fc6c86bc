"""Disputes, beside their records in the ledger: grounds, dialogue, deadlines, decision."""

from sqlalchemy import Boolean, Column, Date, Index, Table, Text

from isonomia.service.database.metadata import metadata
from isonomia.service.database.personal import MEMBER, SECRET

dispute = Table(
    "dispute",
    metadata,
    Column("dispute_id", Text, primary_key=True),  # also that of the ledger's records
    Column("member", Text, nullable=False, index=True, info=MEMBER),  # who disputes
    Column("source", Text, nullable=False),
    Column("event_id", Text, nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("decide_by", Date, nullable=False),  # the last day on which it is decided in time
    Column("state", Text, nullable=False, info=SECRET),  # JSON; the procedure's FactDispute
    Column("shown", Text, nullable=False),  # the same without the ids of others
    Index(None, "source", "event_id"),
    Index(None, "is_open", "decide_by"),
)
