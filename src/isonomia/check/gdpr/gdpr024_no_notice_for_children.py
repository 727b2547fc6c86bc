"""Children are told in words for adults.

What it does
------------
Reports a scheme with minors in scope that does not say that there is a version of the information for children.

Why
---
Information addressed to a child must be in such clear and plain language that the child can easily understand it.

Example
-------
```yaml
people:
  minimum_age: 14
```

Use instead
-----------
```yaml
people:
  minimum_age: 14
information:
  child_version: true
```

References
----------
GDPR 12(1), recital 58.
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
    citations=(
        gdpr("12(1)"),
        gdpr("recital 58"),
    ),
    laws=UNION_EEA_UK,
    readings=(GDPR_TEXT,),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The missing version."""
    if subject.has_minors and subject.information.child_version is not True:
        yield CHECK.finding(
            subject.at("information", "child_version"),
            _("Children are in scope, and they are not told in words that they understand.")
            if subject.information.child_version is False
            else _(
                "Children are in scope, and the file does not say that they are told in words that they understand."
            ),
            remedy=_("Write the information for children too, and say `child_version: true` under `information`."),
        )
