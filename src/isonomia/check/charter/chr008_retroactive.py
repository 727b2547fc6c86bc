"""Conduct from before the rule counts against people.

What it does
------------
Reports `retroactive: true` in a scheme with adverse rules.

Why
---
Nobody could follow a rule that did not exist. For measures criminal in nature this is a prohibition; for all others
legitimate expectations speak against it.

For private operators it is advice.

Example
-------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
in_force_from: 2026-01-01
retroactive: true
```

Use instead
-----------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
in_force_from: 2026-01-01
retroactive: false
```

References
----------
EU Charter 49(1); ECHR 7.
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

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(
        charter("49(1)"),
        convention("7"),
    ),
    laws=UNION_EEA_UK,
    readings=(
        CHARTER_TEXT,
        CONVENTION_TEXT,
    ),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The key that reaches back."""
    if subject.file.retroactive and subject.adverse_rules:
        yield CHECK.finding(
            subject.at("retroactive"),
            _("Conduct from before the scheme applied counts against people."),
            level=operator_level(subject, Level.VIOLATION),
            remedy=_("Count conduct only from the day on which the rules were known."),
            judgement=_("whether the measure is criminal in nature, or disappoints legitimate expectations"),
            citations=rights_citations(subject, "49(1)", "7"),
        )
