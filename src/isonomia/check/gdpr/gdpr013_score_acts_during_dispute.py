"""A disputed fact goes on counting.

What it does
------------
Reports a scheme with points or ceilings that count against people, if neither processing rests during a dispute nor
an appeal suspends them.

Why
---
Anyone who contests that their data is accurate may have its processing restricted until that has been checked: it may
be stored, and hardly anything else. A score that goes on drawing on the disputed fact is processing. Either of two
promises is enough: `restriction: true`, or an appeal with `suspends: true`.

Example
-------
```yaml
rights:
  restriction: null
  appeal:
    suspends: false
```

Use instead
-----------
```yaml
rights:
  restriction: true
  appeal:
    suspends: false
```

References
----------
GDPR 18(1)(a), 18(2).
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
    citations=(gdpr("18(1)(a)"), gdpr("18(2)")),
    laws=UNION_EEA_UK,
    readings=(gdpr_in_full("article 18"),),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The missing promise, where something can count against people."""
    appeal = subject.rights.appeal
    is_suspended = appeal is not None and appeal.suspends
    if subject.adverse_rules and subject.rights.restriction is not True and not is_suspended:
        is_denied = subject.rights.restriction is False
        yield CHECK.finding(
            subject.at("rights", "restriction"),
            _("A fact that a member disputes goes on counting against them.")
            if is_denied
            else _("The file does not say that a disputed fact stops counting until it has been checked."),
            remedy=_(
                "Let disputed entries rest: `restriction: true` under `rights`, or `suspends: true` in the appeal."
            ),
            related=[subject.place_of(rule) for rule in subject.adverse_rules],
        )
