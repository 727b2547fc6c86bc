"""A score for emergency calls without a conformity assessment.

What it does
------------
Reports a consequence in the area of emergencies, if the file names no conformity assessment.

Why
---
Systems that evaluate emergency calls, that send out police, fire brigade or ambulance or set their order, and those for
the triage of patients are high-risk: an error can cost a life. A score of persons is profiling, and a system that
profiles persons is always high-risk in these areas: the exceptions of article 6(3) are closed to it.

The duty that it reminds of: the maker must check, before the system is used, that it meets the rules for high-risk
systems (conformity assessment).

Example
-------
```yaml
sources:
  help: {context: emergency services}
  loans: {context: emergency services}
consequences:
  longer_loans:
    context: emergency services
    area: emergency
    effect: Calls of members of this band are put through first.
  loans_paused: {context: emergency services}
documents:
  fria: the club's folder, sheet 5
```

Use instead
-----------
```yaml
sources:
  help: {context: emergency services}
  loans: {context: emergency services}
consequences:
  longer_loans:
    context: emergency services
    area: emergency
    effect: Calls of members of this band are put through first.
  loans_paused: {context: emergency services}
documents:
  fria: the club's folder, sheet 5
  conformity: the folder of the system, sheet 6
```

References
----------
AI Act 6(2), 6(3), 16(f), 43(2), Annex III 5(d), Annex VI, recital 58.
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

POINTS = frozenset({"5(d)"})
CHECK = Check(
    __name__,
    level=Level.HIGH_RISK_DUTY,
    force=Force.BINDING,
    citations=(ai_act("Annex III 5(d)"), ai_act("6(2)"), ai_act("6(3)"), ai_act("43(2)")),
    laws=UNION,
    readings=(consolidated("articles 3, 6, 16 and 43, annexes III and VI"),),
    applies_from=DUTIES_FROM,
    note=DUTIES_NOTE,
    is_conditional=True,
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each consequence about emergencies."""
    message = _(
        "'{consequence}' lets the score count in an emergency, which is high-risk, and the file does not say that its "
        "conformity was assessed."
    )
    yield from not_shown(CHECK, subject, POINTS, message)
