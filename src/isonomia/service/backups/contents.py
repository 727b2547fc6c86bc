"""What a backup is, read from it before anything is done with it."""

from dataclasses import dataclass
from pathlib import Path

from isonomia.errors import EngineFailed, UsageError
from isonomia.locale import _
from isonomia.service.backups import programs, sqlite

POSTGRES_HEADER = b"PGDMP"


@dataclass(frozen=True)
class Contents:
    """A backup that can be restored."""

    file: Path
    is_sqlite: bool
    step: str
    kind: str  # real or demonstration


def contents_of(file: Path) -> Contents:
    """What a file holds. UsageError where it is no backup, or a damaged one."""
    try:
        with file.open("rb") as opened:
            start = opened.read(16)
    except OSError as error:
        raise UsageError(
            _("the backup '{file}' cannot be read: {reason}").format(file=file, reason=(error.strerror or "").lower()),
            remedy=_("name a file that `isonomia admin backup` has written"),
        ) from None
    if start == sqlite.HEADER:
        if fault := sqlite.fault_of(file):
            raise _unsound(file, fault)
        steps = [row[0] for row in sqlite.rows_in(file, "alembic_version", "version_num")]
        settings = {row[0]: row[1] for row in sqlite.rows_in(file, "setting", "name, value")}
    elif start.startswith(POSTGRES_HEADER):
        try:
            steps = [row[0] for row in programs.rows_in(file, "alembic_version")]
            settings = {row[0]: row[1] for row in programs.rows_in(file, "setting")}
        except EngineFailed as error:
            raise _unsound(file, str(error)) from None
    else:
        raise _unsound(file, _("neither an SQLite file nor a dump of PostgreSQL"))
    if len(steps) != 1 or "kind" not in settings:
        raise _unsound(file, _("no instance is in it"))
    return Contents(file, start == sqlite.HEADER, steps[0], settings["kind"])


def _unsound(file: Path, reason: str) -> UsageError:
    return UsageError(
        _("'{file}' is no sound backup: {reason}").format(file=file, reason=reason),
        remedy=_("name a file that `isonomia admin backup` has written, or an older one"),
    )
