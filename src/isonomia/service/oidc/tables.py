"""Who a person is at the organisation's provider, and sign-ins that are on their way there."""

from sqlalchemy import Column, ForeignKey, Index, Table, Text, UniqueConstraint

from isonomia.service.database.instants import Instant
from isonomia.service.database.metadata import metadata

provider_identity = Table(
    "provider_identity",
    metadata,
    Column("issuer", Text, primary_key=True),
    Column("subject", Text, primary_key=True),  # the provider's name for the person; never an e-mail address
    Column("person_id", ForeignKey("person.person_id", ondelete="CASCADE"), nullable=False),
    Column("linked_at", Instant, nullable=False),
    Column("used_at", Instant),
    UniqueConstraint("person_id", "issuer"),
)

provider_errand = Table(
    "provider_errand",
    metadata,
    Column("state_digest", Text, primary_key=True),
    Column("browser_digest", Text, nullable=False),  # of a cookie: only the browser that left may come back
    Column("nonce", Text, nullable=False),
    Column("verifier", Text, nullable=False),  # of PKCE; worth nothing without the code
    Column("person_id", ForeignKey("person.person_id", ondelete="CASCADE")),  # who links; empty to sign in
    Column("expires_at", Instant, nullable=False),
    Index(None, "expires_at"),
)
