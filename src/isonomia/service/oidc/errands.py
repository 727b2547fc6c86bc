"""Who is on the way to the provider: a row for each, bound to the browser that left, good once and for ten minutes."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, delete

from isonomia.service.database.statements import add
from isonomia.service.instance.instance import Instance
from isonomia.service.instance.secrets import digest, new_token
from isonomia.service.oidc.tables import provider_errand

LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class Errand:
    """What goes with the browser (`state`), stays in it (`browser`), and is checked when it comes back."""

    state: str
    browser: str
    nonce: str
    verifier: str
    person_id: str | None  # who links; nobody yet, to sign in


def begin_errand(connection: Connection, instance: Instance, person_id: str | None) -> Errand:
    """Note that a browser leaves."""
    connection.execute(delete(provider_errand).where(provider_errand.c.expires_at <= instance.now))
    made = Errand(new_token(), new_token(), new_token(), secrets.token_urlsafe(48), person_id)
    add(
        connection,
        provider_errand,
        state_digest=digest(made.state),
        browser_digest=digest(made.browser),
        nonce=made.nonce,
        verifier=made.verifier,
        person_id=person_id,
        expires_at=instance.now + LASTS,
    )
    return made


def end_errand(connection: Connection, instance: Instance, state: str, browser: str) -> Errand | None:
    """The errand that a browser comes back from; None if it never left, was too slow, or another one left."""
    ended = (
        delete(provider_errand)
        .where(
            provider_errand.c.state_digest == digest(state),
            provider_errand.c.browser_digest == digest(browser),
            provider_errand.c.expires_at > instance.now,
        )
        .returning(provider_errand.c.nonce, provider_errand.c.verifier, provider_errand.c.person_id)
    )
    row = connection.execute(ended).first()
    return Errand(state, browser, row.nonce, row.verifier, row.person_id) if row is not None else None
