"""Links into the demonstration. Empty everywhere else."""

from sqlalchemy import Column, Table, Text

from isonomia.service.database.metadata import metadata

demonstration_link = Table(
    "demonstration_link",
    metadata,
    Column("token_digest", Text, primary_key=True),
    Column("person_id", Text, nullable=False),
    Column("leads_to", Text, nullable=False),
)
