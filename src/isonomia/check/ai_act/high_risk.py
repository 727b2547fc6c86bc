"""Which consequences lie in a high-risk area, and in which point of the AI Act's Annex III.

The way out of article 6(3) is shut: a score of persons is profiling, and what profiles persons is always high-risk.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from isonomia.check.ai_act.biometrics import biometric_point
from isonomia.check.definition import Reading
from isonomia.check.finding import Place
from isonomia.check.level import Extent
from isonomia.check.quoted import quoted
from isonomia.check.subject.consequence import ReadConsequence
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Area, Purpose

DUTIES_FROM = date(2027, 12, 2)
DUTIES_NOTE = (
    "Regulation (EU) 2026/1744 moved the duties of Annex III systems to 2 December 2027. A system in use before that "
    "day is caught once its design changes significantly, one for public authorities by 2 August 2030 in any case "
    "(AI Act 111(2))."
)
DISPUTED_FROM = date(2026, 8, 2)
DISPUTED_NOTE = (
    "Applies since 2 August 2026 by its own terms. Whether it can be relied on before 2 December 2027 is open: only "
    "then does article 6 classify systems as high-risk."
)

HEALTH_CONTEXTS = frozenset({"health", "care"})
FRAUD = ("fraud", "betrug")


@dataclass(frozen=True, eq=False)
class HighRisk:
    """A consequence in a point of Annex III; `doubt` says what a human must judge first, or nothing.

    `source` is what brings it there, where that is not the area of the consequence.
    """

    consequence: ReadConsequence
    point: str
    doubt: str = ""
    source: str = ""

    @property
    def name(self) -> str:
        return self.consequence.name

    @property
    def place(self) -> Place:
        """The line that names the area, or the source."""
        if self.source:
            return self.consequence.subject.at("sources", self.source)
        return self.consequence.subject.at(*self.consequence.keys, "area")


def high_risk(subject: Subject) -> tuple[HighRisk, ...]:
    """The consequences in high-risk areas, in the order of the file."""
    items = (consequence for consequence in subject.consequences if not consequence.is_shown_only)
    found = (_by_area(consequence) or _by_biometrics(consequence) for consequence in items)
    return tuple(item for item in found if item is not None)


def names(items: Iterable[HighRisk]) -> str:
    """The consequences as a sentence names them."""
    return quoted(item.name for item in items)


def doubts(items: Iterable[HighRisk]) -> str:
    """What a human must judge before a duty of the scheme stands; nothing if one area is beyond doubt."""
    found = [item.doubt for item in items]
    return "" if "" in found else "; ".join(dict.fromkeys(found))


def joined(*judgements: str) -> str:
    """Several things that a human must judge, in one sentence; the empty ones left out."""
    return "; ".join(item for item in judgements if item)


def consolidated(provisions: str) -> Reading:
    """Provisions of the AI Act, read in full in the text of 27 July 2026."""
    text = f"AI Act, {provisions}, consolidated text with Regulation (EU) 2026/1744"
    return Reading(text, Extent.FULL, date(2026, 11, 27))


def _by_biometrics(consequence: ReadConsequence) -> HighRisk | None:
    """What is read from bodies is high-risk in any area; first what leaves no doubt."""
    found = [
        HighRisk(consequence, point[0], point[1], name)
        for name in consequence.feeding_sources
        if (point := biometric_point(consequence.subject, name)) is not None
    ]
    return min(found, key=lambda item: bool(item.doubt), default=None)


def _by_area(consequence: ReadConsequence) -> HighRisk | None:
    subject, area = consequence.subject, consequence.written.area
    match area:
        case Area.PUBLIC_BENEFITS | Area.HEALTH if subject.is_public:
            return HighRisk(consequence, "5(a)")
        case Area.ESSENTIAL_SERVICES | Area.HOUSING if subject.is_public:
            return HighRisk(consequence, "5(a)", _assistance(consequence))
        case Area.CREDIT:
            return None if _detects_fraud(subject) else HighRisk(consequence, "5(b)")
        case Area.INSURANCE:
            return None if _is_motor(consequence) else HighRisk(consequence, "5(c)", _life_or_health(consequence))
        case Area.EMERGENCY:
            return HighRisk(consequence, "5(d)")
        case Area.EMPLOYMENT:
            return HighRisk(consequence, "4")
        case Area.EDUCATION:
            return HighRisk(consequence, "3")
        case Area.POLICE:
            return HighRisk(consequence, "6", _on_behalf(consequence))
        case Area.MIGRATION:
            return HighRisk(consequence, "7", _on_behalf(consequence))
        case Area.JUSTICE:
            return HighRisk(consequence, "8", _on_behalf(consequence))
        case _:
            return None


def _detects_fraud(subject: Subject) -> bool:
    """Whether the scheme looks for financial fraud, which point 5(b) leaves out."""
    purpose = (subject.file.purpose or "").lower()
    return subject.file.purpose_kind is Purpose.PREVENTION and any(word in purpose for word in FRAUD)


def _contexts(consequence: ReadConsequence) -> frozenset[str | None]:
    return frozenset(consequence.subject.file.sources[name].context for name in consequence.feeding_sources)


def _is_motor(consequence: ReadConsequence) -> bool:
    """Whether only the road feeds it: motor insurance is not listed."""
    return _contexts(consequence) == {"traffic"}


def _assistance(consequence: ReadConsequence) -> str:
    return _("whether '{consequence}' is an essential public benefit or service").format(consequence=consequence.name)


def _life_or_health(consequence: ReadConsequence) -> str:
    """Nothing where a context says health."""
    if (_contexts(consequence) | {consequence.written.context}) & HEALTH_CONTEXTS:
        return ""
    return _("whether '{consequence}' is about insurance of life or health; no other insurance is listed").format(
        consequence=consequence.name
    )


def _on_behalf(consequence: ReadConsequence) -> str:
    """Nothing for a public body; another must act for one."""
    if consequence.subject.is_public:
        return ""
    return _("whether the controller acts on behalf of an authority or a court in '{consequence}'").format(
        consequence=consequence.name
    )
