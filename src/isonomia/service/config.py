"""Configuration: from the environment alone, checked at the start, printed without its secrets."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import make_url

from isonomia.errors import UsageError
from isonomia.locale import _

PREFIX = "ISONOMIA_"


@dataclass(frozen=True)
class Settings:
    """How an instance runs. Each field is the variable ISONOMIA_<FIELD>, or a file named by ISONOMIA_<FIELD>_FILE."""

    database: str = "sqlite:///isonomia.db"  # sqlite:////folder/file.db, or postgresql://user@host/name
    origin: str = "http://localhost:8321"  # as members type it; passkeys and cookies are bound to it
    log_name: str = ""  # the name of the transparency log; by default the origin without its scheme
    log_witnesses: str = ""  # public keys of witnesses whose cosignatures are published, separated by spaces
    session_hours: int = 12  # idle time after which one signs in again
    trusted_proxies: str = ""  # addresses whose X-Forwarded-* headers are believed, separated by commas
    connect: str = ""  # the path of a connect.yaml whose queries are read on a timer
    connect_minutes: int = 15  # how often they are read
    oidc_issuer: str = ""  # the organisation's sign-in (OpenID Connect), by its issuer's address
    oidc_client_id: str = ""  # the id that the organisation's sign-in gave this service
    oidc_client_secret: str = ""  # and its secret
    erased_list: str = ""  # a file on another disk that keeps digests of who was erased, for restoring older backups
    rate_key: int = 50  # requests a second of one key or session; ten seconds' worth may come at once
    rate_network: int = 200  # requests a second of one network; ten seconds' worth may come at once
    rate_sign_in: int = 60  # attempts of one network to sign in within a quarter of an hour; by codes a sixth of them
    otlp_endpoint: str = ""  # where traces go (OTLP over HTTP), such as http://localhost:4318/v1/traces; empty: nowhere
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
        text = _given(name, environment)
        if text is not None:
            given[field.name] = _read(name, text, field.type is int)
    settings = Settings(**given)  # type: ignore[arg-type]
    _check_origin(settings)
    _check_provider(settings)
    return settings


def _given(name: str, environment: Mapping[str, str]) -> str | None:
    """A variable's text; of NAME_FILE the text of that file, so that a secret stands in no list of processes."""
    if f"{name}_FILE" not in environment:
        return environment.get(name)
    if name in environment:
        raise UsageError(
            _("{name} and {name}_FILE are both set").format(name=name),
            remedy=_("take one of them out of the environment"),
        )
    try:
        return Path(environment[f"{name}_FILE"]).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            _("the file of {name}_FILE cannot be read: {reason}").format(name=name, reason=type(error).__name__),
            remedy=_("name a file that the service may read"),
        ) from None


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


def _check_provider(settings: Settings) -> None:
    issuer = settings.oidc_issuer
    if not issuer:
        return
    parts = urlsplit(issuer)
    is_local = parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1")
    if not parts.hostname or parts.query or parts.fragment or not (parts.scheme == "https" or is_local):
        raise UsageError(
            _("ISONOMIA_OIDC_ISSUER is '{text}'; expected an https address").format(text=issuer),
            remedy=_("write it as the provider names itself, such as https://sign-in.example.org"),
        )
    if not settings.oidc_client_id:
        raise UsageError(
            _("ISONOMIA_OIDC_ISSUER is set, and ISONOMIA_OIDC_CLIENT_ID is not"),
            remedy=_("register this service with the provider, and set the id (and the secret) that it gives"),
        )
