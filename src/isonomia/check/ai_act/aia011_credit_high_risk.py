"""A credit score without a conformity assessment.

What it does
------------
Reports a consequence in the area of credit, if the file names no conformity assessment. A scheme that detects
financial fraud is left out: `purpose_kind: prevention`, and a purpose that speaks of fraud.

Why
---
Systems that evaluate the creditworthiness of people or make their credit score are high-risk: money, and with it a home
or electricity, depends on them. Systems used to detect financial fraud are excepted; who relies on that must be ready
to show that nothing else is drawn from the score. A score of persons is profiling, and a system that profiles persons
is always high-risk in these areas: the exceptions of article 6(3) are closed to it.

The duty that it reminds of: the maker must check, before the system is used, that it meets the rules for high-risk
systems (conformity assessment).

Example
-------
```yaml
sources:
  loans: {context: credit}
consequences:
  longer_loans: null
  loans_paused:
    context: credit
    area: credit
    effect: No fee may be paid in instalments.
documents:
  fria: the club's folder, sheet 5
```

Use instead
-----------
```yaml
sources:
  loans: {context: credit}
consequences:
  longer_loans: null
  loans_paused:
    context: credit
    area: credit
    effect: No fee may be paid in instalments.
documents:
  fria: the club's folder, sheet 5
  conformity: the folder of the system, sheet 6
```

References
----------
AI Act 6(2), 6(3), 16(f), 43(2), Annex III 5(b), Annex VI, recital 58.
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

POINTS = frozenset({"5(b)"})
CHECK = Check(
    __name__,
    level=Level.HIGH_RISK_DUTY,
    force=Force.BINDING,
    citations=(ai_act("Annex III 5(b)"), ai_act("6(2)"), ai_act("6(3)"), ai_act("43(2)")),
    laws=UNION,
    readings=(consolidated("articles 3, 6, 16 and 43, annexes III and VI"),),
    applies_from=DUTIES_FROM,
    note=DUTIES_NOTE,
    is_conditional=True,
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each consequence about credit."""
    message = _(
        "'{consequence}' makes the score a credit score, which is high-risk, and the file does not say that its "
        "conformity was assessed."
    )
    yield from not_shown(CHECK, subject, POINTS, message)
