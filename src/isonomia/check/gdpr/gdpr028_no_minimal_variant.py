"""No thought of a smaller variant.

What it does
------------
Reports a scheme without a note on variants that use less data or no names (`documents.minimisation`).

Why
---
Data protection by design asks for measures such as pseudonymisation from the start. A scheme file cannot show whether
the measures fit; it can show whether someone thought of them.

Example
-------
```yaml
documents:
  minimisation: null
```

Use instead
-----------
```yaml
documents:
  minimisation: the club's folder, sheet 4
```

References
----------
GDPR 25(1), 5(1)(c).
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
        gdpr("25(1)"),
        gdpr("5(1)(c)"),
    ),
    laws=UNION_EEA_UK,
    readings=(GDPR_TEXT,),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The missing note."""
    if subject.documents.minimisation is None:
        yield CHECK.finding(
            subject.at("documents", "minimisation"),
            _("The file does not say whether the purpose could be reached with less data, or without names."),
            remedy=_("Write down what was considered, and name the place under `documents.minimisation`."),
        )
