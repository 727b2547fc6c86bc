"""PostgreSQL's own programs: found, run without a shell, and with the password out of sight of other users."""

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import URL

from isonomia.errors import EngineFailed, EngineUnavailable
from isonomia.locale import _


def run(name: str, *arguments: str, url: URL | None = None) -> bytes:
    """What a program prints. EngineUnavailable where it is missing, EngineFailed with its own words where it fails."""
    program = shutil.which(name)
    if program is None:
        raise EngineUnavailable(
            _("the program {name} is not on this machine").format(name=name),
            remedy=_("install PostgreSQL's client programs, of the server's version or newer"),
        )
    environment = {**os.environ, **(_connection(url) if url is not None else {})}
    done = subprocess.run([program, *arguments], capture_output=True, check=False, env=environment)
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines() or [_("it ended with an error")]
        raise EngineFailed(_("{name} failed: {reason}").format(name=name, reason=lines[0]))
    return done.stdout


def _connection(url: URL) -> dict[str, str]:
    """An address as libpq's variables: a command line can be read by everybody on the machine."""
    query = url.query
    found = {
        "PGHOST": url.host or query.get("host"),
        "PGPORT": str(url.port) if url.port else query.get("port"),
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
        "PGSSLMODE": query.get("sslmode"),
        "PGSSLROOTCERT": query.get("sslrootcert"),
        "PGPASSFILE": query.get("passfile"),
    }
    return {name: str(value) for name, value in found.items() if value}


def dump(url: URL, target: Path) -> None:
    """A whole database into a file, in one snapshot."""
    arguments = ("--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
    run("pg_dump", *arguments, url=url)


def rows_in(file: Path, table: str) -> list[list[str]]:
    """The rows of a table of a dump, as texts; small tables only."""
    text = run("pg_restore", "--data-only", f"--table={table}", "--file=-", str(file)).decode()
    rows: list[list[str]] = []
    inside = False
    for line in text.splitlines():
        if line.startswith("COPY "):
            inside = True
        elif line == "\\.":
            inside = False
        elif inside:
            rows.append(line.split("\t"))
    return rows


def script_of(file: Path, target: Path) -> None:
    """A dump as statements."""
    run("pg_restore", "--no-owner", "--no-privileges", f"--file={target}", str(file))


def run_script(url: URL, script: Path) -> None:
    """Run statements in one transaction: all, or none."""
    run("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", f"--file={script}", url=url)
