"""No way to complain to the controller.

What it does
------------
Reports a scheme that does not say how to complain to the controller (`rights.complaint`).

Why
---
Since June 2026 a controller in the United Kingdom must make it easy to complain, say with a form, and acknowledge a
complaint within thirty days.

Example
-------
```yaml
rights:
  complaint: null
```

Use instead
-----------
```yaml
rights:
  complaint: write to the board; receipt is acknowledged within a week
```

References
----------
Data Protection Act 2018, section 164A; in force 19 June 2026.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import united_kingdom
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UK, Force, Level
from isonomia.check.readings import UK_COMPLAINTS
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(united_kingdom("Data Protection Act 2018, section 164A"),),
    laws=UK,
    readings=(UK_COMPLAINTS,),
    applies_from=date(2026, 6, 19),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The missing procedure."""
    if subject.rights.complaint is None:
        yield CHECK.finding(
            subject.at("rights", "complaint"),
            _("The file does not say how to complain to those who run the scheme."),
            remedy=_("Offer a form, acknowledge each complaint within 30 days, and say so under `rights.complaint`."),
        )
