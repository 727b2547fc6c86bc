"""Which law bars a difference by a trait: it depends on the trait, the area, the operator and the state."""

from isonomia.check.citations import charter, convention, directive, treaty, united_kingdom
from isonomia.check.definition import Citation
from isonomia.check.subject.subject import Subject
from isonomia.scheme.model.vocabulary import Area, ProtectedTrait

AT_WORK = frozenset(
    {ProtectedTrait.AGE, ProtectedTrait.DISABILITY, ProtectedTrait.RELIGION, ProtectedTrait.SEXUAL_ORIENTATION}
)
BY_SEX = frozenset({ProtectedTrait.SEX, ProtectedTrait.PREGNANCY})


def direct_citations(subject: Subject, trait: ProtectedTrait) -> tuple[Citation, ...]:
    """The law on a rule that reads the trait itself; where no directive reaches, the right alone."""
    if subject.jurisdiction.is_uk and not subject.jurisdiction.is_union:
        return (united_kingdom("Equality Act 2010, section 13"),)
    found = list(_directives(subject, trait))
    if subject.jurisdiction.is_union and (subject.is_public or not found):
        by_nationality = (treaty("18"), charter("21(2)"))  # one rule: the Charter's corresponds to the Treaty's
        found[:0] = by_nationality if trait is ProtectedTrait.NATIONALITY else (charter("21(1)"),)
    return tuple(found) or (convention("14"),)


def indirect_citations(subject: Subject) -> tuple[Citation, ...]:
    """The law on a rule that reads what often stands for a trait: of origin everywhere, of the others by area."""
    if subject.jurisdiction.is_uk and not subject.jurisdiction.is_union:
        return (united_kingdom("Equality Act 2010, section 19"),)
    other = directive("2000/78", "2(2)(b)") if _is_work(subject) else directive("2004/113", "2(b)")
    return (directive("2000/43", "2(2)(b)"), other)


def _is_work(subject: Subject) -> bool:
    return subject.is_about_staff or any(item.written.area is Area.EMPLOYMENT for item in subject.consequences)


def _directives(subject: Subject, trait: ProtectedTrait) -> tuple[Citation, ...]:
    """Nationality is outside all of them (2000/43, 3(2)); age, belief and disability are protected at work alone."""
    is_work = _is_work(subject)
    if trait is ProtectedTrait.ETHNICITY:
        return (directive("2000/43", "2(2)(a)"),)
    if trait in AT_WORK and is_work:
        return (directive("2000/78", "2(2)(a)"),)
    if trait in BY_SEX:
        return (directive("2006/54", "2(1)(a)"),) if is_work else (directive("2004/113", "4(1)"),)
    return ()
