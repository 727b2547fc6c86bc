"""A platform restricts, and gives no statement of reasons.

What it does
------------
Reports an unfavourable consequence of a platform where the file denies, or does not say, that each decision comes with
its reasons (`rights.reasons`).

Why
---
Whoever hosts what users provide gives each user affected a clear and specific statement of reasons for hiding,
demoting, suspending or ending: the facts, whether automated means were used, the legal or contractual ground, and the
ways of redress. Small firms are bound by this too.

Example
-------
```yaml
rights:
  reasons: false
```

Use instead
-----------
```yaml
rights:
  reasons: true
```

References
----------
Digital Services Act 17(1), 17(3).
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import digital_services_act
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_AND_EEA, Force, Level
from isonomia.check.readings import DSA_TEXT
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import ControllerKind

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(digital_services_act("17"),),
    laws=UNION_AND_EEA,
    readings=(DSA_TEXT,),
    applies_from=date(2024, 2, 17),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such consequence of a platform."""
    if (
        subject.controller.kind is not ControllerKind.PLATFORM
        or subject.is_about_staff
        or subject.rights.reasons is True
    ):
        return
    for consequence in subject.unfavourable:
        yield CHECK.finding(
            subject.at(*consequence.keys),
            (
                _("'{consequence}' restricts a user, and no reasons are given.")
                if subject.rights.reasons is False
                else _("'{consequence}' restricts a user, and the file does not say that reasons are given.")
            ).format(consequence=consequence.name),
            remedy=_("State facts, means, ground and redress with each decision, and say `rights.reasons: true`."),
        )
