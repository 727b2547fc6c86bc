"""Recovery codes, as keyed digests."""

from sqlalchemy import Column, ForeignKey, Table, Text

from isonomia.service.database.instants import Instant
from isonomia.service.database.metadata import metadata
from isonomia.service.database.personal import PERSON, SECRET

recovery_code = Table(
    "recovery_code",
    metadata,
    Column("code_digest", Text, primary_key=True, info=SECRET),
    Column("person_id", ForeignKey("person.person_id", ondelete="CASCADE"), nullable=False, index=True, info=PERSON),
    Column("created_at", Instant, nullable=False),
    Column("used_at", Instant),
)
