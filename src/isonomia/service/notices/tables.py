"""Notices to members."""

from sqlalchemy import Column, Index, Table, Text

from isonomia.service.database.instants import Instant
from isonomia.service.database.metadata import ROW_NUMBER, metadata
from isonomia.service.database.personal import MEMBER

notice = Table(
    "notice",
    metadata,
    Column("notice_id", ROW_NUMBER, primary_key=True, autoincrement=True),
    Column("member", Text, nullable=False, info=MEMBER),
    Column("kind", Text, nullable=False),  # which words; notices/words.py
    Column("about", Text, nullable=False, server_default=""),  # where to go from it: a path
    Column("parameters", Text, nullable=False),  # JSON; filled into the words in the member's language
    Column("created_at", Instant, nullable=False),
    Column("read_at", Instant),
    Index(None, "member", "notice_id"),
)
