"""The head of the file: time zone, jurisdiction, dates."""

from datetime import date

from babel import Locale

from isonomia.diagnostics.suggest import did_you_mean
from isonomia.periods import load_zone, zone_names
from isonomia.scheme.checks import Examination

BEYOND_ISO = ("eu", "uk", "none")


def check_header(examination: Examination) -> None:
    """The zone must be known; the jurisdiction a country, `eu` or `none`; dates must be dates."""
    name = examination.file.time_zone
    try:
        examination.zone = load_zone(name)
    except KeyError:
        examination.error(
            "scheme-unknown-time-zone",
            ("time_zone",),
            f"the time zone '{name}'",
            "an IANA name such as Europe/Vienna",
            did_you_mean(name, zone_names()),
        )
    jurisdiction = examination.file.jurisdiction
    known = [
        *BEYOND_ISO,
        *(code.lower() for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha()),
    ]
    if jurisdiction not in known:
        examination.error(
            "scheme-unknown-jurisdiction",
            ("jurisdiction",),
            f"the jurisdiction '{jurisdiction}'",
            "eu, uk, none or a country's two-letter code in lower case",
            did_you_mean(jurisdiction, known) if len(jurisdiction) > 2 else "",
        )
    if (text := examination.file.in_force_from) is not None:
        try:
            date.fromisoformat(text)
        except ValueError:
            examination.error("scheme-value", ("in_force_from",), f"the text '{text}'", "a date such as 2025-03-31")
