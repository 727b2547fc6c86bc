"""A score for life or health insurance without a conformity assessment.

What it does
------------
Reports a consequence in the area of insurance, if the file names no conformity assessment. It is silent where all
facts that feed the consequence come from traffic. Unless a context says health or care, a human must judge whether the
insurance is on life or health.

Why
---
Systems for the assessment of risks and the prices of life and health insurance are high-risk; motor, home and other
insurance is not listed. A score of persons is profiling, and a system that profiles persons is always high-risk in
these areas: the exceptions of article 6(3) are closed to it.

The duty that it reminds of: the maker must check, before the system is used, that it meets the rules for high-risk
systems (conformity assessment).

Example
-------
```yaml
sources:
  help: {context: insurance}
  loans: {context: insurance}
consequences:
  longer_loans:
    context: insurance
    area: insurance
    effect: Members of this band join the club's health insurance at a lower price.
  loans_paused: {context: insurance}
documents:
  fria: the club's folder, sheet 5
```

Use instead
-----------
```yaml
sources:
  help: {context: insurance}
  loans: {context: insurance}
consequences:
  longer_loans:
    context: insurance
    area: insurance
    effect: Members of this band join the club's health insurance at a lower price.
  loans_paused: {context: insurance}
documents:
  fria: the club's folder, sheet 5
  conformity: the folder of the system, sheet 6
```

References
----------
AI Act 6(2), 6(3), 16(f), 43(2), Annex III 5(c), Annex VI, recital 58.
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

POINTS = frozenset({"5(c)"})
CHECK = Check(
    __name__,
    level=Level.HIGH_RISK_DUTY,
    force=Force.BINDING,
    citations=(ai_act("Annex III 5(c)"), ai_act("6(2)"), ai_act("6(3)"), ai_act("43(2)")),
    laws=UNION,
    readings=(consolidated("articles 3, 6, 16 and 43, annexes III and VI"),),
    applies_from=DUTIES_FROM,
    note=DUTIES_NOTE,
    is_conditional=True,
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each consequence about insurance, apart from motor insurance."""
    message = _(
        "'{consequence}' lets the score count for insurance; for life and health that is high-risk, and the file does "
        "not say that its conformity was assessed."
    )
    yield from not_shown(CHECK, subject, POINTS, message)
