"""Sessions, machine keys, and attempts to come in. Only digests of secrets are kept."""

from sqlalchemy import Column, ForeignKey, Index, Table, Text

from isonomia.service.database.instants import Instant
from isonomia.service.database.metadata import ROW_NUMBER, metadata
from isonomia.service.database.personal import PERSON, SECRET

session = Table(
    "session",
    metadata,
    Column("token_digest", Text, primary_key=True, info=SECRET),
    Column("person_id", ForeignKey("person.person_id", ondelete="CASCADE"), nullable=False, index=True, info=PERSON),
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("way", Text, nullable=False),  # passkey, recovery_code, oidc, invitation, demonstration
)

machine_key = Table(
    "machine_key",
    metadata,
    Column("key_id", Text, primary_key=True),
    Column("secret_digest", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("scopes", Text, nullable=False),  # separated by spaces: records:write:hours standings:read
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("revoked_at", Instant),
)

attempt = Table(
    "attempt",
    metadata,
    Column("attempt_id", ROW_NUMBER, primary_key=True, autoincrement=True),
    Column("way", Text, nullable=False),
    Column("origin_digest", Text, nullable=False),  # a keyed digest of the network that it came from
    Column("at", Instant, nullable=False),
    Index(None, "origin_digest", "way", "at"),
    Index(None, "at"),
)
