"""Claims. What is refused is deleted after a while, and only the row's name stays."""

from sqlalchemy import Boolean, Column, Date, Index, Table, Text

from isonomia.service.database.metadata import metadata
from isonomia.service.database.personal import MEMBER, SECRET

claim = Table(
    "claim",
    metadata,
    Column("claim_id", Text, primary_key=True),  # of what is confirmed also the event's name
    Column("member", Text, index=True, info=MEMBER),  # whom it is about
    Column("reporter", Text, index=True, info=SECRET),  # a person's id
    Column("is_open", Boolean, nullable=False),
    Column("look_again_on", Date),  # the first day on which time alone changes it
    Column("decide_by", Date, nullable=False),
    Column("state", Text, nullable=False, info=SECRET),  # JSON; the procedure's Claim
    Column("shown", Text, nullable=False),  # the same without the ids of others
    Index(None, "look_again_on"),
)
