"""Others process the data, and no arrangement is named.

What it does
------------
Reports processors or joint controllers in a file that names no contract or arrangement with them.

Why
---
Whoever processes for a controller does so under a contract with a set content; joint controllers settle between them
who answers for what, and tell people the essence of it.

Example
-------
```yaml
controller:
  processors: [the hosting company]
```

Use instead
-----------
```yaml
controller:
  processors: [the hosting company]
  arrangement: contract of 3 May, binder 2
```

References
----------
GDPR 26(1), 26(2), 28(3).
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
        gdpr("28(3)"),
        gdpr("26(1)-(2)"),
    ),
    laws=UNION_EEA_UK,
    readings=(GDPR_TEXT,),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The list of others, if nothing binds them."""
    controller = subject.controller
    if controller.arrangement is not None:
        return
    for key, others, what in (
        ("processors", controller.processors, _("a contract")),
        ("joint_controllers", controller.joint_controllers, _("an arrangement")),
    ):
        if others:
            yield CHECK.finding(
                subject.at("controller", key),
                _("{names} take part in the processing, and the file names no arrangement with them.").format(
                    names=", ".join(others)
                ),
                remedy=_("Conclude {what}, and say under `controller.arrangement` where it is found.").format(
                    what=what
                ),
            )
