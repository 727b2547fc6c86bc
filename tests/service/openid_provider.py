"""An OpenID provider on this machine: signs real tokens, and lies about one thing if a test wants it to."""

import hmac
import json
import secrets
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import urlencode

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from fastapi import FastAPI, Form, Request
from fastapi.responses import JSONResponse, RedirectResponse
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from service.authenticator import text_of

CLIENT, SECRET = "club", "the secret of the club"


@cache
def provider_key() -> RSAKey:
    """The provider's key; made once, because that takes long."""
    return RSAKey.generate_key(2048, {"kid": "1", "use": "sig"})


@dataclass
class OpenIDProvider:
    """Its state: who is signed in there, and what it says wrongly."""

    issuer: str
    now: Callable[[], datetime]
    subject: str = "248289761001"
    claims: dict[str, Any] = field(default_factory=dict)  # put into each token over the right ones; None takes one out
    configuration: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=provider_key)
    signing_key: RSAKey | None = None
    algorithm: str = "RS256"
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens_given: int = 0

    def app(self) -> FastAPI:
        """The provider's four addresses."""
        app = FastAPI()

        @app.get("/.well-known/openid-configuration")
        def configuration() -> dict[str, Any]:
            at = self.issuer
            return {
                "issuer": at,
                "authorization_endpoint": f"{at}/authorize",
                "token_endpoint": f"{at}/token",
                "jwks_uri": f"{at}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            } | self.configuration

        @app.get("/keys")
        def keys() -> dict[str, Any]:
            public: list[Any] = list(KeySet([self.key]).as_dict(private=False)["keys"])
            return {"keys": [*public, {"kty": "a kind of the future", "kid": "2"}]}

        @app.get("/authorize")
        def authorize(request: Request) -> RedirectResponse:
            asked = dict(request.query_params)
            assert asked["response_type"] == "code"
            assert asked["client_id"] == CLIENT
            assert asked["scope"] == "openid"
            assert asked["code_challenge_method"] == "S256"
            code = secrets.token_urlsafe(8)
            self.asked[code] = asked
            back = urlencode({"code": code, "state": asked["state"], "iss": self.issuer})
            return RedirectResponse(f"{asked['redirect_uri']}?{back}", 303)

        @app.post("/token")
        def token(
            request: Request, code: str = Form(), code_verifier: str = Form(), redirect_uri: str = Form()
        ) -> JSONResponse:
            asked = self.asked.pop(code, None)
            basic = b64decode(request.headers["authorization"].removeprefix("Basic ")).decode()
            is_right = (
                asked is not None
                and basic == f"{CLIENT}:{SECRET}"
                and redirect_uri == asked["redirect_uri"]
                and create_s256_code_challenge(code_verifier) == asked["code_challenge"]
            )
            if not is_right or asked is None:
                return JSONResponse({"error": "invalid_grant"}, 400)
            self.tokens_given += 1
            token = self.id_token(asked["nonce"])
            return JSONResponse({"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": token})

        return app

    def id_token(self, nonce: str) -> str:
        """A signed token for whoever is signed in."""
        now = int(self.now().timestamp())
        right = {"iss": self.issuer, "sub": self.subject, "aud": CLIENT, "exp": now + 300, "iat": now, "nonce": nonce}
        claims = {name: value for name, value in (right | self.claims).items() if value is not None}
        if self.algorithm == "RS256":
            return jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.signing_key or self.key)
        parts = [text_of(json.dumps(part).encode()) for part in ({"alg": self.algorithm, "kid": "1"}, claims)]
        signed = ".".join(parts)
        public = self.key.as_pem(private=False)  # taken for a shared secret, as unwary verifiers do
        made = hmac.digest(public, signed.encode(), "sha256") if self.algorithm == "HS256" else b""
        return f"{signed}.{text_of(made)}"
