"""The list of what was revoked (Token Status List, draft-ietf-oauth-status-list): a bit for each credential.

Everybody fetches the same list, so that asking about one credential tells nobody which.
"""

import zlib
from collections.abc import Iterable
from typing import Any

from joserfc.jwk import ECKey, KeySet

from isonomia.service.credentials.sd_jwt import decoded, encoded
from isonomia.service.credentials.signed_token import NotGenuine, sign, verified

KIND = "statuslist+jwt"
MEDIA_TYPE = "application/statuslist+jwt"
SIZE = 2**17  # credentials that can be valid at the same time
LARGEST = 2**24  # bytes of a list that is read at all
SECONDS_FRESH = 300
SECONDS_VALID = 24 * 3600


def packed(revoked: Iterable[int], size: int = SIZE) -> str:
    """A list of one bit each, 1 for revoked, compressed and encoded (section 4)."""
    bits = bytearray(size // 8)
    for index in revoked:
        bits[index // 8] |= 1 << index % 8
    return encoded(zlib.compress(bytes(bits), 9))


def status_at(status_list: Any, index: int) -> int:
    """The state at an index: 0 is valid. NotGenuine for a list that cannot be read, or that is too short."""
    try:
        bits, packed_list = int(status_list["bits"]), decoded(status_list["lst"])
        unpacked = zlib.decompressobj().decompress(packed_list, LARGEST)
    except (KeyError, TypeError, ValueError, zlib.error):
        raise NotGenuine from None
    if bits not in (1, 2, 4, 8) or not 0 <= index < len(unpacked) * 8 // bits:
        raise NotGenuine
    each = 8 // bits
    return (unpacked[index // each] >> index % each * bits) & ((1 << bits) - 1)


def status_token(address: str, revoked: Iterable[int], now: int, key: ECKey, key_id: str) -> str:
    """The list, signed; `now` in seconds since 1970."""
    payload = {
        "sub": address,
        "iat": now,
        "exp": now + SECONDS_VALID,
        "ttl": SECONDS_FRESH,
        "status_list": {"bits": 1, "lst": packed(revoked)},
    }
    return sign(payload, KIND, key, key_id)


def read_status(token: str, reference: Any, keys: KeySet, now: int) -> int:
    """The state of a credential by its reference (its claim `status`). NotGenuine for a list that cannot be trusted."""
    header, payload = verified(token.strip(), keys)
    try:
        address, index = reference["status_list"]["uri"], reference["status_list"]["idx"]
    except (KeyError, TypeError):
        raise NotGenuine from None
    expires = payload.get("exp")
    is_over = isinstance(expires, int) and expires <= now
    if header.get("typ") != KIND or payload.get("sub") != address or type(index) is not int or is_over:
        raise NotGenuine
    return status_at(payload.get("status_list"), index)
