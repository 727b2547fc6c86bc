"""`isonomia admin backup`: everything in one file, taken while the service runs."""

from pathlib import Path
from typing import Annotated

import typer

from isonomia.cli.admin.options import DatabaseOption
from isonomia.locale import _


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("Where to write it; replaced only once it is whole."))],
    database: DatabaseOption = "",
) -> None:
    """Write a backup into FILE and check it. The service goes on meanwhile.

    It holds everything, secrets too: only its owner can read it. Of erased people it holds nothing. Beside it lies
    FILE.erased, which keeps `restore` from bringing back whoever is erased later: keep the two together. PostgreSQL
    needs its programs pg_dump and pg_restore.

    \b
    Examples:
      isonomia admin backup club-monday.backup
      isonomia admin backup club.backup --database postgresql://club@host/club
    """
    from datetime import UTC, datetime

    from isonomia.cli.admin.options import settings
    from isonomia.cli.output import check_target
    from isonomia.cli.progress import working
    from isonomia.service.backups.take import take
    from isonomia.service.instance.unchanged import existing_database

    check_target(file)
    opened = existing_database(settings(database).database)
    with working(_("Copying")):
        taken = take(opened, file, datetime.now(UTC))
    opened.close()
    typer.echo(
        _("{file}: {size} KiB, whole and checked, at step {step}").format(
            file=taken.file, size=-(-taken.size // 1024), step=taken.step
        )
    )
