"""Values of the instance that are made once."""

from sqlalchemy import Column, Table, Text

from isonomia.service.database.metadata import metadata

setting = Table("setting", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))
