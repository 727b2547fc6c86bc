"""The projection of the ledger: each member's standing as last computed."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, Table, Text, text

from isonomia.service.database.instants import Instant
from isonomia.service.database.metadata import metadata
from isonomia.service.database.personal import MEMBER

IS_STALE = text("is_stale")  # as the index says it: with parameters it would not be found

standing = Table(
    "standing",
    metadata,
    Column("member", Text, primary_key=True, info=MEMBER),
    Column("score", Integer),
    Column("band", Text),
    Column("next_fade", Date),
    Column("computed_on", Date),  # the local day it is of
    Column("computed_at", Instant),
    Column("version", Integer, index=True),
    Column("look_again_on", Date, index=True),  # the first day on which time alone may change it
    Column("is_stale", Boolean, nullable=False),  # the ledger has moved on
    Column("remembered", Text),  # what the next one needs of it, in JSON: going_on.py
    Index("ix_standing_stale", "computed_at", "member", postgresql_where=IS_STALE, sqlite_where=IS_STALE),
)
