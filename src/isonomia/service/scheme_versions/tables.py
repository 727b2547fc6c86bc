"""Versions of the scheme."""

from sqlalchemy import Column, Date, Integer, Table, Text

from isonomia.service.database.instants import Instant
from isonomia.service.database.metadata import metadata

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
)
