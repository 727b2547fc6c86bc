"""No way to be forgotten.

What it does
------------
Reports a scheme that rests on consent, contract or legitimate interests and does not offer erasure.

Why
---
Whoever withdraws consent, or whose data is no longer needed, may have it erased. Where a law imposes the processing or
a public task needs it, the right has exceptions, and this check is silent.

Example
-------
```yaml
rights:
  erasure: false
```

Use instead
-----------
```yaml
rights:
  erasure: true
```

References
----------
GDPR 17(1), 17(3).
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
    citations=(gdpr("17(1)"),),
    laws=UNION_EEA_UK,
    readings=(GDPR_TEXT,),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The missing right, where the ground gives it."""
    if subject.rests_on("a", "b", "f") and subject.rights.erasure is not True:
        yield CHECK.finding(
            subject.at("rights", "erasure"),
            _("Members cannot have their data erased.")
            if subject.rights.erasure is False
            else _("The file does not say that members can have their data erased."),
            remedy=_("Offer erasure, and say `erasure: true` under `rights`."),
        )
