"""Starting the live service."""

import tempfile
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import typer

from isonomia.cli import inputs
from isonomia.errors import EngineUnavailable, UsageError
from isonomia.locale import _

if TYPE_CHECKING:
    from isonomia.service.config import Settings

NEEDED = (
    "alembic",
    "authlib",
    "cryptography",
    "fastapi",
    "httpx2",
    "python_multipart",
    "sqlalchemy",
    "uvicorn",
    "webauthn",
)
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


def _check_installed() -> None:
    try:
        for name in NEEDED:
            import_module(name)
    except ImportError as missing:
        raise EngineUnavailable(
            _("the service needs the package {name}").format(name=missing.name),
            remedy=_("pip install 'isonomia[serve]'"),
        ) from None


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
    uvicorn.run(application(instance, tasks_of(instance)), **listening(found, address, port))


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
