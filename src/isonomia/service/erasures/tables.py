"""That somebody was erased: so that restoring an older backup does not bring the person back."""

from sqlalchemy import Column, Table, Text

from isonomia.service.database.instants import Instant
from isonomia.service.database.metadata import metadata

erasure = Table(
    "erasure",
    metadata,
    Column("mac", Text, primary_key=True),  # keyed digest of the person's id, which is random
    Column("erased_at", Instant, nullable=False),
)
