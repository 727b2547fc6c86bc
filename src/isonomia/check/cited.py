"""A citation in the language that is spoken: the names of the Union's and the Council of Europe's instruments.

Their authentic texts are in German as well, so a German page cites them as German lawyers do. What has no German text
(acts of the United Kingdom, the United States and China, names of cases) is cited as it is.
"""

import re
from datetime import datetime
from functools import cache

from isonomia.locale import _, day_in_words, language_of_texts

IN_ENGLISH = "%d %B %Y"
A_DAY = re.compile(r"\b\d{1,2} [A-Z][a-z]+ \d{4}$")


def _instruments() -> dict[str, str]:
    """How citations of instruments that have several authentic languages begin."""
    return {
        "AI Act": _("AI Act"),
        "CJEU": _("CJEU"),
        "Commission Guidelines on prohibited AI practices": _("Commission Guidelines on prohibited AI practices"),
        "Digital Services Act": _("Digital Services Act"),
        "Directive": _("Directive"),
        "ECHR": _("ECHR"),
        "EDPB Guidelines 05/2020 on consent": _("EDPB Guidelines 05/2020 on consent"),
        "EU Charter": _("EU Charter"),
        "GDPR": _("GDPR"),
        "Guidelines WP251 rev.01 on automated decisions": _("Guidelines WP251 rev.01 on automated decisions"),
        "ICCPR": _("ICCPR"),
        "TFEU": _("TFEU"),
    }


def _parts() -> dict[str, str]:
    """What stands beside the numbers in a citation."""
    return {
        "Annex": _("Annex"),
        "and": _("and"),
        "article": _("article"),
        "consumer credit": _("consumer credit"),
        "consumer rights": _("consumer rights"),
        "ePrivacy": _("ePrivacy"),
        "para.": _("para."),
        "paragraphs": _("paragraphs"),
        "platform work": _("platform work"),
        "recital": _("recital"),
        "recitals": _("recitals"),
        "second subparagraph": _("second subparagraph"),
        "section": _("section"),
        "to": _("to"),
        "unfair practices": _("unfair practices"),
    }


def cited(text: str) -> str:
    """A citation, written in English, as one writes it in the language now spoken."""
    return _cited(text, language_of_texts())


@cache
def _cited(text: str, language: str) -> str:
    """The same; each page with findings cites the same few provisions."""
    instruments = _instruments()
    name = next((name for name in instruments if text.startswith((f"{name} ", f"{name},"))), None)
    if name is None:
        return text
    spoken, rest = instruments[name], text.removeprefix(name)
    if day := A_DAY.search(rest):
        on = datetime.strptime(day[0], IN_ENGLISH).date()
        return f"{spoken}{rest[: day.start()]}{day_in_words(on, language)}"
    parts = _parts()
    words = "|".join(re.escape(word) for word in sorted(parts, key=len, reverse=True))
    return spoken + re.sub(rf"(?<!\w)({words})(?!\w)", lambda found: parts[found[0]], rest)
