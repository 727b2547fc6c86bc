"""Entries of the audit. People are named by random ids alone, and an erased person by none."""

from sqlalchemy import Column, Index, Table, Text

from isonomia.service.database.instants import Instant
from isonomia.service.database.metadata import ROW_NUMBER, metadata

audit_entry = Table(
    "audit_entry",
    metadata,
    Column("entry_id", ROW_NUMBER, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("actor_id", Text, nullable=False),  # a person's or a key's id, `operator` for the machine's own shell
    Column("role", Text, nullable=False),  # the roles that the actor had, separated by spaces
    Column("act", Text, nullable=False),  # which words; audit/words.py
    Column("about_kind", Text, nullable=False),
    Column("about_id", Text, nullable=False),
    Index(None, "about_kind", "about_id"),
)
