"""What a browser answers to a challenge, verified by py_webauthn. Whatever is wrong, the words are the same."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from webauthn import verify_authentication_response, verify_registration_response
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import base64url_to_bytes, parse_client_data_json
from webauthn.registration.verify_registration_response import VerifiedRegistration

from isonomia.locale import _
from isonomia.service.config import Settings
from isonomia.service.problems import Problem

Verified = TypeVar("Verified")


def refused() -> Problem:
    """One answer to everything that is wrong with a passkey, so that it teaches nothing."""
    return Problem(
        403,
        "passkey-refused",
        _("The passkey was not accepted."),
        remedy=_("Try once more. If it goes on, sign in with a recovery code."),
    )


def challenge_in(answer: Mapping[str, Any]) -> bytes:
    """The challenge that an answer says it answers."""
    return _read(lambda: parse_client_data_json(base64url_to_bytes(answer["response"]["clientDataJSON"])).challenge)


def verified_registration(settings: Settings, answer: dict[str, Any], challenge: bytes) -> VerifiedRegistration:
    """A new passkey that its person was verified for. Problem 403 if anything is wrong with it."""
    return _read(
        lambda: verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=settings.host,
            expected_origin=settings.origin,
            require_user_verification=True,
        )
    )


def verified_sign_in(
    settings: Settings, answer: dict[str, Any], challenge: bytes, public_key: str
) -> VerifiedAuthentication:
    """A signature by a passkey that we know. Problem 403 if anything is wrong with it.

    The count of signatures is the caller's to compare, in the transaction that keeps it: 0 is given here.
    """
    return _read(
        lambda: verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=settings.host,
            expected_origin=settings.origin,
            credential_public_key=base64url_to_bytes(public_key),
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    )


def _read(read: Callable[[], Verified]) -> Verified:
    try:
        return read()
    except Exception:  # what strangers send breaks parsers in ways of its own (CBOR, ASN.1, JSON): each is a refusal
        raise refused() from None
