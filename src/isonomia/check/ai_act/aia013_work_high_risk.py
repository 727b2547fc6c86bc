"""A score at work without a conformity assessment.

What it does
------------
Reports a consequence in the area of employment, if the file names no conformity assessment.

Why
---
Systems for recruiting and selecting people, for decisions on the terms, promotion or end of work, for handing out tasks
by conduct or traits, and for watching and evaluating performance are high-risk, whoever uses them. A score of persons
is profiling, and a system that profiles persons is always high-risk in these areas: the exceptions of article 6(3) are
closed to it.

The duty that it reminds of: the maker must check, before the system is used, that it meets the rules for high-risk
systems (conformity assessment).

Example
-------
```yaml
sources:
  help: {context: work}
  loans: {context: work}
consequences:
  longer_loans:
    context: work
    area: employment
    effect: Helpers of this band choose their shift first.
  loans_paused: {context: work}
information:
  workers_told: true
```

Use instead
-----------
```yaml
sources:
  help: {context: work}
  loans: {context: work}
consequences:
  longer_loans:
    context: work
    area: employment
    effect: Helpers of this band choose their shift first.
  loans_paused: {context: work}
information:
  workers_told: true
documents:
  conformity: the folder of the system, sheet 6
```

References
----------
AI Act 6(2), 6(3), 16(f), 43(2), Annex III 4, Annex VI.
"""

from collections.abc import Iterator

from isonomia.check.ai_act.conformity import not_shown
from isonomia.check.ai_act.high_risk import DUTIES_FROM, DUTIES_NOTE, consolidated
from isonomia.check.citations import ai_act
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION, Force, Level
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

POINTS = frozenset({"4"})
CHECK = Check(
    __name__,
    level=Level.HIGH_RISK_DUTY,
    force=Force.BINDING,
    citations=(ai_act("Annex III 4"), ai_act("6(2)"), ai_act("6(3)"), ai_act("43(2)")),
    laws=UNION,
    readings=(consolidated("articles 3, 6, 16 and 43, annexes III and VI"),),
    applies_from=DUTIES_FROM,
    note=DUTIES_NOTE,
    is_conditional=True,
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each consequence about employment."""
    message = _(
        "'{consequence}' lets the score count at work, which is high-risk, and the file does not say that its "
        "conformity was assessed."
    )
    yield from not_shown(CHECK, subject, POINTS, message)
