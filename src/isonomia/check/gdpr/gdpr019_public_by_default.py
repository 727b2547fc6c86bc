"""Scores that others see by default.

What it does
------------
Reports `rights.publication: public`, and `members` where something unfavourable follows from the score.

Why
---
By default personal data must not be made accessible to an indefinite number of people without the person's own act. A
list of the good is a list of the others too, and what was published cannot be called back.

Example
-------
```yaml
rights:
  publication: public
```

Use instead
-----------
```yaml
rights:
  publication: opt_in
```

References
----------
GDPR 25(2), 5(1)(f).
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
from isonomia.scheme.model.vocabulary import Publication

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(
        gdpr("25(2)"),
        gdpr("5(1)(f)"),
    ),
    laws=UNION_EEA_UK,
    readings=(GDPR_TEXT,),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The key that opens scores to others."""
    publication = subject.rights.publication
    place = subject.at("rights", "publication")
    remedy = _("Show a score to its member alone (`private`), or to others where the member chose it (`opt_in`).")
    if publication is Publication.PUBLIC:
        yield CHECK.finding(place, _("Everybody can see everybody's score."), remedy=remedy)
    elif publication is Publication.MEMBERS and subject.unfavourable:
        yield CHECK.finding(
            place, _("All members see who is treated worse, whether the person wants it or not."), remedy=remedy
        )
