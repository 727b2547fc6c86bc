"""Words of the scheme's vocabulary in a sentence, in the language now spoken."""

from collections.abc import Iterable

from isonomia.locale import _
from isonomia.scheme.model.vocabulary import AffectedPeople, Area, Conduct, ProtectedTrait, Severity, SpecialCategory


def trait_words(trait: ProtectedTrait) -> str:
    """A protected trait: `marital status`."""
    return {
        ProtectedTrait.AGE: _("age"),
        ProtectedTrait.SEX: _("sex"),
        ProtectedTrait.ETHNICITY: _("ethnicity"),
        ProtectedTrait.NATIONALITY: _("nationality"),
        ProtectedTrait.RELIGION: _("religion"),
        ProtectedTrait.DISABILITY: _("disability"),
        ProtectedTrait.SEXUAL_ORIENTATION: _("sexual orientation"),
        ProtectedTrait.MARITAL_STATUS: _("marital status"),
        ProtectedTrait.PREGNANCY: _("pregnancy"),
        ProtectedTrait.POSTCODE: _("postcode"),
        ProtectedTrait.LANGUAGE: _("language"),
        ProtectedTrait.WEALTH: _("wealth"),
    }[trait]


def category_words(categories: Iterable[SpecialCategory]) -> str:
    """Special categories of data as a list in a sentence: `health, political opinions`."""
    words = {
        SpecialCategory.HEALTH: _("health"),
        SpecialCategory.GENETIC: _("genetic data"),
        SpecialCategory.BIOMETRIC: _("biometric data used to identify"),
        SpecialCategory.ETHNICITY: _("racial or ethnic origin"),
        SpecialCategory.POLITICS: _("political opinions"),
        SpecialCategory.BELIEF: _("religious or philosophical belief"),
        SpecialCategory.UNION: _("trade-union membership"),
        SpecialCategory.SEXUAL_LIFE: _("sex life"),
        SpecialCategory.SEXUAL_ORIENTATION: _("sexual orientation"),
        SpecialCategory.CONVICTIONS: _("criminal convictions and offences"),
        SpecialCategory.EMOTION: _("emotions inferred from the body"),
        SpecialCategory.SOCIAL_NETWORK: _("data from social networks"),
    }
    return ", ".join(words[category] for category in categories)


def conduct_words(found: Iterable[Conduct]) -> str:
    """Conduct that a fundamental right protects, as a list in a sentence: `speech, private life`."""
    words = {
        Conduct.SPEECH: _("speech"),
        Conduct.PROTEST: _("protest"),
        Conduct.PETITION: _("petition"),
        Conduct.PRESS: _("press"),
        Conduct.WORSHIP: _("worship"),
        Conduct.ASSOCIATION: _("association"),
        Conduct.UNION: _("union"),
        Conduct.MOVEMENT: _("movement"),
        Conduct.VOTE: _("vote"),
        Conduct.PRIVATE_LIFE: _("private life"),
    }
    return ", ".join(words[conduct] for conduct in found)


def affected_words(people: Iterable[AffectedPeople]) -> str:
    """Whom a consequence hits, as a list in a sentence: `children, household`."""
    words = {
        AffectedPeople.MEMBER: _("member"),
        AffectedPeople.CHILDREN: _("children"),
        AffectedPeople.RELATIVES: _("relatives"),
        AffectedPeople.HOUSEHOLD: _("household"),
    }
    return ", ".join(words[one] for one in people)


def severity_words(severity: Severity) -> str:
    """How hard a consequence hits."""
    return {Severity.LOW: _("low"), Severity.MEDIUM: _("medium"), Severity.HIGH: _("high")}[severity]


def area_words(area: Area) -> str:
    """An area of life: `public benefits`."""
    return {
        Area.PUBLIC_BENEFITS: _("public benefits"),
        Area.ESSENTIAL_SERVICES: _("essential services"),
        Area.CREDIT: _("credit"),
        Area.INSURANCE: _("insurance"),
        Area.EMERGENCY: _("emergency"),
        Area.EMPLOYMENT: _("employment"),
        Area.EDUCATION: _("education"),
        Area.POLICE: _("police"),
        Area.MIGRATION: _("migration"),
        Area.JUSTICE: _("justice"),
        Area.DRIVING: _("driving"),
        Area.HOUSING: _("housing"),
        Area.HEALTH: _("health"),
        Area.TRAVEL: _("travel"),
        Area.LEISURE: _("leisure"),
        Area.COMMUNITY: _("community"),
        Area.OTHER: _("other"),
    }[area]
