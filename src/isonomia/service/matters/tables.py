"""What followed from the steps of the procedure: effects that changed, and terms for deciding that ran out."""

from sqlalchemy import Column, Date, Index, Integer, Table, Text

from isonomia.service.database.instants import Instant
from isonomia.service.database.metadata import ROW_NUMBER, metadata
from isonomia.service.database.personal import MEMBER

effect = Table(
    "effect",
    metadata,
    Column("effect_id", ROW_NUMBER, primary_key=True, autoincrement=True),
    Column("case_id", Text, nullable=False, index=True),
    Column("member", Text, nullable=False, index=True, info=MEMBER),
    Column("consequence", Text, nullable=False),
    Column("change", Text, nullable=False),  # starts, stops, rests, resumes, undone
    Column("on_day", Date, nullable=False),  # the first day of the new state; of what is undone, its first day
    Column("ends_on", Date),
    Column("written_at", Instant, nullable=False),
)

escalation = Table(
    "escalation",
    metadata,
    Column("escalation_id", ROW_NUMBER, primary_key=True, autoincrement=True),
    Column("about", Text, nullable=False, index=True),  # identifier of the dispute or appeal; names nobody
    Column("passed_to", Text, nullable=False),  # the role that is told
    Column("times", Integer, nullable=False),  # how often its term has run out by now
    Column("on_day", Date, nullable=False),
    Column("written_at", Instant, nullable=False),
    Index(None, "on_day"),
)
