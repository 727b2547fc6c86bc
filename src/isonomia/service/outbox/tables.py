"""Work that a transaction leaves for later."""

from sqlalchemy import Column, Index, Integer, Table, Text

from isonomia.service.database.instants import Instant
from isonomia.service.database.metadata import ROW_NUMBER, metadata

outbox = Table(
    "outbox",
    metadata,
    Column("outbox_id", ROW_NUMBER, primary_key=True, autoincrement=True),
    Column("topic", Text, nullable=False),
    Column("payload", Text, nullable=False),  # JSON
    Column("created_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("due_at", Instant, nullable=False),
    Column("done_at", Instant),
    Column("last_error", Text),
    Index(None, "done_at", "due_at"),
)
