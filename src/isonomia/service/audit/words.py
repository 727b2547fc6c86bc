"""The words of each act. An act without words here cannot be noted."""

from isonomia.locale import _


def acts() -> dict[str, str]:
    """What was done, by its code, in the language now spoken."""
    return {
        "person-invited": _("invited a person"),
        "invitation-revoked": _("revoked invitations"),
        "invitation-used": _("came in by an invitation"),
        "role-given": _("gave a role"),
        "role-taken": _("took a role away"),
        "second-asked": _("asked a second steward to confirm"),
        "second-dropped": _("dropped what waited for a second steward"),
        "key-made": _("made a machine's key"),
        "key-revoked": _("revoked a machine's key"),
        "passkey-added": _("added a passkey"),
        "passkey-removed": _("removed a passkey"),
        "passkey-copied": _("was refused: a passkey that looks copied"),
        "codes-made": _("made new recovery codes"),
        "signed-in": _("signed in"),
        "code-used": _("signed in with a recovery code"),
        "provider-linked": _("linked the organisation's sign-in"),
        "provider-unlinked": _("unlinked the organisation's sign-in"),
        "credential-key-changed": _("changed the key that signs credentials"),
        "credential-key-leaked": _("withdrew the keys that signed credentials, as one had leaked"),
        "log-key-changed": _("changed the key that signs the log"),
        "log-key-leaked": _("changed the key that signs the log, as the old one had leaked"),
        "sessions-ended": _("signed out everywhere"),
    }
