"""A machine restricts or ends a worker's account.

What it does
------------
Reports an unfavourable consequence of platform work that the system alone decides.

Why
---
A decision to restrict, suspend or end the contract or the account of a person who works through a platform, or one of
equal detriment, is taken by a human being.

Example
-------
```yaml
consequences:
  loans_paused:
    decided_by: system
```

Use instead
-----------
```yaml
consequences:
  loans_paused:
    decided_by: person
```

References
----------
Directive (EU) 2024/2831, article 10(5).
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import directive
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_AND_EEA, Force, Level
from isonomia.check.readings import PLATFORM_WORK_TEXT
from isonomia.check.subject.subject import Subject
from isonomia.check.work.platform_work import is_platform_work
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.UNVERIFIED,
    citations=(directive("2024/2831", "10(5)", "platform work"),),
    laws=UNION_AND_EEA,
    readings=(PLATFORM_WORK_TEXT,),
    applies_from=date(2026, 12, 2),
    note="Member States transpose the directive by 2 December 2026; the national law prevails.",
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such consequence."""
    if not is_platform_work(subject):
        return
    for consequence in subject.unfavourable:
        if consequence.is_decided_by_system:
            yield CHECK.finding(
                subject.at(*consequence.keys, "decided_by"),
                _("The system alone decides '{consequence}' on a worker.").format(consequence=consequence.name),
                remedy=_("Let a person decide: `decided_by: person`, with the role under `decider`."),
            )
