"""Signed tokens (JWS, RFC 7515) with ES256 alone: one algorithm, so that none can be chosen by whoever forges."""

import json
from collections.abc import Mapping
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet

ALGORITHM = "ES256"
LONGEST = 256 * 1024  # characters of a token that is read at all


class NotGenuine(Exception):
    """A token that is not what it says: malformed, or not signed by a key that is trusted."""


def sign(payload: Mapping[str, Any], kind: str, key: ECKey, key_id: str) -> str:
    """A token in the compact form; `kind` is its header `typ`."""
    header = {"alg": ALGORITHM, "typ": kind, "kid": key_id}
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    return jws.serialize_compact(header, text, key, algorithms=[ALGORITHM])


def key_set(text: str) -> KeySet:
    """Public keys from a JWK Set (RFC 7517, 5). ValueError if it is none."""
    try:
        listed = json.loads(text)["keys"]
        found = [ECKey.import_key(key) for key in listed if key.get("kty") == "EC"]  # others are ignored (RFC 7517, 5)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError(type(error).__name__) from None
    if not found:
        raise ValueError("no-keys")
    return KeySet(list(found))


def verified(token: str, keys: KeySet) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and payload of a token that one of the keys has signed. NotGenuine otherwise."""
    if len(token) > LONGEST or not token.isascii():
        raise NotGenuine
    for key in _candidates(token, keys):
        try:
            found = jws.deserialize_compact(token, key, algorithms=[ALGORITHM])
            payload = json.loads(found.payload or b"")
        except (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            continue
        if isinstance(payload, dict):
            return dict(found.headers()), payload
    raise NotGenuine


def named_key(token: str) -> str | None:
    """The id of the key that a token says it is signed by, from the id or an address that ends in it.

    Nothing shows that it is. NotGenuine for what is no token.
    """
    try:
        named = jws.extract_compact(token.encode()).headers().get("kid")
    except (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise NotGenuine from None
    return named.rsplit("/", 1)[-1] if isinstance(named, str) else None


def _candidates(token: str, keys: KeySet) -> list[ECKey]:
    """The key that the token names; all, if it names none."""
    named = named_key(token)
    known = [key for key in keys.keys if isinstance(key, ECKey)]
    return known if named is None else [key for key in known if key.kid == named]
