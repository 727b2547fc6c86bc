"""Starting the live service."""

import os
import socket
import tempfile
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import typer

from isonomia.cli import inputs
from isonomia.cli.behind import Behind
from isonomia.cli.shared_port import hold_port, is_spread
from isonomia.errors import EngineUnavailable, UsageError
from isonomia.garbage import keep_what_is_loaded
from isonomia.locale import _

if TYPE_CHECKING:
    from fastapi import FastAPI

    from isonomia.service.config import Settings
    from isonomia.service.instance.instance import Instance

NEEDED = (
    "alembic",
    "authlib",
    "cryptography",
    "fastapi",
    "httpx2",
    "joserfc",
    "opendp",
    "python_multipart",
    "sqlalchemy",
    "uvicorn",
    "webauthn",
)
SCHEME_OF_PROCESSES = "_ISONOMIA_SCHEME_OF_PROCESSES"
"""Tells the processes of a server which scheme their parent was given."""
DEMONSTRATED = "riverside-time-bank"


def settings(folder: Path | None, port: int | None) -> "Settings":
    """The configuration of the environment; a demonstration's in its own folder."""
    _check_installed()
    from isonomia.service.config import settings_from

    found = settings_from()
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        found = replace(found, database=f"sqlite:///{folder.resolve() / 'demonstration.db'}")
    if port is not None and urlsplit(found.origin).hostname == "localhost":
        found = replace(found, origin=f"http://localhost:{port}")
    return found


def missing_package() -> str:
    """A package that the service needs and that is not there; nothing if all are."""
    try:
        for name in NEEDED:
            import_module(name)
    except ImportError as missing:
        return missing.name or ""
    return ""


def _check_installed() -> None:
    name = missing_package()
    if name:
        raise EngineUnavailable(
            _("the service needs the package {name}").format(name=name),
            remedy=_("pip install 'isonomia[serve]'"),
        )


def show(found: "Settings") -> None:
    """Print the effective configuration, without its secrets."""
    for name, value in found.shown().items():
        typer.echo(f"{name}={value}")


def serve(scheme: str | None, found: "Settings", address: str, port: int | None, *, is_demonstration: bool) -> None:
    """Run until stopped."""
    import uvicorn

    from isonomia.service.app import application
    from isonomia.service.instance.instance import open_instance
    from isonomia.service.operation.logs import log_as_json
    from isonomia.service.operation.tracing import traces_of
    from isonomia.service.tasks import tasks_of

    if scheme is None and not is_demonstration:
        raise UsageError(
            _("no scheme is named"), remedy=_("`isonomia serve scheme.yaml`, or `isonomia serve --demo` to look around")
        )
    if is_demonstration and found.database == type(found)().database:
        found = replace(found, database=f"sqlite:///{Path(tempfile.mkdtemp()) / 'demonstration.db'}")
    compiled = inputs.load(scheme or DEMONSTRATED)
    instance = open_instance(compiled, found, is_demonstration=is_demonstration)
    if is_demonstration:
        from isonomia.service.demonstration.community import furnish

        typer.echo(_("A made-up community. Open a link to be one of its people:"))
        for link in furnish(instance):
            typer.echo(f"  {link.role:<9} {link.name:<20} {link.address}")
    else:
        log_as_json()
    typer.echo(_("{name} is at {origin}").format(name=instance.name, origin=found.origin))
    keep_what_is_loaded()
    if instance.database.is_sqlite or is_demonstration:
        app = application(instance, tasks_of(instance), traces_of(found))
        uvicorn.run(app, **listening(found, address, port))
        return
    _tell_processes(str(scheme), found)
    with Behind():
        uvicorn.run(application(instance, (), traces_of(found)), **listening(found, address, port))


def listening(found: "Settings", address: str, port: int | None) -> dict[str, Any]:
    """How the server listens: whose forwarded addresses it believes, and nothing of itself in its answers."""
    return {
        "host": address or "127.0.0.1",
        "port": port or urlsplit(found.origin).port or 8321,
        "log_config": None,
        "proxy_headers": bool(found.trusted_proxies),
        "forwarded_allow_ips": found.trusted_proxies or None,
        "server_header": False,
    }


def serve_with_workers(
    scheme: str | None, found: "Settings", address: str, port: int | None, workers: int, *, is_demonstration: bool
) -> None:
    """Run several server processes on one PostgreSQL, and one that does the work behind the pages."""
    from sqlalchemy import make_url

    from isonomia.service.instance.instance import open_instance

    if is_demonstration or make_url(found.database).get_backend_name() == "sqlite" or scheme is None:
        raise UsageError(
            _("several server processes need a scheme and PostgreSQL; an SQLite file is served by one"),
            remedy=_("set ISONOMIA_DATABASE to a PostgreSQL database, or leave --workers out"),
        )
    instance = open_instance(inputs.load(scheme), found)  # refused, or brought up to date, once and here
    instance.database.close()
    typer.echo(_("{name} is at {origin}").format(name=instance.name, origin=found.origin))
    _tell_processes(scheme, found)
    with Behind():
        _supervise(workers, listening(found, address, port))


def _supervise(workers: int, listening_as: dict[str, Any]) -> None:
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    config = uvicorn.Config(
        "isonomia.cli.serving:application_of_process", factory=True, workers=workers, **listening_as
    )
    held: socket.socket | None = None
    if is_spread():
        with suppress(OSError):  # what is wrong with the address is said below
            held = hold_port(config.host, config.port)
    Multiprocess(config, sockets=[held or config.bind_socket()]).run()


def _tell_processes(scheme: str, found: "Settings") -> None:
    """Leave in the environment what the processes that are started need to open the same instance."""
    os.environ[SCHEME_OF_PROCESSES] = scheme
    os.environ["ISONOMIA_ORIGIN"] = found.origin


def instance_of_process() -> "Instance":
    """The instance, opened in one of a server's processes."""
    from isonomia.service.instance.instance import open_instance
    from isonomia.service.operation.logs import log_as_json

    log_as_json()
    instance = open_instance(inputs.load(os.environ[SCHEME_OF_PROCESSES]), settings(None, None))
    keep_what_is_loaded()
    return instance


def application_of_process() -> "FastAPI":
    """The application of one of several server processes; called by uvicorn in each."""
    from isonomia.service.app import application
    from isonomia.service.operation.tracing import traces_of

    instance = instance_of_process()
    return application(instance, (), traces_of(instance.settings))
