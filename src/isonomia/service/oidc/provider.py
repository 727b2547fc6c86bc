"""The organisation's OpenID provider: what it says of itself, and what it says of whoever comes back from it.

Authorization code with PKCE (RFC 7636), state and nonce; OpenID Connect Core 1.0, section 3.1; by Authlib. The
provider is asked over https (over http on this machine alone), for seconds, and its redirects are not followed.
"""

import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import httpx2
from authlib.integrations.httpx_client import OAuth2Client, OAuthError
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from isonomia.locale import _
from isonomia.service.config import Settings
from isonomia.service.problems import Problem

SECONDS = 5.0
LARGEST = 1024 * 1024
LEEWAY = 60  # seconds by which two clocks may differ
SIGNATURES = ("RS256", "PS256", "ES256", "ES384", "EdDSA", "Ed25519")  # with public keys only: never none, never HS256
PUBLIC_KEYS = ("RSA", "EC", "OKP")
LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Provider:
    """Where a provider is asked (OpenID Connect Discovery 1.0, section 3)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    client_authentication: str


def is_configured(settings: Settings) -> bool:
    """Whether the organisation has a provider."""
    return bool(settings.oidc_issuer)


def provider_name(settings: Settings) -> str:
    """What people know the provider by: its host; empty if there is none."""
    return urlsplit(settings.oidc_issuer).hostname or ""


def unreachable(why: str) -> Problem:
    """The provider's fault or the configuration's. `why` is for whoever runs the service, and names no person."""
    return Problem(
        502,
        "provider",
        _("The organisation's sign-in does not work now: {why}.").format(why=why),
        remedy=_("Sign in in another way, or try later."),
    )


def refused() -> Problem:
    """One answer to everything that is wrong with what came back."""
    return Problem(
        403,
        "provider-refused",
        _("The organisation's sign-in was not accepted."),
        remedy=_("Begin again on the page 'Sign in'."),
    )


def discover(settings: Settings) -> Provider:
    """What the provider says of itself. Problem 502 if it cannot be asked or says it is another."""
    found = _get(settings.oidc_issuer.rstrip("/") + "/.well-known/openid-configuration")
    if found.get("issuer") != settings.oidc_issuer:
        raise unreachable(_("it calls itself '{name}'").format(name=found.get("issuer")))
    methods = found.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    secret_goes = "client_secret_basic" if "client_secret_basic" in methods else "client_secret_post"
    return Provider(
        settings.oidc_issuer,
        _address(found, "authorization_endpoint"),
        _address(found, "token_endpoint"),
        _address(found, "jwks_uri"),
        secret_goes if settings.oidc_client_secret else "none",
    )


def address_to_go_to(settings: Settings, provider: Provider, state: str, nonce: str, verifier: str) -> str:
    """Where the browser goes to sign in there."""
    with _client(settings, provider) as client:
        address, _state = client.create_authorization_url(
            provider.authorization_endpoint, state=state, nonce=nonce, code_verifier=verifier
        )
    return str(address)


def subject_of(settings: Settings, provider: Provider, code: str, nonce: str, verifier: str, now: datetime) -> str:
    """Who came back, by the provider's own name for them. Problem 403 unless every claim of the token holds."""
    try:
        with _client(settings, provider) as client:
            token = client.fetch_token(
                provider.token_endpoint, grant_type="authorization_code", code=code, code_verifier=verifier
            )
    except OAuthError:
        raise refused() from None
    except (httpx2.HTTPError, ValueError):
        raise unreachable(_("it does not answer")) from None
    found = _get(provider.jwks_uri).get("keys")
    try:
        keys = [key for key in found if key["kty"] in PUBLIC_KEYS]  # type: ignore[union-attr]
        signed = jwt.decode(
            str(token.get("id_token", "")), KeySet.import_key_set({"keys": keys}), algorithms=SIGNATURES
        )
        claims = CodeIDToken(
            signed.claims,
            signed.header,
            options={
                "iss": {"essential": True, "value": provider.issuer},
                "aud": {"essential": True, "value": settings.oidc_client_id},
            },
            params={"nonce": nonce, "client_id": settings.oidc_client_id, "access_token": token.get("access_token")},
        )
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY)
    except (JoseError, ValueError, TypeError, KeyError):
        raise refused() from None
    subject = claims["sub"]
    if not isinstance(subject, str) or not 1 <= len(subject) <= 255:
        raise refused()
    return subject


def _client(settings: Settings, provider: Provider) -> Any:
    return OAuth2Client(
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret or None,
        token_endpoint_auth_method=provider.client_authentication,
        scope="openid",  # not `email`, not `profile`: nothing more is wanted
        redirect_uri=f"{settings.origin}/sign-in/provider/return",
        code_challenge_method="S256",
        timeout=SECONDS,
        follow_redirects=False,
        verify=_certificates(),
    )


@cache
def _certificates() -> ssl.SSLContext:
    """The authorities that are trusted; read once, because that takes longer than asking."""
    return httpx2.create_ssl_context()


def _address(found: Mapping[str, Any], name: str) -> str:
    address = str(found.get(name, ""))
    parts = urlsplit(address)
    if not (parts.scheme == "https" and parts.hostname) and not (parts.scheme == "http" and parts.hostname in LOCAL):
        raise unreachable(_("its {name} is no https address").format(name=name))
    return address


def _get(address: str) -> dict[str, Any]:
    """A JSON object of an address, of a bounded size."""
    try:
        with httpx2.stream("GET", address, timeout=SECONDS, follow_redirects=False, verify=_certificates()) as answer:
            if answer.status_code != 200:
                raise unreachable(_("it answers {status}").format(status=answer.status_code))
            body = b""
            for part in answer.iter_bytes():
                body += part
                if len(body) > LARGEST:
                    raise unreachable(_("its answer is too long"))
    except (httpx2.HTTPError, httpx2.InvalidURL):
        raise unreachable(_("it does not answer")) from None
    try:
        found = json.loads(body)
    except ValueError:
        raise unreachable(_("its answer is not JSON")) from None
    if not isinstance(found, dict):
        raise unreachable(_("its answer is not JSON"))
    return found
