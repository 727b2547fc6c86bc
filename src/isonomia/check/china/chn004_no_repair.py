"""No way to repair credit.

What it does
------------
Reports a scheme with adverse rules that describes no repair (`rights.repair`).

Why
---
Whoever corrected the conduct may have the publicity ended, the sharing stopped and the sanctions lifted. Publicity of
minor matters lasts up to three months, of general ones three months to a year, of serious ones one to three years.

Example
-------
```yaml
rights: {repair: null}
```

Use instead
-----------
```yaml
rights: {repair: "pay, then ask; answered within ten working days"}
```

References
----------
NDRC Order No. 36 of 20 November 2025, Credit Repair Measures, articles 2 to 4, in force 1 April 2026; Guobanfa [2025]
No. 22.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import china
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import CHINA, Force, Level
from isonomia.check.readings import CHINA_REPAIR
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.UNVERIFIED,
    citations=(
        china("NDRC Order No. 36 (2025), Credit Repair Measures"),
        china("Guobanfa [2025] No. 22"),
    ),
    laws=CHINA,
    readings=(CHINA_REPAIR,),
    applies_from=date(2026, 4, 1),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The missing way."""
    if subject.adverse_rules and subject.rights.repair is None:
        yield CHECK.finding(
            subject.at("rights", "repair"),
            _("Points are taken, and the file does not say how credit is repaired."),
            remedy=_("Describe how a member repairs credit, and how soon that is answered, under `rights.repair`."),
        )
