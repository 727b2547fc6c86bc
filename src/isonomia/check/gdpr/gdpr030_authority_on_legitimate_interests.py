"""An authority relies on legitimate interests.

What it does
------------
Reports a public operator whose scheme or source rests on article 6(1)(f).

Why
---
Legitimate interests are no ground for a public authority in the performance of its tasks; it needs a task laid down by
law. Outside those tasks, for example when it lets out its canteen, it may rely on them: a human must judge that.

Example
-------
```yaml
controller:
  kind: municipality
  public_authority: true
legal_basis: {article: "6(1)(f)", text: an orderly town}
```

Use instead
-----------
```yaml
controller:
  kind: municipality
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
```

References
----------
GDPR 6(1) last sentence, 6(3).
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
    citations=(
        gdpr("6(1) second subparagraph"),
        gdpr("6(3)"),
    ),
    laws=UNION_EEA_UK,
    readings=(GDPR_TEXT,),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The ground, of a public operator."""
    if subject.is_public and subject.rests_on("f"):
        yield CHECK.finding(
            subject.at("legal_basis"),
            _("A public authority rests its scheme on legitimate interests."),
            remedy=_("Name a task laid down by law (6(1)(e) with its statute), or do without the scheme."),
            judgement=_("whether the scheme lies outside the authority's tasks"),
        )
