"""What stands in the log for a fact: HMAC-SHA256 with the member's key, over the fact in its one canonical form.

The log shows nothing of a fact to whoever has not the key, not even whether two facts are of one person. To prove that
a fact is in the log, a member needs the fact (the JSON object as exported) and the member's key, and nothing else: the
place in the log is found by search. Deleting the key makes what is in the log meaningless for ever, for everybody who
did not have it, and changes no byte of the log, so every checkpoint still holds.

Whoever is shown the key of a member can test guesses about all of that member's facts: a key is for the member.
"""

import hmac
import json
import secrets
from collections.abc import Mapping
from typing import Any

from isonomia.errors import UsageError
from isonomia.locale import _

KEY_BYTES = 32
COMMITMENT_BYTES = 32
INTEGER_MAX = 2**53 - 1  # beyond it readers of JSON differ (RFC 8785 section 3.2.2.3, RFC 7493 section 2.2)


def new_member_key() -> bytes:
    """A key for one person: 32 bytes from the system's source of randomness."""
    return secrets.token_bytes(KEY_BYTES)


def canonical_bytes(fact: Mapping[str, Any]) -> bytes:
    """A fact as the one sequence of bytes that is committed to: RFC 8785 (JSON Canonicalization Scheme).

    A fact is a JSON object of objects, lists, texts, integers up to 2**53 - 1, true, false and null. Other numbers
    are written as texts, as the ledger writes them, so that no reader rounds them.

    Raises:
        UsageError: The fact holds something else.
    """
    try:
        return json.dumps(_ordered(fact), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")
    except UnicodeEncodeError:
        raise _not_a_fact(_("a text that is not Unicode (half of a surrogate pair)")) from None
    except RecursionError:
        raise _not_a_fact(_("objects nested too deeply")) from None


def commitment(member_key: bytes, fact: Mapping[str, Any]) -> bytes:
    """The entry of the log for a fact, 32 bytes (ValueError for a key that has not 32 bytes)."""
    return commitment_to(member_key, canonical_bytes(fact))


def commitment_to(member_key: bytes, canonical: bytes) -> bytes:
    """The same for a fact in its canonical form."""
    if len(member_key) != KEY_BYTES:
        raise ValueError(f"a member's key has {KEY_BYTES} bytes, not {len(member_key)}")
    return hmac.digest(member_key, canonical, "sha256")


def parse_fact(text: str) -> dict[str, Any]:
    """A fact from JSON, however it is spaced and ordered.

    Raises:
        UsageError: It is no JSON object, or names a key twice.
    """
    try:
        fact = json.loads(text, object_pairs_hook=_unrepeated)
    except (ValueError, RecursionError) as error:
        raise _not_a_fact(_("text that is not JSON ({reason})").format(reason=error)) from None
    if not isinstance(fact, dict):
        raise _not_a_fact(_("JSON that is not an object"))
    return fact


def parse_member_key(text: str) -> bytes:
    """A member's key from the 64 hexadecimal digits in which it is exported.

    Raises:
        UsageError: It is something else.
    """
    digits = text.strip()
    if len(digits) == 2 * KEY_BYTES and all(digit in "0123456789abcdefABCDEF" for digit in digits):
        return bytes.fromhex(digits)
    raise UsageError(
        _("this is no member's key: expected 64 hexadecimal digits, got {count} characters").format(count=len(digits)),
        remedy=_("give the file with the key from your export, as it was exported"),
    )


def _ordered(value: Any) -> Any:
    if value is None or isinstance(value, (str, bool)):  # most values are; a tuple is tried faster than a union
        return value
    if isinstance(value, (dict, Mapping)):
        if not all(isinstance(key, str) for key in value):
            raise _not_a_fact(_("a key that is not a text"))
        # RFC 8785 section 3.2.3: by UTF-16 code units, which for ASCII is the order of the texts
        keys = sorted(value) if all(map(str.isascii, value)) else sorted(value, key=_utf_16)
        return {key: _ordered(value[key]) for key in keys}
    if isinstance(value, (list, tuple)):
        return [_ordered(item) for item in value]
    if isinstance(value, int) and abs(value) <= INTEGER_MAX:
        return value
    if isinstance(value, int | float):
        raise _not_a_fact(_("the number {number}").format(number=value))
    raise _not_a_fact(_("a value of the type {name}").format(name=type(value).__name__))


def _utf_16(key: str) -> bytes:
    return key.encode("utf-16-be")


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(_("a key stands twice in one object"))
    return found


def _not_a_fact(found: str) -> UsageError:
    return UsageError(
        _("a fact cannot hold {found}").format(found=found),
        remedy=_("a fact is one JSON object; write fractions and large numbers as texts"),
    )
