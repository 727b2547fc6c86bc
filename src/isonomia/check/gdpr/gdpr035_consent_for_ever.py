"""Consent that cannot be withdrawn.

What it does
------------
Reports a scheme that rests on consent and does not say that a member can leave.

Why
---
Consent can be withdrawn at any time, as easily as it was given; before it is given, people are told so.

Example
-------
```yaml
rights:
  leave: false
```

Use instead
-----------
```yaml
rights:
  leave: true
```

References
----------
GDPR 7(3).
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import GDPR_TEXT
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(gdpr("7(3)"),),
    laws=UNION_EEA_UK,
    readings=(GDPR_TEXT,),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The missing way out."""
    if subject.rests_on("a") and subject.rights.leave is not True:
        yield CHECK.finding(
            subject.at("rights", "leave"),
            _("The scheme rests on consent, and a member cannot leave.")
            if subject.rights.leave is False
            else _("The scheme rests on consent, and the file does not say that a member can leave."),
            remedy=_("Let members leave as easily as they joined, and say `leave: true` under `rights`."),
        )
