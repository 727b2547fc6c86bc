"""Configuration: from the environment alone, checked at the start, printed without its secrets."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlsplit

from sqlalchemy import make_url

from isonomia.errors import UsageError
from isonomia.locale import _

PREFIX = "ISONOMIA_"


@dataclass(frozen=True)
class Settings:
    """How an instance runs. Each field is the variable ISONOMIA_<FIELD>."""

    database: str = "sqlite:///isonomia.db"
    origin: str = "http://localhost:8321"  # as members type it; passkeys and cookies are bound to it
    log_name: str = ""  # the name of the transparency log; by default the origin without its scheme
    log_witnesses: str = ""  # public keys of witnesses whose cosignatures are published, separated by spaces
    session_hours: int = 12  # idle time after which one signs in again
    trusted_proxies: str = ""  # addresses whose X-Forwarded-* headers are believed, separated by commas
    connect: str = ""  # the path of a connect.yaml whose queries are read on a timer
    connect_minutes: int = 15
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    metrics_token: str = ""  # whoever reads /metrics from elsewhere than this machine must bear it

    @property
    def host(self) -> str:
        """The host that members type, without a port."""
        return urlsplit(self.origin).hostname or ""

    @property
    def is_secure(self) -> bool:
        """Whether the address is https."""
        return self.origin.startswith("https://")

    def shown(self) -> dict[str, str]:
        """The effective configuration, with secrets hidden."""
        found = {field.name: str(getattr(self, field.name)) for field in fields(self)}
        found["database"] = make_url(self.database).render_as_string(hide_password=True)
        for name in ("oidc_client_secret", "metrics_token"):
            found[name] = "***" if found[name] else ""
        return {PREFIX + name.upper(): value for name, value in found.items()}


def settings_from(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings that an environment gives. UsageError names a variable that is unknown or cannot be read."""
    known = {PREFIX + field.name.upper(): field for field in fields(Settings)}
    given: dict[str, object] = {}
    for name, field in known.items():
        if name in environment:
            given[field.name] = _read(name, environment[name], field.type is int)
    settings = Settings(**given)  # type: ignore[arg-type]
    _check_origin(settings)
    return settings


def _read(name: str, text: str, is_number: bool) -> object:
    if not is_number:
        return text
    if not text.isdecimal() or not 1 <= int(text) <= 10_000:
        raise UsageError(
            _("{name} is '{text}'; expected a whole number from 1 to 10000").format(name=name, text=text),
            remedy=_("correct it in the environment"),
        )
    return int(text)


def _check_origin(settings: Settings) -> None:
    parts = urlsplit(settings.origin)
    is_plain = parts.scheme in ("http", "https") and parts.hostname and parts.path in ("", "/") and not parts.query
    is_local = settings.host in ("localhost", "127.0.0.1", "::1")
    if not is_plain or parts.username or (parts.scheme == "http" and not is_local):
        raise UsageError(
            _("ISONOMIA_ORIGIN is '{text}'; expected an https address without a path").format(text=settings.origin),
            remedy=_("write it as members type it, such as https://points.example.org; http only for localhost"),
        )
    if settings.origin.endswith("/"):
        object.__setattr__(settings, "origin", settings.origin.rstrip("/"))
