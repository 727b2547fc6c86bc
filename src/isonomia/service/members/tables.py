"""People, their place in the scheme, and what they agreed to."""

from sqlalchemy import Column, Date, ForeignKey, Index, Table, Text

from isonomia.service.database.instants import Instant
from isonomia.service.database.metadata import ROW_NUMBER, metadata
from isonomia.service.database.personal import MEMBER, PERSON, SECRET

person = Table(
    "person",
    metadata,
    Column("person_id", Text, primary_key=True, info=PERSON),  # random; says nothing of who it is
    Column("member", Text, unique=True),  # the name in the ledger: the organisation's own number for this person
    Column("display_name", Text, nullable=False),
    Column("language", Text, nullable=False, server_default="en"),
    Column("created_at", Instant, nullable=False),
    Column("fact_key", Text, nullable=False),  # hex; the key of this person's commitments in the log; erasing ends it
)

role = Table(
    "role",
    metadata,
    Column("person_id", ForeignKey("person.person_id", ondelete="CASCADE"), primary_key=True, info=PERSON),
    Column("role", Text, primary_key=True),  # recorder, reviewer, steward, auditor
    Column("source", Text, primary_key=True, server_default=""),  # of a recorder: the one source
    Column("granted_at", Instant, nullable=False),
)

consent = Table(
    "consent",
    metadata,
    Column("consent_id", ROW_NUMBER, primary_key=True, autoincrement=True),
    Column("member", Text, nullable=False, info=MEMBER),
    Column("source", Text, nullable=False),  # empty: taking part itself
    Column("version", ROW_NUMBER, nullable=False),  # of the scheme that was shown
    Column("shown", Text, nullable=False),  # the words that were agreed to
    Column("given_at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
    Index(None, "member", "source"),
)

invitation = Table(
    "invitation",
    metadata,
    Column("token_digest", Text, primary_key=True, info=SECRET),
    Column("person_id", ForeignKey("person.person_id", ondelete="CASCADE"), nullable=False, index=True, info=PERSON),
    Column("created_at", Instant, nullable=False),
    Column("expires_on", Date, nullable=False),
    Column("used_at", Instant),
)
