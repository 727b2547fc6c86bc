"""A machine decides on a child.

What it does
------------
Reports a consequence with a significant effect that the system alone decides, in a scheme that scores minors.

Why
---
Solely automated decisions with significant effects should not concern a child. The sentence stands in a recital, which
guides how article 22 is read. The authorities' guidelines (WP251) see no absolute ban and accept exceptions that are
necessary, such as to protect the child; so a human must judge. In the United Kingdom other rules stand in place of
article 22 (UKG001).

Example
-------
```yaml
people:
  minimum_age: 14
information:
  child_version: true
rules:
  returned_late:
    gravity: serious
consequences:
  loans_paused:
    severity: high
    decided_by: system
    statute: Youth Act, section 3
```

Use instead
-----------
```yaml
people:
  minimum_age: 14
information:
  child_version: true
rules:
  returned_late:
    gravity: serious
consequences:
  loans_paused:
    severity: high
    decided_by: person
```

References
----------
GDPR 22, recitals 38 and 71.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_AND_EEA, Force, Level
from isonomia.check.readings import GDPR_TEXT
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(
        gdpr("22(1)"),
        gdpr("recital 71"),
    ),
    laws=UNION_AND_EEA,
    readings=(GDPR_TEXT,),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such consequence."""
    if not subject.has_minors:
        return
    for consequence in subject.consequences:
        if consequence.has_significant_effect and consequence.is_decided_by_system:
            yield CHECK.finding(
                subject.at(*consequence.keys, "decided_by"),
                _("The system alone decides '{consequence}', also on children.").format(consequence=consequence.name),
                remedy=_("Let a person decide: `decided_by: person`, with the role under `decider`."),
                judgement=_("whether an exception for children is strictly needed here"),
            )
