"""Colorado: a consequential decision without notice, reasons or review.

What it does
------------
Reports, for Colorado, an unfavourable consequence in employment, education, credit, insurance, housing, health or
public services where notice, reasons or human review is missing.

Why
---
Colorado repealed its AI act of 2024 before it applied and replaced it in May 2026: from 2027 automated decision
technology needs notice, reasons and human review. The text was not read in full; so this is advice.

Example
-------
```yaml
jurisdiction: us-co
consequences: {loans_paused: {area: housing}}
rights: {human_review: false}
```

Use instead
-----------
```yaml
jurisdiction: us-co
consequences: {loans_paused: {area: housing}}
rights: {human_review: true}
```

References
----------
Colorado SB 26-189, signed 14 May 2026; it replaces SB 24-205.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import united_states
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import Force, Law, Level
from isonomia.check.readings import COLORADO_ACT
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Area

CHECK = Check(
    __name__,
    level=Level.ADVICE,
    force=Force.UNVERIFIED,
    citations=(united_states("Colorado SB 26-189"),),
    laws=frozenset({Law.COLORADO}),
    readings=(COLORADO_ACT,),
    applies_from=date(2027, 1, 1),
)


AREAS = frozenset(
    {
        Area.EMPLOYMENT,
        Area.EDUCATION,
        Area.CREDIT,
        Area.INSURANCE,
        Area.HOUSING,
        Area.HEALTH,
        Area.PUBLIC_BENEFITS,
        Area.ESSENTIAL_SERVICES,
    }
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such consequence, with what is missing."""
    missing = tuple(_missing(subject))
    for consequence in subject.unfavourable:
        if consequence.written.area in AREAS and missing:
            yield CHECK.finding(
                subject.at(*consequence.keys),
                _("'{consequence}' is a consequential decision, and the file does not show {missing}.").format(
                    consequence=consequence.name, missing=", ".join(missing)
                ),
                remedy=_("Tell people before, give reasons after, and let a person review."),
            )


def _missing(subject: Subject) -> Iterator[str]:
    if subject.information.before_use is not True:
        yield _("notice before use")
    if subject.rights.reasons is not True:
        yield _("reasons")
    if subject.rights.human_review is not True:
        yield _("human review")
