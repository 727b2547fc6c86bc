"""The migrations make exactly the tables that the code works with, on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from isonomia.service.database.all_tables import metadata
from isonomia.service.database.database import Database
from isonomia.service.database.migrate import migrate


def test_the_steps_make_the_tables_of_the_code(database_address: str) -> None:
    database = Database(database_address)
    migrate(database)
    migrate(database)  # again: nothing is left to do
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    database.close()
