"""Nobody is heard beforehand.

What it does
------------
Reports a public operator with an unfavourable consequence and no notice before it (`rights.notice`).

Why
---
Good administration includes the right to be heard before an individual measure that would affect a person adversely.
The Charter's article speaks to Union bodies; for Member States the same is a general principle of Union law.

Example
-------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
rights:
  notice: null
```

Use instead
-----------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
rights:
  notice: 14 days
```

References
----------
EU Charter 41(2)(a); general principle of the rights of the defence, CJEU, C-166/13 (Mukarubega), 5 November 2014,
which was not read again.
"""

from collections.abc import Iterator

from isonomia.check.citations import charter, court_of_justice
from isonomia.check.definition import Check
from isonomia.check.finding import Edit, Finding
from isonomia.check.level import UNION, Force, Level
from isonomia.check.readings import CHARTER_TEXT, RIGHT_TO_BE_HEARD
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.UNVERIFIED,
    citations=(charter("41(2)(a)"), court_of_justice("C-166/13", "Mukarubega", "5 November 2014")),
    laws=UNION,
    readings=(CHARTER_TEXT, RIGHT_TO_BE_HEARD),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The missing notice, of a public operator."""
    if subject.is_public and subject.unfavourable and subject.rights.notice is None:
        yield CHECK.finding(
            subject.at("rights", "notice"),
            _("People are treated worse, and the file does not say that they are told and heard beforehand."),
            remedy=_("Give notice before anything takes effect: `notice: 14 days` under `rights`."),
            edits=(Edit(("rights", "notice"), "14 days"),),
        )
