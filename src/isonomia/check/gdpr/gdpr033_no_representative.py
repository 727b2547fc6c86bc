"""From outside, and nobody to turn to.

What it does
------------
Reports a controller established outside the European Economic Area (for the United Kingdom: outside of it) that names
no representative.

Why
---
Who offers something to people in the Union, or watches them, from outside names a representative in the Union, in
writing. Public bodies, and occasional processing that is unlikely to be risky, are exempt.

Example
-------
```yaml
controller:
  country: us
```

Use instead
-----------
```yaml
controller:
  country: us
  representative: an office in Vienna
```

References
----------
GDPR 3(2), 27(1) and (2).
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import GDPR_TEXT
from isonomia.check.subject.jurisdiction import Jurisdiction
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(
        gdpr("27(1)"),
        gdpr("3(2)"),
    ),
    laws=UNION_EEA_UK,
    readings=(GDPR_TEXT,),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The missing representative."""
    controller = subject.controller
    if controller.country is None or controller.representative is not None or subject.is_public:
        return
    home = Jurisdiction(controller.country)
    is_inside = home.is_uk if subject.jurisdiction.is_uk else home.is_union or home.is_eea
    if not is_inside:
        yield CHECK.finding(
            subject.at("controller", "representative"),
            _("The controller sits in '{country}', and the file names no representative here.").format(
                country=controller.country
            ),
            remedy=_("Designate a representative in writing, and name it under `controller.representative`."),
        )
