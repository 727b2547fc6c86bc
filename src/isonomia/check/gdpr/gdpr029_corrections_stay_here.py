"""Corrections do not reach those who received the score.

What it does
------------
Reports a scheme with recipients that does not say that corrections and erasures are passed on to them.

Why
---
Whoever passed data on must tell each recipient of a correction, an erasure or a restriction, unless that is impossible
or out of proportion. A wrong score lives on in the hands of those who got it.

Example
-------
```yaml
recipients:
  - {name: the next club, purpose: lend tools, what: bands}
rights:
  propagation: false
```

Use instead
-----------
```yaml
recipients:
  - {name: the next club, purpose: lend tools, what: bands}
rights:
  propagation: true
```

References
----------
GDPR 19.
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
    citations=(gdpr("19"),),
    laws=UNION_EEA_UK,
    readings=(GDPR_TEXT,),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The missing right, where there are recipients."""
    if subject.file.recipients and subject.rights.propagation is not True:
        yield CHECK.finding(
            subject.at("rights", "propagation"),
            (
                _("Scores go to {names}, and corrections do not follow them.")
                if subject.rights.propagation is False
                else _("Scores go to {names}, and the file does not say that corrections follow them.")
            ).format(names=", ".join(recipient.name for recipient in subject.file.recipients)),
            remedy=_("Pass each correction and erasure on, and say `propagation: true` under `rights`."),
        )
