"""Workers are not told by what they are measured.

What it does
------------
Reports platform work where the file does not say that workers and their representatives are told, and that the logic is
explained.

Why
---
A platform tells workers and their representatives, at the latest on the first day, that automated systems monitor or
decide, which data and parameters they use, and how much these weigh.

Example
-------
```yaml
information:
  workers_told: false
```

Use instead
-----------
```yaml
information:
  workers_told: true
```

References
----------
Directive (EU) 2024/2831, article 9.
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
    citations=(directive("2024/2831", "9", "platform work"),),
    laws=UNION_AND_EEA,
    readings=(PLATFORM_WORK_TEXT,),
    applies_from=date(2026, 12, 2),
    note="Member States transpose the directive by 2 December 2026; the national law prevails.",
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The missing information."""
    if not is_platform_work(subject):
        return
    told = subject.information
    if told.workers_told is not True or told.logic is not True:
        key = "workers_told" if told.workers_told is not True else "logic"
        yield CHECK.finding(
            subject.at("information", key),
            _("Workers and their representatives are not told how they are measured.")
            if told.workers_told is False or told.logic is False
            else _("The file does not say that workers and their representatives are told how they are measured."),
            remedy=_("Tell them before the first day of work, and say `workers_told: true` and `logic: true`."),
        )
