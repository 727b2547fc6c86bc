"""Selective disclosure for JWTs (RFC 9901): claims that the holder can leave out, each behind a salted digest.

Key binding is not used: a credential is shown by whoever holds the file.
"""

import base64
import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from typing import Any

from joserfc.jwk import ECKey, KeySet

from isonomia.service.credentials.signed_token import NotGenuine, sign, verified

SALT_BYTES = 16  # RFC 9901, 9.3
HASHES = {"sha-256": hashlib.sha256, "sha-384": hashlib.sha384, "sha-512": hashlib.sha512}
RESERVED = ("_sd", "...")
DEEPEST = 20
BASE64URL = re.compile(r"[A-Za-z0-9_-]*")


def disclosure(name: str, value: Any, salt: str | None = None) -> str:
    """One disclosable claim, encoded (RFC 9901, 4.2.1)."""
    made = json.dumps([salt or encoded(secrets.token_bytes(SALT_BYTES)), name, value], ensure_ascii=False)
    return encoded(made.encode())


def digest_of(text: str, algorithm: str = "sha-256") -> str:
    """What stands in the signed part for a disclosure (RFC 9901, 4.2.3)."""
    return encoded(HASHES[algorithm](text.encode()).digest())


def issue(claims: Mapping[str, Any], disclosable: Mapping[str, Any], kind: str, key: ECKey, key_id: str) -> str:
    """An SD-JWT with all its disclosures; digests are sorted, so that their order says nothing (RFC 9901, 9.4)."""
    disclosures = [disclosure(name, value) for name, value in disclosable.items()]
    payload = dict(claims)
    if disclosures:
        payload |= {"_sd": sorted(map(digest_of, disclosures)), "_sd_alg": "sha-256"}
    return "~".join([sign(payload, kind, key, key_id), *disclosures, ""])


def read(token: str, keys: KeySet) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims, with what is disclosed in its place. NotGenuine if any rule of RFC 9901, 7.1 is broken."""
    signed, *disclosures, last = token.split("~")
    if last:
        raise NotGenuine  # bound to a key, which nothing here asks for
    header, payload = verified(signed, keys)
    algorithm = payload.pop("_sd_alg", "sha-256")
    if algorithm not in HASHES:
        raise NotGenuine
    opener = _Opener({digest_of(item, algorithm): _decoded(item) for item in disclosures})
    claims = opener.opened(payload)
    if len(opener.waiting) + len(opener.used) != len(disclosures) or opener.waiting:
        raise NotGenuine  # one is there twice, or stands for nothing (steps 4 and 5)
    return header, claims


class _Opener:
    """Puts disclosures in the place of their digests; each digest may stand once."""

    def __init__(self, waiting: dict[str, list[Any]]) -> None:
        self.waiting = waiting
        self.used: set[str] = set()
        self.seen: set[str] = set()

    def take(self, digest: Any, length: int) -> list[Any] | None:
        """The disclosure of a digest; None for one that is not disclosed, or that stands for nothing."""
        if not isinstance(digest, str) or digest in self.seen:
            raise NotGenuine
        self.seen.add(digest)
        found = self.waiting.pop(digest, None)
        if found is None:
            return None
        if len(found) != length:
            raise NotGenuine
        self.used.add(digest)
        return found

    def opened(self, value: Any, depth: int = 0) -> Any:
        if depth > DEEPEST:
            raise NotGenuine
        if isinstance(value, dict):
            return self._object(value, depth)
        if isinstance(value, list):
            return [item for part in value for item in self._element(part, depth)]
        return value

    def _object(self, value: dict[str, Any], depth: int) -> dict[str, Any]:
        digests = value.get("_sd", [])
        if not isinstance(digests, list) or "..." in value or (depth and "_sd_alg" in value):
            raise NotGenuine
        found = {name: self.opened(item, depth + 1) for name, item in value.items() if name != "_sd"}
        for digest in digests:
            opened = self.take(digest, 3)
            if opened is None:
                continue
            name = opened[1]
            if not isinstance(name, str) or name in RESERVED or name in found:
                raise NotGenuine
            found[name] = self.opened(opened[2], depth + 1)
        return found

    def _element(self, part: Any, depth: int) -> list[Any]:
        if not (isinstance(part, dict) and "..." in part):
            return [self.opened(part, depth + 1)]
        if len(part) != 1:
            raise NotGenuine
        opened = self.take(part["..."], 2)
        return [] if opened is None else [self.opened(opened[1], depth + 1)]


def _decoded(text: str) -> list[Any]:
    try:
        found = json.loads(decoded(text))
    except (ValueError, RecursionError):
        raise NotGenuine from None
    if not isinstance(found, list) or len(found) not in (2, 3):
        raise NotGenuine
    return found


def encoded(data: bytes) -> str:
    """Base64url without padding (RFC 7515, 2)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Its inverse. ValueError for anything else."""
    if BASE64URL.fullmatch(text) is None:
        raise ValueError("not Base64url")
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
