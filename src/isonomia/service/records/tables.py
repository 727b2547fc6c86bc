"""The ledger. Rows are only ever added; erasing a member is the one exception."""

from sqlalchemy import Column, Index, Integer, Table, Text, text

from isonomia.service.database.instants import Instant
from isonomia.service.database.metadata import ROW_NUMBER, metadata
from isonomia.service.database.personal import MEMBER

MEMBERSHIPS = text("kind IN ('join', 'leave')")  # as the index says it: with parameters it would not be found

record = Table(
    "record",
    metadata,
    Column("record_id", ROW_NUMBER, primary_key=True, autoincrement=True),
    Column("kind", Text, nullable=False),
    Column("record_key", Text, nullable=False, unique=True),  # docs/ledger.md: what makes two records one
    Column(
        "member", Text, nullable=False, info=MEMBER
    ),  # whose account it is part of now; a moved event takes its records along
    Column("recorded_at", Instant, nullable=False),
    Column("source", Text),
    Column("event_id", Text),
    Column("occurred_at", Instant),
    Column("body", Text, nullable=False),  # the record as it came, in canonical JSON
    Column("recorded_by", Text, nullable=False),  # a person or a machine key, by its id
    Index(None, "member", "record_id"),
    Index("ix_record_memberships", "member", postgresql_where=MEMBERSHIPS, sqlite_where=MEMBERSHIPS),
    Index(None, "source", "event_id"),
    Index("ix_record_occurred_at", "occurred_at", postgresql_using="brin"),
)

tombstone = Table(
    "tombstone",
    metadata,
    Column("mac", Text, primary_key=True),  # keyed digest of an erased event's key: refuses to take it in again
)

pending_leaf = Table(
    "pending_leaf",
    metadata,
    Column("pending_id", ROW_NUMBER, primary_key=True, autoincrement=True),
    Column("commitment", Text, nullable=False),  # hex; what the log will hold of the fact
)

idempotency = Table(
    "idempotency",
    metadata,
    Column("actor", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("request_digest", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("answer", Text, nullable=False),
    Column("created_at", Instant, nullable=False, index=True),
)
