"""The national ages of digital consent, shipped as data (GDPR 8(1))."""

from dataclasses import dataclass
from functools import cache

from isonomia.check.subject.subject import Subject
from isonomia.diagnostics.yaml_shipped import read_shipped_yaml

GENERAL_AGE = 16
LOWEST_AGE = 13


@dataclass(frozen=True)
class DigitalConsentAge:
    """From which age a person consents alone, and whether the law that says so was read."""

    age: int
    is_verified: bool


@cache
def _shipped() -> dict[str, DigitalConsentAge]:
    listed = read_shipped_yaml("isonomia.check.gdpr", "digital_consent_ages.yaml")["ages"]
    return {str(country): DigitalConsentAge(item["age"], item["verified"]) for country, item in listed.items()}


def digital_consent_age(subject: Subject) -> DigitalConsentAge:
    """The age in the state whose law applies; for `eu` that of the controller's country, else the general age."""
    country = subject.jurisdiction.country
    if country == "eu":
        country = subject.controller.country or country
    return _shipped().get(country, DigitalConsentAge(GENERAL_AGE, is_verified=False))
