"""Endpoints, which members agreed to which, and what is or was sent."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from isonomia.service.database.instants import Instant
from isonomia.service.database.metadata import ROW_NUMBER, metadata
from isonomia.service.database.personal import MEMBER

webhook_endpoint = Table(
    "webhook_endpoint",
    metadata,
    Column("endpoint_id", Text, primary_key=True),  # random
    Column("name", Text, nullable=False),  # who receives, as members read it
    Column("purpose", Text, nullable=False),  # what for, as members read it
    Column("url", Text, nullable=False),
    Column("event_types", Text, nullable=False),  # separated by spaces
    Column("sealed_secret", Text, nullable=False),  # instance/sealing.py
    Column("sealed_secret_before", Text),  # signs as well, for a day after another was made
    Column("secret_before_until", Instant),
    Column("created_at", Instant, nullable=False),
    Column("failing_since", Instant),  # the first failure since the last success
    Column("disabled_at", Instant),
    Column("disabled_why", Text, nullable=False, server_default=""),  # by-steward, gone, failing
)

webhook_sharing = Table(
    "webhook_sharing",
    metadata,
    Column("sharing_id", Text, primary_key=True),  # random; the recipient knows the member's agreement by it
    Column("member", Text, nullable=False, info=MEMBER),
    Column("endpoint_id", ForeignKey("webhook_endpoint.endpoint_id"), nullable=False, index=True),
    Column("shown", Text, nullable=False),  # the words that were agreed to
    Column("given_at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
    Index(None, "member", "endpoint_id"),
)

webhook_delivery = Table(
    "webhook_delivery",
    metadata,
    Column("delivery_id", ROW_NUMBER, primary_key=True, autoincrement=True),
    Column("message_id", Text, nullable=False, unique=True),  # webhook-id; the same at each attempt
    Column("endpoint_id", ForeignKey("webhook_endpoint.endpoint_id"), nullable=False, index=True),
    Column("member", Text, info=MEMBER),  # none where nobody is named: a test, the end of a sharing
    Column("sharing_id", Text),
    Column("event_type", Text, nullable=False),
    Column("payload", Text, nullable=False),  # JSON, byte for byte as sent
    Column("created_at", Instant, nullable=False),
    Column("begun_at", Instant, nullable=False),  # of the three days of trying; anew at a replay
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("due_at", Instant),  # none: nothing more is to be done
    Column("delivered_at", Instant),
    Column("given_up_at", Instant),
    Column("last_answer", Text, nullable=False, server_default=""),  # a status, or why there is none
    Index(None, "created_at"),
    Index(None, "due_at"),
    Index(None, "member"),
)
