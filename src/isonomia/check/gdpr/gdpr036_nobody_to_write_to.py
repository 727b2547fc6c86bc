"""Nobody to write to.

What it does
------------
Reports a scheme that names no controller, or one without a contact.

Why
---
People are told who is responsible for their data and how to reach them. Without that no right can be used.

Example
-------
```yaml
controller:
  contact: null
```

Use instead
-----------
```yaml
controller:
  contact: rights@club.example
```

References
----------
GDPR 13(1)(a), 14(1)(a).
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
    level=Level.ADVICE,
    force=Force.BINDING,
    citations=(gdpr("13(1)(a)"),),
    laws=UNION_EEA_UK,
    readings=(GDPR_TEXT,),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The missing name or contact."""
    if subject.file.controller is None:
        yield CHECK.finding(
            subject.at("controller"),
            _("The file does not say who runs the scheme."),
            remedy=_("Name the organisation and its contact under `controller`."),
        )
    elif subject.controller.contact is None:
        yield CHECK.finding(
            subject.at("controller", "contact"),
            _("The file does not say where members can write to."),
            remedy=_("Give an address under `controller.contact`."),
        )
