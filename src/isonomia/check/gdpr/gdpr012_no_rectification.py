"""Wrong facts stay wrong.

What it does
------------
Reports a scheme that does not say that wrong facts are corrected.

Why
---
Each person may have inaccurate data about them put right without undue delay, and incomplete data completed. A wrong
entry is a wrong score. The right has no exception for any ground of processing.

Example
-------
```yaml
rights:
  rectification: null
```

Use instead
-----------
```yaml
rights:
  rectification: true
```

References
----------
GDPR 5(1)(d), 16.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import gdpr_in_full
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(gdpr("16"), gdpr("5(1)(d)")),
    laws=UNION_EEA_UK,
    readings=(gdpr_in_full("articles 5 and 16"),),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The right that is missing or denied."""
    if subject.rights.rectification is not True:
        is_denied = subject.rights.rectification is False
        yield CHECK.finding(
            subject.at("rights", "rectification"),
            _("Wrong facts about members are not corrected.")
            if is_denied
            else _("The file does not say that wrong facts about members are corrected."),
            remedy=_("Correct wrong facts without undue delay, and say `rectification: true` under `rights`."),
        )
