"""No copy to take along.

What it does
------------
Reports a scheme that rests on consent or contract and does not say that members get a machine-readable copy.

Why
---
Who gave data by consent or under a contract may take it along in a machine-readable form. The right covers what the
person provided, observed conduct included; the score itself, which the controller made, is not covered. That is why
this is advice.

Example
-------
```yaml
rights:
  export: false
```

Use instead
-----------
```yaml
rights:
  export: true
```

References
----------
GDPR 20(1), recital 68. Article 29 Working Party, WP242 rev.01.
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
    citations=(gdpr("20(1)"),),
    laws=UNION_EEA_UK,
    readings=(GDPR_TEXT,),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The missing right, where the ground gives it."""
    if subject.rests_on("a", "b") and subject.rights.export is not True:
        yield CHECK.finding(
            subject.at("rights", "export"),
            _("Members get no machine-readable copy of what they provided.")
            if subject.rights.export is False
            else _("The file does not say that members get a machine-readable copy of what they provided."),
            remedy=_("Offer an export, and say `export: true` under `rights`."),
        )
