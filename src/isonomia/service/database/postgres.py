"""What only PostgreSQL knows: who else is connected, whose turn it is, and how to empty it before a restore."""

from sqlalchemy import Connection, text

EMPTY = """DO $$
DECLARE found record;
BEGIN
    FOR found IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
        EXECUTE format('DROP TABLE IF EXISTS %I CASCADE', found.tablename);
    END LOOP;
END $$;
"""
"""Drops every table of the schema; inside the transaction that restores them."""


def others_connected(connection: Connection) -> int:
    """How many other connections to this database there are."""
    query = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    return int(connection.execute(text(query)).scalar_one())


def takes_lock(connection: Connection, lock: int) -> bool:
    """Whether this connection now holds a lock of its database, until it ends; at once, without waiting."""
    return bool(connection.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": lock}).scalar())
