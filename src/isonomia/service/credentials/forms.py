"""The two forms of a credential: SD-JWT VC (draft-ietf-oauth-sd-jwt-vc) and Open Badges 3.0 as VC-JWT."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from joserfc.jwk import ECKey

from isonomia.locale import _
from isonomia.service.credentials import sd_jwt
from isonomia.service.credentials.signed_token import sign

SD_JWT = "sd-jwt"
OPEN_BADGE = "open-badge"
KIND = "dc+sd-jwt"
CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
MEMBER_NAME = "name_of_member"


@dataclass(frozen=True)
class Content:
    """What a credential says, whatever its form."""

    credential_id: str
    origin: str
    issuer: str
    scheme: str
    scheme_title: str
    band: str
    band_title: str
    held_on: date
    until: date
    begins: datetime
    ends: datetime
    status_index: int
    name: str | None  # none: it names nobody

    @property
    def standing(self) -> dict[str, str]:
        return {
            "scheme": self.scheme,
            "scheme_title": self.scheme_title,
            "at_least": self.band,
            "band_title": self.band_title,
            "held_on": self.held_on.isoformat(),
            "until": self.until.isoformat(),
        }

    @property
    def status(self) -> dict[str, Any]:
        return {"status_list": {"idx": self.status_index, "uri": status_address(self.origin)}}


def status_address(origin: str) -> str:
    """Where the list of withdrawn credentials is published."""
    return f"{origin}/credentials/status/1"


def type_address(origin: str) -> str:
    """The type of our SD-JWT VCs (`vct`), which leads to its description."""
    return f"{origin}/credentials/types/standing"


def key_address(origin: str, key_id: str) -> str:
    """Where one public key is published."""
    return f"{origin}/credentials/keys/{key_id}"


def as_sd_jwt(content: Content, key: ECKey, key_id: str) -> str:
    """An SD-JWT VC. The member's name, if it is in it at all, can be left out when showing it."""
    claims = {
        "iss": content.origin,
        "iat": int(content.begins.timestamp()),
        "exp": int(content.ends.timestamp()),
        "vct": type_address(content.origin),
        "status": content.status,
        "standing": content.standing,
    }
    disclosable = {MEMBER_NAME: content.name} if content.name else {}
    return sd_jwt.issue(claims, disclosable, KIND, key, key_id)


def as_open_badge(content: Content, key: ECKey, key_id: str) -> str:
    """An Open Badge 3.0, secured as a JWT (Open Badges 3.0, 8.2): its properties with the registered claims beside."""
    subject: dict[str, Any] = {
        "id": f"urn:uuid:{content.credential_id}",
        "type": ["AchievementSubject"],
        "achievement": {
            "id": f"{type_address(content.origin)}#{content.band}",
            "type": ["Achievement"],
            "name": content.band_title,
            "description": _("At least the band {band} in {scheme}.").format(
                band=content.band_title, scheme=content.scheme_title
            ),
            "criteria": {"id": f"{content.origin}/"},
        },
    }
    if content.name:
        identity = {"type": "IdentityObject", "hashed": False, "identityHash": content.name, "identityType": "name"}
        subject["identifier"] = [identity]
    number = f"urn:uuid:{content.credential_id}"
    claims = {
        "@context": CONTEXTS,
        "id": number,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": content.band_title,
        "issuer": {"id": content.origin, "type": ["Profile"], "name": content.issuer},
        "validFrom": _moment(content.begins),
        "validUntil": _moment(content.ends),
        "credentialSubject": subject,
        "iss": content.origin,
        "jti": number,
        "sub": subject["id"],
        "nbf": int(content.begins.timestamp()),
        "exp": int(content.ends.timestamp()),
        "status": content.status,
    }
    return sign(claims, "JWT", key, key_address(content.origin, key_id))


def _moment(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def type_metadata(origin: str) -> dict[str, Any]:
    """What the type of our SD-JWT VCs means (draft-ietf-oauth-sd-jwt-vc, section 6)."""
    claims = [
        (["standing", "scheme_title"], "The scheme.", "never"),
        (["standing", "band_title"], "The member had at least this band.", "never"),
        (["standing", "held_on"], "The day on which the member had it.", "never"),
        (["standing", "until"], "By what was recorded then, the member keeps it until this day.", "never"),
        ([MEMBER_NAME], "The member's name, where the member put it in.", "always"),
    ]
    return {
        "vct": type_address(origin),
        "name": "At least a band",
        "description": "Says that its holder had at least a band of a scheme, and until when; never the score.",
        "claims": [
            {"path": path, "sd": disclosable, "display": [{"locale": "en", "label": text}]}
            for path, text, disclosable in claims
        ],
    }
