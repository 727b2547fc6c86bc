"""Acts that wait for a second steward."""

from sqlalchemy import Column, ForeignKey, Table, Text, UniqueConstraint

from isonomia.service.database.instants import Instant
from isonomia.service.database.metadata import metadata
from isonomia.service.database.personal import PERSON

waiting_act = Table(
    "waiting_act",
    metadata,
    Column("act_id", Text, primary_key=True),
    Column("person_id", ForeignKey("person.person_id", ondelete="CASCADE"), nullable=False, info=PERSON),
    Column("act", Text, nullable=False),  # give, take, invite
    Column("role", Text, nullable=False),  # empty of an invitation
    Column("asked_by", ForeignKey("person.person_id", ondelete="CASCADE"), nullable=False, info=PERSON),
    Column("asked_at", Instant, nullable=False),
    UniqueConstraint("person_id", "act", "role"),
)
