"""Alembic's way into the database: the connection that writes, so that a step is whole or not at all."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import text

from isonomia.service.database.all_tables import metadata
from isonomia.service.database.database import Database
from isonomia.service.database.instants import Instant


def render(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """How a new step writes our own type of column."""
    return "Instant()" if kind == "type" and isinstance(item, Instant) else False


LOCK = 4_910_713_000_101  # of our own choosing; whoever migrates PostgreSQL holds it


def run() -> None:
    """Run the steps that are missing."""
    database: Database = context.config.attributes["database"]
    with database.writing() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        context.configure(
            connection=connection,
            target_metadata=metadata,
            render_as_batch=database.is_sqlite,
            compare_type=True,
            render_item=render,
            transactional_ddl=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
