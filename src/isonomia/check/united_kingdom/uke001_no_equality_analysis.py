"""No equality analysis.

What it does
------------
Reports a scheme without an equality analysis (`documents.equality_analysis`) if a public body runs it, or if a rule
reads what often stands for a protected characteristic: postcode, language, wealth, marital status.

Why
---
A public authority must have due regard to the need to eliminate discrimination and advance equality. Anyone who uses a
criterion that puts a group at a disadvantage must be able to show that it is a proportionate means to a legitimate
aim. A written analysis is how either is shown; the Act does not prescribe the form. For England, Scotland and Wales;
Northern Ireland has its own duty.

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
Equality Act 2010, sections 19(2)(d) and 149.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import united_kingdom
from isonomia.check.definition import Check
from isonomia.check.equality.proxies import PROXIES
from isonomia.check.finding import Finding
from isonomia.check.level import UK, Force, Level
from isonomia.check.quoted import quoted
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
    if subject.documents.equality_analysis is not None:
        return
    by_proxy = list(dict.fromkeys(read.rule.name for read in subject.rules_by_trait(PROXIES)))
    if subject.is_public:
        message = _("A public body runs the scheme, and the file names no equality analysis.")
    elif by_proxy:
        message = _("{rules} may put a group at a disadvantage, and the file names no equality analysis.").format(
            rules=quoted(by_proxy)
        )
    else:
        return
    yield CHECK.finding(
        subject.at("documents", "equality_analysis"),
        message,
        judgement=_("whether due regard, or the justification, is shown in another way: the Act prescribes no form"),
        remedy=_("Write one, and say under `documents.equality_analysis` where it is found."),
    )
