"""What commands of the administration share: the database, and opening it."""

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from isonomia.locale import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from isonomia.service.config import Settings
    from isonomia.service.instance.instance import Instance

DatabaseOption = Annotated[
    str,
    typer.Option("--database", metavar="URL", help=_("The service's database. Default: that of ISONOMIA_DATABASE.")),
]


def settings(database: str) -> "Settings":
    """The configuration of the environment, of another database if one is named."""
    from isonomia.cli import serving

    found = serving.settings(None, None)
    return replace(found, database=database) if database else found


@contextmanager
def opened(database: str) -> "Iterator[Instance]":
    """The instance in a database, as it is."""
    from isonomia.service.instance.unchanged import open_unchanged

    instance = open_unchanged(settings(database))
    try:
        yield instance
    finally:
        instance.database.close()
