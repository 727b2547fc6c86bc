"""No record of processing, or no security measures named.

What it does
------------
Reports a scheme that does not say where its record of processing and its description of security measures are found.

Why
---
A controller keeps a record of its processing, and secures personal data. Small organisations are exempt from the record
for occasional processing; a score is not occasional. Whether the measures fit is nothing that a scheme file can show.

Example
-------
```yaml
documents:
  security: null
```

Use instead
-----------
```yaml
documents:
  security: the club's folder, sheet 3
```

References
----------
GDPR 30(1), 30(5), 32(1).
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
    citations=(
        gdpr("30(1)"),
        gdpr("32(1)"),
    ),
    laws=UNION_EEA_UK,
    readings=(GDPR_TEXT,),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each of the two that is missing."""
    if subject.documents.processing_record is None:
        yield CHECK.finding(
            subject.at("documents", "processing_record"),
            _("The file does not say where the record of processing is found."),
            remedy=_("Keep the record, and name its place under `documents.processing_record`."),
        )
    if subject.documents.security is None:
        yield CHECK.finding(
            subject.at("documents", "security"),
            _("The file does not say how the data is secured."),
            remedy=_("Describe the measures, and name the place under `documents.security`."),
        )
