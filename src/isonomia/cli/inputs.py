"""From the words of a call to what commands work with: schemes, instants, ledgers, members."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from isonomia.cli.output import remark
from isonomia.errors import LedgerError, UsageError
from isonomia.locale import _, ngettext

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from isonomia.ledger.store import LedgerStore
    from isonomia.scheme.scheme import Scheme
    from isonomia.score.statement.model import Instants


def scheme_path(argument: str) -> Path:
    """The file of a SCHEME argument: a path, or the name of a shipped scheme where no such file exists."""
    from isonomia.presets.find import find_scheme

    return find_scheme(argument)


def society_file(argument: str) -> Path:
    """The file of a society: a path, or the name of a shipped one where no such file exists."""
    from isonomia.presets.find import find_society

    return find_society(argument)


def preset_or_path(argument: str) -> Path:
    """The file of an argument that may be a scheme or a society: a path, or the name of a shipped one."""
    from isonomia.presets import society_names, society_path

    path = Path(argument)
    if not path.exists() and argument in society_names():
        return society_path(argument)
    return scheme_path(argument)


def load(argument: str) -> "Scheme":
    """The scheme that an argument names; SchemeError lists what is wrong with it."""
    from isonomia.scheme.load import load_scheme

    return load_scheme(scheme_path(argument))


def instants(as_of: str | None, known_at: str | None, zone: "ZoneInfo") -> "Instants":
    """The two times of a result; each defaults to one and the same now."""
    from isonomia.score.statement.model import Instants

    now = datetime.now(UTC)
    return Instants(
        _instant("--as-of", as_of, zone) if as_of is not None else now,
        _instant("--known-at", known_at, zone) if known_at is not None else now,
    )


def _instant(option: str, text: str, zone: "ZoneInfo") -> datetime:
    """An instant, local where it has no offset; a bare date is the whole day: its last instant."""
    from isonomia.ledger.instants import DAY, parse_day, parse_occurred
    from isonomia.periods import last_instant

    try:
        return last_instant(parse_day(text), zone) if DAY.fullmatch(text) else parse_occurred(text, zone)
    except ValueError as error:
        raise UsageError(
            _("{option} is '{text}'; expected {expected}").format(option=option, text=text, expected=error),
            remedy=_("give a date such as 2025-03-31 (the whole day) or a time such as 2025-03-31T12:00:00+02:00"),
        ) from None


def open_tables(scheme: "Scheme", paths: Iterable[Path], rejects: Path | None = None) -> "LedgerStore":
    """The ledger as tables, for the engines."""
    from isonomia.ledger.bulk.open_store import open_store
    from isonomia.ledger.readers.interface import STANDARD_INPUT

    chosen = _readable_once(paths)
    try:
        store: LedgerStore = open_store(scheme, chosen, rejects=rejects)
    except LedgerError as error:
        if Path(STANDARD_INPUT) in chosen and error.diagnostics[0].code == "ledger-json":
            remark(_("standard input is read as JSON Lines; write another format to a file"))
        raise
    if rejects is not None:
        with rejects.open("rb") as aside:
            _say_rejected(sum(1 for _row in aside), rejects)
    return store


def _readable_once(paths: Iterable[Path]) -> list[Path]:
    """The paths; standard input can be read once only."""
    from isonomia.ledger.readers.interface import STANDARD_INPUT

    chosen = list(paths)
    if chosen.count(Path(STANDARD_INPUT)) > 1:
        raise UsageError(_("standard input (`-`) given twice"), remedy=_("give it once"))
    return chosen


def _say_rejected(count: int, rejects: Path) -> None:
    if count:
        text = ngettext("{count} row was set aside in", "{count} rows were set aside in", count)
        remark(f"{text} {rejects}")


def members_in(store: "LedgerStore") -> list[str]:
    """Every name of a member in a ledger's tables."""
    tables = [row[0] for row in store.connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
    named = [name for name in tables if name.startswith("event_") or name == "membership"]
    parts = [f'SELECT member FROM "{name}"' for name in named]  # noqa: S608 - names of our own tables
    if "correction" in tables:
        parts.append("SELECT value FROM correction WHERE field = 'member'")
    rows = store.connection.execute(" UNION ".join(parts)).fetchall() if parts else []
    return sorted(str(row[0]) for row in rows if row[0] is not None)


def check_members(wanted: Iterable[str], listed: Collection[str], known: Collection[str]) -> None:
    """UsageError for the first name without a standing: mistyped, or a member who has none at these times.

    No name is suggested: who else is in the ledger is nothing that an error may tell, on a screen that another
    person may see, in a job's log, or to one who tries names until some are close.
    """
    for name in wanted:
        if name in listed:
            continue
        if name in known:
            raise UsageError(
                _("'{name}' has no standing at these times").format(name=name),
                remedy=_("the member had left by --as-of, or no record on file by --known-at names the member"),
            )
        raise UsageError(
            _("no member '{name}' in this ledger").format(name=name),
            remedy=_("write the name exactly as the ledger does, capitals and spaces included"),
        )
