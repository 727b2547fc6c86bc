"""Adding passkeys, listing and removing them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select
from webauthn import base64url_to_bytes, generate_registration_options
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialCreationOptions,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from isonomia.locale import _
from isonomia.service.access.actor import Actor
from isonomia.service.account.ways_in import keep_a_way_in
from isonomia.service.audit.entries import note
from isonomia.service.database.statements import insert_new
from isonomia.service.instance.instance import Instance
from isonomia.service.passkeys.answers import challenge_in, refused, verified_registration
from isonomia.service.passkeys.challenges import new_challenge, use_challenge
from isonomia.service.passkeys.tables import passkey
from isonomia.service.problems import conflict, not_found

MOST = 20
LONGEST_NAME = 100


@dataclass(frozen=True)
class Passkey:
    """A passkey as its person sees it."""

    credential_id: str
    name: str
    created_at: datetime
    used_at: datetime | None


def passkeys_of(connection: Connection, person_id: str) -> list[Passkey]:
    """A person's passkeys, oldest first."""
    rows = connection.execute(
        select(passkey).where(passkey.c.person_id == person_id).order_by(passkey.c.created_at, passkey.c.credential_id)
    )
    return [Passkey(row.credential_id, row.name, row.created_at, row.used_at) for row in rows]


def registration_options(
    connection: Connection, instance: Instance, actor: Actor
) -> PublicKeyCredentialCreationOptions:
    """What a browser needs to make a passkey. Problem 409 from the twentieth on."""
    known = passkeys_of(connection, actor.actor_id)
    if len(known) >= MOST:
        raise conflict("too-many-passkeys", _("You have {count} passkeys.").format(count=MOST), _("Remove one first."))
    return generate_registration_options(
        rp_id=instance.settings.host,
        rp_name=instance.name,
        user_id=actor.actor_id.encode(),
        user_name=actor.name,
        challenge=new_challenge(connection, instance, actor.actor_id),
        timeout=300_000,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(base64url_to_bytes(item.credential_id)) for item in known],
    )


def register(instance: Instance, actor: Actor, answer: dict[str, Any]) -> dict[str, Any]:
    """The row of a new passkey, verified but not kept yet. The challenge is used up even if the answer is wrong."""
    challenge = challenge_in(answer)
    with instance.database.writing() as connection:
        is_ours = use_challenge(connection, instance, challenge, actor.actor_id)
    if not is_ours:
        raise refused()
    made = verified_registration(instance.settings, answer, challenge)
    return {
        "credential_id": bytes_to_base64url(made.credential_id),
        "person_id": actor.actor_id,
        "public_key": bytes_to_base64url(made.credential_public_key),
        "sign_count": made.sign_count,
    }


def keep(connection: Connection, instance: Instance, actor: Actor, row: dict[str, Any], name: str) -> None:
    """Keep a verified passkey under a name. Problem 409 if someone has it already (WebAuthn 7.1, step 26)."""
    named = (name.strip() or _("Passkey"))[:LONGEST_NAME]
    if not insert_new(connection, passkey, [row | {"name": named, "created_at": instance.now}], "credential_id"):
        raise conflict("passkey-known", _("This passkey is known already."))
    note(connection, instance, actor, "passkey-added", ("person", actor.actor_id))


def remove(connection: Connection, instance: Instance, actor: Actor, credential_id: str) -> None:
    """Remove a passkey of one's own, unless it is the last way in."""
    removed = delete(passkey).where(passkey.c.credential_id == credential_id, passkey.c.person_id == actor.actor_id)
    if not connection.execute(removed).rowcount:
        raise not_found()
    keep_a_way_in(connection, actor.actor_id)
    note(connection, instance, actor, "passkey-removed", ("person", actor.actor_id))
