"""Children, relatives or the household are hit too.

What it does
------------
Reports an unfavourable consequence that affects children, other relatives or the household.

Why
---
Nobody answers for what another did. A child's best interests come first, and family life is protected; the rule that
penalties are personal holds here by analogy.

For private operators it is advice.

Example
-------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
consequences:
  loans_paused:
    affects: [member, children]
```

Use instead
-----------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
consequences:
  loans_paused:
    affects: [member]
```

References
----------
EU Charter 7, 24, and 49 by analogy; ECHR 8.
"""

from collections.abc import Iterator

from isonomia.check.charter.operator import operator_level, rights_citations
from isonomia.check.citations import charter, convention
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import CHARTER_TEXT, CONVENTION_TEXT
from isonomia.check.subject.subject import Subject
from isonomia.check.vocabulary_words import affected_words
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import AffectedPeople

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(
        charter("7, 24"),
        convention("8"),
    ),
    laws=UNION_EEA_UK,
    readings=(
        CHARTER_TEXT,
        CONVENTION_TEXT,
    ),
)


OTHERS = (AffectedPeople.CHILDREN, AffectedPeople.RELATIVES, AffectedPeople.HOUSEHOLD)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such consequence."""
    for consequence in subject.unfavourable:
        hit = [people for people in OTHERS if people in consequence.written.affects]
        if hit:
            yield CHECK.finding(
                subject.at(*consequence.keys, "affects"),
                _("'{consequence}' also hits others for what the member did: {people}.").format(
                    consequence=consequence.name, people=affected_words(hit)
                ),
                level=operator_level(subject, Level.VIOLATION),
                remedy=_("Confine it to the member."),
                citations=rights_citations(subject, "7, 24", "8"),
            )
