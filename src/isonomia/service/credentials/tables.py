"""Credentials that members made, the states of them all, and the keys that signed them."""

from sqlalchemy import Boolean, Column, Date, Integer, Table, Text

from isonomia.service.database.instants import Instant
from isonomia.service.database.metadata import metadata
from isonomia.service.database.personal import MEMBER

credential = Table(
    "credential",
    metadata,
    Column("credential_id", Text, primary_key=True),  # random; the file itself is the member's alone
    Column("member", Text, nullable=False, index=True, info=MEMBER),
    Column("form", Text, nullable=False),  # sd-jwt, open-badge
    Column("band", Text, nullable=False),
    Column("has_name", Boolean, nullable=False),
    Column("issued_at", Instant, nullable=False),
    Column("valid_until", Date, nullable=False),  # the last local day
    Column("status_index", Integer, nullable=False),
    Column("withdrawn_at", Instant),
    Column("key_id", Text),  # which key signed it
)

credential_status = Table(
    "credential_status",
    metadata,
    Column("status_index", Integer, primary_key=True, autoincrement=False),  # random: says nothing of the order
    Column("valid_until", Date, nullable=False, index=True),
    Column("revoked_at", Instant),
)

signing_key = Table(
    "signing_key",
    metadata,
    Column("key_id", Text, primary_key=True),  # the key's thumbprint (RFC 7638)
    Column("public_key", Text, nullable=False),  # JWK (RFC 7517)
    Column("sealed_private_key", Text, nullable=False),  # instance/sealing.py; empty once it signs no more
    Column("created_at", Instant, nullable=False),
    Column("retired_at", Instant),  # signs no more; its signatures are still checked
    Column("leaked_at", Instant),  # not published any more, so that nothing it signed is valid
)
