"""Claims. What is refused is deleted after a while, and only the row's name stays."""

from sqlalchemy import Boolean, Column, Date, Index, Table, Text

from isonomia.service.database.metadata import metadata

claim = Table(
    "claim",
    metadata,
    Column("claim_id", Text, primary_key=True),  # of what is confirmed also the event's name
    Column("member", Text, index=True),  # whom it is about
    Column("reporter", Text, index=True),  # a person's id
    Column("is_open", Boolean, nullable=False),
    Column("look_again_on", Date),  # the first day on which time alone changes it
    Column("decide_by", Date, nullable=False),
    Column("state", Text, nullable=False),  # JSON; the procedure's Claim
    Index(None, "look_again_on"),
)
