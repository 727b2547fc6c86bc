"""The projection of the ledger: each member's standing as last computed."""

from sqlalchemy import Boolean, Column, Date, Integer, Table, Text

from isonomia.service.database.instants import Instant
from isonomia.service.database.metadata import metadata
from isonomia.service.database.personal import MEMBER

standing = Table(
    "standing",
    metadata,
    Column("member", Text, primary_key=True, info=MEMBER),
    Column("score", Integer),
    Column("band", Text),
    Column("next_fade", Date),
    Column("computed_on", Date),  # the local day it is of
    Column("computed_at", Instant),
    Column("version", Integer),
    Column("look_again_on", Date, index=True),  # the first day on which time alone may change it
    Column("is_stale", Boolean, nullable=False, index=True),  # the ledger has moved on
    Column("remembered", Text),  # what the next one needs of it, in JSON: going_on.py
)
