"""No way to object.

What it does
------------
Reports a scheme, or a source, that rests on a public task or on legitimate interests, if members cannot object.

Why
---
These people did not consent, and no contract needs the data. So each may object, for reasons of their own situation,
also to profiling; the operator must then stop, unless it shows compelling grounds. The right must be brought to
people's attention at the first contact. Consent, contract and legal duty give no such right, and the check is silent.

Example
-------
```yaml
legal_basis: {article: "6(1)(f)"}
rights:
  objection: null
```

Use instead
-----------
```yaml
legal_basis: {article: "6(1)(f)"}
rights:
  objection: true
```

References
----------
GDPR 21(1), 21(4), 6(1)(e), 6(1)(f).
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import gdpr_in_full
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(gdpr("21(1)"), gdpr("21(4)")),
    laws=UNION_EEA_UK,
    readings=(gdpr_in_full("articles 6 and 21"),),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The missing right, where the ground gives it."""
    if subject.rests_on("e", "f") and subject.rights.objection is not True:
        is_denied = subject.rights.objection is False
        yield CHECK.finding(
            subject.at("rights", "objection"),
            _("Members cannot object, although nobody asked them for consent.")
            if is_denied
            else _("The file does not say that members can object, although nobody asked them for consent."),
            remedy=_("Let members object, tell them at the first contact, and say `objection: true` under `rights`."),
        )
