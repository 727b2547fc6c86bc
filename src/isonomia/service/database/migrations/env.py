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


def is_wanted(_item: Any, name: str | None, kind: str, _is_in_database: bool, _other: Any) -> bool:
    """Which tables a new step is written for: those that are asked for, else all."""
    wanted: frozenset[str] | None = context.config.attributes.get("tables")
    return kind != "table" or wanted is None or name in wanted


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
            include_object=is_wanted,
            transactional_ddl=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
