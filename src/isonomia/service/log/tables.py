"""The log as it is published: tiles by path, checkpoints by size, successions of its keys. No row is about anyone."""

from sqlalchemy import Column, Integer, LargeBinary, Table, Text

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

log_succession = Table(
    "log_succession",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # from 1
    Column("note", LargeBinary, nullable=False),  # signed by both keys (transparency/succession.py)
    Column("begins_at", Instant, nullable=False),
    Column("both_until", Instant),  # the old key signs beside the new one until then; none where it leaked
)
