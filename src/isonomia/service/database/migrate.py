"""Bringing a database up to date: Alembic, from inside the package, in one transaction for each step."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from isonomia.service.database.database import Database

FOLDER = Path(__file__).parent / "migrations"


def configuration(database: Database) -> Config:
    """Alembic's configuration for a database; no file is read."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["database"] = database
    return config


def migrate(database: Database, revision: str = "head") -> None:
    """Take every step that is missing. Two processes that start together take turns."""
    command.upgrade(configuration(database), revision)
