"""Versions of the scheme."""

from sqlalchemy import Column, Date, Integer, Table, Text

from isonomia.service.database.instants import Instant
from isonomia.service.database.metadata import ROW_NUMBER, metadata
from isonomia.service.database.personal import MEMBER, SECRET

scheme_version = Table(
    "scheme_version",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),  # as its author wrote it
    Column("merged", Text, nullable=False),  # the one that is scored: with what older versions still count
    Column("digest", Text, nullable=False),  # SHA-256 of `text`
    Column("state", Text, nullable=False),  # proposed, announced, withdrawn; in force by its date
    Column("effective_on", Date, index=True),  # the first local day on which it is in force
    Column("proposed_by", Text),  # a person's id; emptied when the person is erased
    Column("proposed_at", Instant, nullable=False),
    Column("summary", Text, nullable=False, server_default=""),  # what changes, in its author's words
    Column("announced_by", Text),  # a person's id; emptied likewise
    Column("announced_on", Date),  # the local day on which members were told; of the first version NULL
    Column("withdrawn_on", Date),
    Column("compared_on", Date),  # the day of effect for which each member's difference was computed
)

version_difference = Table(
    "version_difference",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),  # one that is proposed
    Column("member", Text, primary_key=True, info=MEMBER),
    Column("day", Date, nullable=False),  # the day of effect that it was computed for
    Column("records", ROW_NUMBER, nullable=False),  # from how many records of the member
    Column("record_numbers", ROW_NUMBER, nullable=False),  # and the sum of their numbers
    Column("own", Text, info=SECRET),  # JSON; NULL: no standing; nobody is told before the version is announced
)
