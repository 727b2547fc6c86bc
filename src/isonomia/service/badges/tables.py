"""Badges that are on. One that is off has no row, and its address never comes back."""

from sqlalchemy import Column, Table, Text

from isonomia.service.database.instants import Instant
from isonomia.service.database.metadata import metadata
from isonomia.service.database.personal import MEMBER

badge = Table(
    "badge",
    metadata,
    Column("badge_id", Text, primary_key=True),  # random: whoever knows it sees the band
    Column("member", Text, nullable=False, unique=True, info=MEMBER),
    Column("created_at", Instant, nullable=False),
)
