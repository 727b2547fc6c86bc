"""Who a person is at the organisation's provider, and sign-ins that are on their way there."""

from sqlalchemy import Column, ForeignKey, Index, Table, Text, UniqueConstraint

from isonomia.service.database.instants import Instant
from isonomia.service.database.metadata import metadata
from isonomia.service.database.personal import PERSON, SECRET

provider_identity = Table(
    "provider_identity",
    metadata,
    Column("issuer", Text, primary_key=True),
    Column("subject", Text, primary_key=True),  # the provider's name for the person; never an e-mail address
    Column("person_id", ForeignKey("person.person_id", ondelete="CASCADE"), nullable=False, info=PERSON),
    Column("linked_at", Instant, nullable=False),
    Column("used_at", Instant),
    UniqueConstraint("person_id", "issuer"),
)

provider_errand = Table(
    "provider_errand",
    metadata,
    Column("state_digest", Text, primary_key=True, info=SECRET),
    # of a cookie: only the browser that left may come back
    Column("browser_digest", Text, nullable=False, info=SECRET),
    Column("nonce", Text, nullable=False, info=SECRET),
    Column("verifier", Text, nullable=False, info=SECRET),  # of PKCE; worth nothing without the code
    # who links; empty to sign in
    Column("person_id", ForeignKey("person.person_id", ondelete="CASCADE"), info=PERSON),
    Column("expires_at", Instant, nullable=False),
    Index(None, "expires_at"),
)
