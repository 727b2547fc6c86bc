"""No impact assessment.

What it does
------------
Reports a scheme without an impact assessment if a consequence affects people significantly, the system decides
something unfavourable, or sensitive data is processed.

Why
---
Before sensitive information is processed, decisions are automated or individuals are greatly affected, the handler
assesses the impact and keeps the report for three years.

Example
-------
```yaml
documents: {dpia: null}
consequences: {loans_paused: {severity: high}}
rules: {returned_late: {gravity: serious}}
```

Use instead
-----------
```yaml
consequences: {loans_paused: {severity: high}}
rules: {returned_late: {gravity: serious}}
```

References
----------
Personal Information Protection Law, articles 55 and 56.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import china
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import CHINA, Force, Level
from isonomia.check.readings import CHINA_PIPL
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.UNVERIFIED,
    citations=(
        china("PIPL 55"),
        china("PIPL 56"),
    ),
    laws=CHINA,
    readings=(CHINA_PIPL,),
    applies_from=date(2021, 11, 1),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The missing assessment."""
    if subject.documents.dpia is not None:
        return
    is_grave = any(item.has_significant_effect or item.is_decided_by_system for item in subject.unfavourable)
    is_sensitive = any(subject.reveals(name) for name in subject.file.sources)
    if is_grave or is_sensitive:
        yield CHECK.finding(
            subject.at("documents", "dpia"),
            _("The file names no impact assessment, and this scheme needs one."),
            remedy=_("Make it before the start, keep it for three years, and name its place under `documents.dpia`."),
        )
