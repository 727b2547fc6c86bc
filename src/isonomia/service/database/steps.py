"""Which step of migration a database stands at, and which ones this program knows."""

from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from isonomia.service.database.database import Database
from isonomia.service.database.migrate import configuration


def step_of(connection: Connection) -> str | None:
    """The step that a database stands at; None where no instance was ever begun in it."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def known_steps(database: Database) -> tuple[str, ...]:
    """Every step that this program knows, the newest first."""
    script = ScriptDirectory.from_config(configuration(database))
    return tuple(step.revision for step in script.walk_revisions())
