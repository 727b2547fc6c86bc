"""The head of the file: time zone, jurisdiction, dates."""

import re
from datetime import date
from functools import cache

from isonomia.diagnostics.suggest import did_you_mean
from isonomia.periods import load_zone, zone_names
from isonomia.scheme.checks import Examination
from isonomia.scheme.checks.sources import check_context

BEYOND_ISO = ("eu", "uk", "none")
# known without the list of all countries, which takes a while to load
FREQUENT = frozenset((*BEYOND_ISO, "at", "cn", "de", "es", "fr", "it", "nl", "us"))
# a part of a country as ISO 3166-2 has it; the check knows some by name, any other is its country
SUBDIVISION = re.compile(r"[a-z]{2}-[a-z0-9]{1,3}")
# ISO 3166-2:US: the states, the District of Columbia, the outlying areas; the letters of the postal service
PARTS_OF_THE_UNITED_STATES = frozenset(
    "al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa "
    "ri sc sd tn tx ut vt va wa wv wi wy dc as gu mp pr um vi".split()
)
NO_PART_OF_THE_UNITED_STATES = (
    "us- and the two letters of a state or area, such as us-co",
    "the letters are those of postal addresses, listed in ISO 3166-2:US (New York City: us-ny); the check reads law of "
    "their own for us-co, us-il and us-ny, and federal law for all",
)


@cache
def _known_jurisdictions() -> tuple[str, ...]:
    from babel import Locale

    codes = (str(code).lower() for code in Locale("en").territories)
    return (*BEYOND_ISO, *(code for code in codes if len(code) == 2 and code.isalpha()))


def jurisdiction_fault(code: str) -> tuple[str, str] | None:
    """What was expected and what to do, if a code names no jurisdiction; None if it does."""
    if code in FREQUENT:
        return None
    known = _known_jurisdictions()
    country, _hyphen, part = code.partition("-")
    if country == "us" and part:
        return None if part in PARTS_OF_THE_UNITED_STATES else NO_PART_OF_THE_UNITED_STATES
    is_part = SUBDIVISION.fullmatch(code) is not None and country not in BEYOND_ISO
    if code in known or (part and is_part and country in known):
        return None
    remedy = did_you_mean(code, known) if len(code) > 2 else ""
    return "eu, uk, none, a country's two-letter code in lower case, or a part of it such as us-co", remedy


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
    if fault := jurisdiction_fault(jurisdiction):
        expected, remedy = fault
        examination.error(
            "scheme-unknown-jurisdiction", ("jurisdiction",), f"the jurisdiction '{jurisdiction}'", expected, remedy
        )
    for index, relation in enumerate(examination.file.relations):
        for side, context in enumerate(relation.between):
            check_context(examination, ("relations", index, "between", side), context)
    if (text := examination.file.in_force_from) is not None:
        try:
            date.fromisoformat(text)
        except ValueError:
            examination.error("scheme-value", ("in_force_from",), f"the text '{text}'", "a date such as 2025-03-31")
