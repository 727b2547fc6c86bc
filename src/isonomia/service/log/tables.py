"""The log as it is published: tiles by path, checkpoints by size. No row is about anyone."""

from sqlalchemy import Column, LargeBinary, Table, Text

from isonomia.service.database.instants import Instant
from isonomia.service.database.metadata import ROW_NUMBER, metadata

log_tile = Table(
    "log_tile",
    metadata,
    Column("path", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

log_checkpoint = Table(
    "log_checkpoint",
    metadata,
    Column("size", ROW_NUMBER, primary_key=True, autoincrement=False),
    Column("note", LargeBinary, nullable=False),
    Column("signed_at", Instant, nullable=False),
)
