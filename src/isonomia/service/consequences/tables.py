"""Cases: one consequence for one member, with its appeals."""

from sqlalchemy import Boolean, Column, Date, Index, Table, Text

from isonomia.service.database.metadata import metadata
from isonomia.service.database.personal import MEMBER, SECRET

consequence_case = Table(
    "consequence_case",
    metadata,
    Column("case_id", Text, primary_key=True),
    Column("member", Text, nullable=False, info=MEMBER),
    Column("consequence", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("is_closed", Boolean, nullable=False),
    Column("waits_for", Text),  # which decision of a person it waits for: appeal, confirm, confirm_end; else NULL
    Column("decide_by", Date, index=True),  # the last day on which what it waits for is decided in time
    Column("passed_on", Date, nullable=False),  # the latest local day whose passing it has seen
    Column("state", Text, nullable=False, info=SECRET),  # JSON; the procedure's ConsequenceCase
    Column("shown", Text, nullable=False),  # the same without the ids of others
    Index(None, "member", "consequence"),
    Index(None, "is_closed", "passed_on"),
)
