"""Data leaves the European Economic Area on no ground.

What it does
------------
Reports a transfer that names no ground of chapter V.

Why
---
Personal data may leave the area only to a country with an adequacy decision, under appropriate safeguards, or in the
narrow cases of article 49.

Example
-------
```yaml
transfers:
  - to: a cloud in another continent
```

Use instead
-----------
```yaml
transfers:
  - to: Switzerland
    ground: adequacy decision 2000/518/EC
```

References
----------
GDPR 44, 45, 46, 49.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import GDPR_TEXT
from isonomia.check.subject.jurisdiction import is_within_eea
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(
        gdpr("44-46"),
        gdpr("49"),
    ),
    laws=UNION_EEA_UK,
    readings=(GDPR_TEXT,),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each transfer without a ground."""
    for number, transfer in enumerate(subject.file.transfers):
        if transfer.ground is None and not is_within_eea(transfer.to):
            yield CHECK.finding(
                subject.at("transfers", number, "ground"),
                _("Data goes to '{to}', and the file names no ground for it.").format(to=transfer.to),
                remedy=_("Name the adequacy decision or the safeguards under `ground`, or keep the data at home."),
            )
