"""Checking a credential: by its signature, its dates, and, where the list is at hand, whether it was withdrawn."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from joserfc.jwk import KeySet

from isonomia.locale import _
from isonomia.service.credentials import sd_jwt
from isonomia.service.credentials.forms import MEMBER_NAME
from isonomia.service.credentials.signed_token import LONGEST, NotGenuine, named_key, verified
from isonomia.service.credentials.status_list import read_status

SD_JWT_KINDS = ("dc+sd-jwt", "vc+sd-jwt")  # the second was the draft's name until November 2024


class Verdict(StrEnum):
    """What became of the check."""

    VALID = "valid"
    NOT_GENUINE = "not-genuine"
    KEY_UNKNOWN = "key-unknown"
    KEY_LEAKED = "key-leaked"
    NOT_YET = "not-yet"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    STATUS_UNREADABLE = "status-unreadable"


@dataclass(frozen=True)
class Checked:
    """A verdict, what the credential says, and whether the list of withdrawn ones was asked."""

    verdict: Verdict
    claims: dict[str, Any] = field(default_factory=dict)
    is_status_known: bool = False

    @property
    def holds(self) -> bool:
        return self.verdict is Verdict.VALID


def check(text: str, keys: KeySet, now: datetime, status: str | None = None, leaked: Collection[str] = ()) -> Checked:
    """Check a credential in either form; `status` is the signed list, if there is one at hand.

    `leaked` are ids of keys that the issuer withdrew, where that is known.
    """
    token = text.strip()
    try:
        claims = _sd_jwt_claims(token, keys) if "~" in token else _open_badge_claims(token, keys)
    except NotGenuine:
        return Checked(_why_not(token.partition("~")[0], keys, leaked))
    second = int(now.timestamp())
    begins, ends = claims.get("nbf", claims.get("iat")), claims.get("exp")
    if not isinstance(ends, int) or not isinstance(begins, int):
        return Checked(Verdict.NOT_GENUINE)
    if second < begins:
        return Checked(Verdict.NOT_YET, claims)
    if second >= ends:
        return Checked(Verdict.EXPIRED, claims)
    if status is None:
        return Checked(Verdict.VALID, claims)
    try:
        state = read_status(status, claims.get("status"), keys, second)
    except NotGenuine:
        return Checked(Verdict.STATUS_UNREADABLE, claims)
    return Checked(Verdict.WITHDRAWN if state else Verdict.VALID, claims, is_status_known=True)


def _why_not(token: str, keys: KeySet, leaked: Collection[str]) -> Verdict:
    """Why a credential is not shown to be genuine: by the key that it names, whoever wrote that."""
    if len(token) > LONGEST or not token.isascii():
        return Verdict.NOT_GENUINE
    try:
        named = named_key(token)
    except NotGenuine:
        return Verdict.NOT_GENUINE
    if named in leaked:
        return Verdict.KEY_LEAKED
    is_known = named is None or any(key.kid == named for key in keys.keys)
    return Verdict.NOT_GENUINE if is_known else Verdict.KEY_UNKNOWN


def _sd_jwt_claims(token: str, keys: KeySet) -> dict[str, Any]:
    header, claims = sd_jwt.read(token, keys)
    if header.get("typ") not in SD_JWT_KINDS or not isinstance(claims.get("vct"), str):
        raise NotGenuine
    return claims


def _open_badge_claims(token: str, keys: KeySet) -> dict[str, Any]:
    _header, claims = verified(token, keys)
    kinds = claims.get("type")
    if not isinstance(kinds, list) or not {"VerifiableCredential", "OpenBadgeCredential"} <= set(map(str, kinds)):
        raise NotGenuine
    return claims


def words(found: Checked) -> list[str]:
    """The outcome in sentences: the verdict first, then what the credential says."""
    sentences = {
        Verdict.VALID: _("Valid: it is genuine, and its time has not run out."),
        Verdict.NOT_GENUINE: _("Not valid: it was not signed with this key, or it was changed since."),
        Verdict.KEY_UNKNOWN: _(
            "Not valid by these keys: the key that it names is not among them. Fetch the issuer's keys anew; "
            "if it is not there either, it was withdrawn, or the credential is not of this issuer."
        ),
        Verdict.KEY_LEAKED: _(
            "Not valid: the key that it names became known to others and was withdrawn, so that anybody could have "
            "made it. Whoever it is about can make a new one."
        ),
        Verdict.NOT_YET: _("Not valid: its time has not begun."),
        Verdict.EXPIRED: _("Not valid: its time has run out."),
        Verdict.WITHDRAWN: _("Not valid: it was withdrawn."),
        Verdict.STATUS_UNREADABLE: _("Not valid: the list of withdrawn credentials is not genuine, or too old."),
    }
    lines = [sentences[found.verdict]]
    if found.verdict in (Verdict.NOT_GENUINE, Verdict.KEY_UNKNOWN, Verdict.KEY_LEAKED):
        return lines  # nothing of it is to be believed
    lines += _what_it_says(found.claims)
    if found.holds and not found.is_status_known:
        lines.append(_("Whether it was withdrawn since was not asked."))
    return lines


def _what_it_says(claims: dict[str, Any]) -> list[str]:
    """What one of our own says; of another issuer's, only who issued it."""
    standing = claims.get("standing")
    lines = []
    name = claims.get(MEMBER_NAME)
    if isinstance(standing, dict):
        said = _("{scheme}: at least the band {band} on {day}, and by what was recorded then until {until}.")
        band, scheme = standing.get("band_title"), standing.get("scheme_title")
        lines.append(said.format(scheme=scheme, band=band, day=standing.get("held_on"), until=standing.get("until")))
    elif isinstance(subject := claims.get("credentialSubject"), dict):
        achievement, identities = subject.get("achievement"), subject.get("identifier")
        description = achievement.get("description") if isinstance(achievement, dict) else None
        identity = identities[0] if isinstance(identities, list) and identities else None
        name = identity.get("identityHash") if isinstance(identity, dict) else None
        said = _("{description} It held on {day}, and by what was recorded then until {until}.")
        days = {"day": str(claims.get("validFrom")), "until": str(claims.get("validUntil"))}
        lines.append(said.format(description=description, **days))
    lines.append(_("It was issued to {name}.").format(name=name) if name else _("It names nobody."))
    lines.append(_("Issued by {issuer}.").format(issuer=claims.get("iss")))
    return lines
