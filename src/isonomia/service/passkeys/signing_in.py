"""Signing in with a passkey: the device says who one is, so that no name is asked for."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, update
from webauthn import base64url_to_bytes, generate_authentication_options
from webauthn.helpers.structs import PublicKeyCredentialRequestOptions, UserVerificationRequirement

from isonomia.service.access.actor import Actor
from isonomia.service.audit.entries import note
from isonomia.service.instance.instance import Instance
from isonomia.service.members.membership import number_of
from isonomia.service.notices.notices import tell
from isonomia.service.passkeys.answers import challenge_in, refused, verified_sign_in
from isonomia.service.passkeys.challenges import new_challenge, use_challenge
from isonomia.service.passkeys.tables import passkey


@dataclass(frozen=True)
class Signed:
    """A signature that was verified: by which passkey, whose it is, and how many the device has made."""

    credential_id: str
    person_id: str
    sign_count: int


def sign_in_options(connection: Connection, instance: Instance) -> PublicKeyCredentialRequestOptions:
    """What a browser needs to ask for a passkey of ours."""
    return generate_authentication_options(
        rp_id=instance.settings.host,
        challenge=new_challenge(connection, instance),
        timeout=300_000,
        user_verification=UserVerificationRequirement.REQUIRED,
    )


def signed(instance: Instance, answer: dict[str, Any]) -> Signed:
    """Verify an answer. Problem 403 in the same words whatever is wrong; the challenge is used up in any case."""
    challenge = challenge_in(answer)
    credential_id = str(answer.get("id", ""))
    with instance.database.writing() as connection:
        is_ours = use_challenge(connection, instance, challenge)
        row = connection.execute(select(passkey).where(passkey.c.credential_id == credential_id)).first()
    if not is_ours or row is None or _bearer(answer) != row.person_id:
        raise refused()
    made = verified_sign_in(instance.settings, answer, challenge, row.public_key)
    return Signed(row.credential_id, row.person_id, made.new_sign_count)


def _bearer(answer: dict[str, Any]) -> str:
    """Whom the device takes the passkey to be of (WebAuthn 7.2, step 6)."""
    try:
        return base64url_to_bytes(answer["response"]["userHandle"]).decode()
    except (KeyError, TypeError, ValueError):
        return ""


def accept(connection: Connection, instance: Instance, found: Signed) -> bool:
    """Note a signature's count. False if it did not grow: then a copy of the passkey is about (WebAuthn 6.1.1).

    Devices that do not count say 0 each time. Whose passkey looks copied is told, and auditors see it.
    """
    known = select(passkey).where(passkey.c.credential_id == found.credential_id).with_for_update()
    row = connection.execute(known).first()
    if row is None:  # removed since
        return False
    if (found.sign_count or row.sign_count) and found.sign_count <= row.sign_count:
        note(connection, instance, Actor(found.person_id), "passkey-copied", ("person", found.person_id))
        member = number_of(connection, found.person_id)
        if member is not None:
            tell(connection, member, "passkey-copied", {"name": row.name}, instance.now, about="/account")
        return False
    connection.execute(
        update(passkey)
        .where(passkey.c.credential_id == found.credential_id)
        .values(sign_count=found.sign_count, used_at=instance.now)
    )
    return True
