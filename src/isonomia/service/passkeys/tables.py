"""Passkeys, and the challenges that they answer."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text

from isonomia.service.database.instants import Instant
from isonomia.service.database.metadata import metadata
from isonomia.service.database.personal import PERSON, SECRET

passkey = Table(
    "passkey",
    metadata,
    Column("credential_id", Text, primary_key=True),  # base64url, as the browser names it
    Column("person_id", ForeignKey("person.person_id", ondelete="CASCADE"), nullable=False, index=True, info=PERSON),
    Column("public_key", Text, nullable=False),  # base64url of the COSE key; the private one never leaves the device
    Column("sign_count", BigInteger, nullable=False),  # of the device; stays 0 where a passkey is synchronised
    Column("name", Text, nullable=False),  # the person's own word for it
    Column("created_at", Instant, nullable=False),
    Column("used_at", Instant),
)

passkey_challenge = Table(
    "passkey_challenge",
    metadata,
    Column("challenge_digest", Text, primary_key=True, info=SECRET),
    # who registers; empty to sign in
    Column("person_id", ForeignKey("person.person_id", ondelete="CASCADE"), info=PERSON),
    Column("expires_at", Instant, nullable=False),
    Index(None, "expires_at"),
)
