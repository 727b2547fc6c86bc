"""No appeal, or one that is not independent, free and in time.

What it does
------------
Reports a scheme with an unfavourable consequence that has no appeal, or whose appeal is not independent; and, as
advice, an appeal that is not free or open for less than fourteen days.

Why
---
Anyone who is treated worse must be able to have it reviewed by someone who had no part in it, within a time that gives
a real chance. That the appeal be free, and open for fourteen days, are this project's own lines: the law forbids only
fees and time limits that bar the way. In the Charter, article 47 binds where Union law is implemented; article 41 binds
the Union's own bodies, and its rule holds for others as a general principle of law.

For private operators it is advice.

Example
-------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
rights:
  appeal:
    independent: false
```

Use instead
-----------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
rights:
  appeal:
    independent: true
```

References
----------
EU Charter 41, 47; ECHR 6, 13; ICCPR 14.
"""

from collections.abc import Iterator

from isonomia.check.charter.operator import operator_level, rights_citations
from isonomia.check.citations import charter, convention
from isonomia.check.definition import Check
from isonomia.check.finding import Edit, Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import CHARTER_TEXT, CONVENTION_TEXT
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.duration_words import duration_in_words
from isonomia.scheme.model.consequence import Appeal

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(
        charter("41, 47"),
        convention("6, 13"),
    ),
    laws=UNION_EEA_UK,
    readings=(
        CHARTER_TEXT,
        CONVENTION_TEXT,
    ),
)


LEAST_DAYS = 14


def examine(subject: Subject) -> Iterator[Finding]:
    """What is missing of the appeal: one finding that lists it."""
    if not subject.unfavourable:
        return
    level, citations = operator_level(subject, Level.VIOLATION), rights_citations(subject, "41, 47", "6, 13")
    appeal = subject.rights.appeal
    if appeal is None:
        yield CHECK.finding(
            subject.at("rights", "appeal"),
            _("People are treated worse, and the file names no appeal."),
            level=level,
            remedy=_("Name under `rights.appeal` who decides, until when, and that it is independent and free."),
            citations=citations,
        )
        return
    is_short = appeal.within is None or appeal.within.shortest_days() < LEAST_DAYS
    is_dependent = appeal.independent is not True
    if is_short or is_dependent or appeal.free is not True:
        yield CHECK.finding(
            subject.at("rights", "appeal"),
            _message(appeal),
            level=level if is_dependent else Level.ADVICE,  # a fee or a short time is unlawful only if it bars the way
            remedy=_(
                "Let someone who had no part in the decision hear the appeal, free of charge, and allow at least 14 "
                "days to lodge it."
            ),
            edits=(Edit(("rights", "appeal", "within"), "14 days"),) if is_short else (),
            citations=citations,
        )


def _message(appeal: Appeal) -> str:
    """What the file denies of the appeal, and what it leaves unsaid."""
    denied = [
        words
        for is_denied, words in (
            (appeal.independent is False, _("is not independent")),
            (appeal.free is False, _("is not free")),
            (appeal.within is not None and appeal.within.shortest_days() < LEAST_DAYS, _("is open for {within} only")),
        )
        if is_denied
    ]
    unsaid = [
        words
        for is_unsaid, words in (
            (appeal.independent is None, _("independent")),
            (appeal.free is None, _("free")),
            (appeal.within is None, _("open for at least 14 days")),
        )
        if is_unsaid
    ]
    sentences = []
    if denied:
        within = duration_in_words(appeal.within) if appeal.within is not None else ""
        sentences.append(_("The appeal {denied}.").format(denied=", ".join(denied).format(within=within)))
    if unsaid:
        sentences.append(_("The file does not say that the appeal is {lacks}.").format(lacks=", ".join(unsaid)))
    return " ".join(sentences)
