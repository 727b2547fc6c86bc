"""A public body without an equality analysis.

What it does
------------
Reports a public operator that names no equality analysis (`documents.equality_analysis`).

Why
---
A public authority must have due regard to the need to eliminate discrimination and advance equality. A written analysis
is how it is shown; the Act does not prescribe the form. For England, Scotland and Wales; Northern Ireland has its own
duty.

Example
-------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
```

Use instead
-----------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
documents:
  equality_analysis: published with the minutes of May
```

References
----------
Equality Act 2010, section 149.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import united_kingdom
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UK, Force, Level
from isonomia.check.readings import EQUALITY_ACT
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.UNVERIFIED,
    citations=(
        united_kingdom("Equality Act 2010, section 149", "https://www.legislation.gov.uk/ukpga/2010/15/section/149"),
    ),
    laws=UK,
    readings=(EQUALITY_ACT,),
    applies_from=date(2011, 4, 5),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The missing analysis."""
    if subject.is_public and subject.documents.equality_analysis is None:
        yield CHECK.finding(
            subject.at("documents", "equality_analysis"),
            _("A public body runs the scheme, and the file names no equality analysis."),
            remedy=_("Write one, and say under `documents.equality_analysis` where it is found."),
        )
