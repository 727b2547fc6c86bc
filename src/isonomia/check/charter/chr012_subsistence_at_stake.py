"""Home, health care or subsistence is at stake.

What it does
------------
Reports an unfavourable consequence that touches an essential service, or that is of high severity in housing, health,
essential services or public benefits, unless a court decides it.

Why
---
The Charter recognises social security, housing assistance and health care, as national law and practice lay them down.
The loss of a home is a grave interference with private life, whose proportionality a court must be able to decide. What
national law allows the file does not say; a human must judge.

For private operators it is advice.

Example
-------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
consequences:
  loans_paused:
    essential_service: true
    effect: The water is turned off for a week.
```

Use instead
-----------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
consequences:
  loans_paused:
    essential_service: false
    effect: No tools are lent for a month.
```

References
----------
EU Charter 34, 35, 36; ECHR 8.
"""

from collections.abc import Iterator

from isonomia.check.charter.operator import operator_level, rights_citations
from isonomia.check.citations import charter, convention
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import CHARTER_TEXT, CONVENTION_TEXT
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Area, DecidedBy

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(
        charter("34-36"),
        convention("8"),
    ),
    laws=UNION_EEA_UK,
    readings=(
        CHARTER_TEXT,
        CONVENTION_TEXT,
    ),
)


AREAS = frozenset({Area.HOUSING, Area.HEALTH, Area.ESSENTIAL_SERVICES, Area.PUBLIC_BENEFITS})


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such consequence."""
    for consequence in subject.unfavourable:
        written = consequence.written
        is_vital = written.essential_service or (written.area in AREAS and consequence.is_high)
        if is_vital and written.decided_by is not DecidedBy.COURT:
            yield CHECK.finding(
                subject.at(*consequence.keys),
                _("'{consequence}' touches what people need to live, and no court decides it.").format(
                    consequence=consequence.name
                ),
                level=operator_level(subject, Level.VIOLATION),
                remedy=_(
                    "Choose another measure: what people need to live is no means of discipline. Else let a court "
                    "decide first."
                ),
                judgement=_(
                    "whether national law allows the measure, and whether a court can decide if it is proportionate"
                ),
                citations=rights_citations(subject, "34-36", "8"),
            )
