"""The migrations make exactly the tables that the code works with, on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text

from isonomia.service.credentials.tables import credential, signing_key
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


def test_what_was_signed_before_keys_could_be_changed_names_its_key(database_address: str) -> None:
    database = Database(database_address.replace("instance.db", "older.db"))
    if not database.is_sqlite:
        with database.writing() as connection:  # the database of the fixture has every table already
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    migrate(database, "0021")
    with database.writing() as connection:
        connection.execute(
            text("INSERT INTO signing_key VALUES ('the-key', '{}', 'sealed', '2026-03-02T11:00:00.000000+00:00', NULL)")
        )
        connection.execute(
            text(
                "INSERT INTO credential VALUES ('c-1', 'M-1', 'sd-jwt', 'friend', FALSE, "
                "'2026-03-02T11:00:00.000000+00:00', '2026-04-01', 7, NULL)"
            )
        )
    migrate(database)
    with database.reading() as connection:
        assert connection.execute(select(credential.c.credential_id, credential.c.key_id)).all() == [("c-1", "the-key")]
        assert connection.execute(select(signing_key.c.key_id, signing_key.c.leaked_at)).all() == [("the-key", None)]
    database.close()
