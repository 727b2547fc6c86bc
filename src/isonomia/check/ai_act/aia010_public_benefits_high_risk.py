"""A score for public benefits without a conformity assessment.

What it does
------------
Reports a consequence of a public body, or of one that acts for it, in the areas of public benefits, health, essential
services or housing, if the file names no conformity assessment. Whether a service is essential, and whether a home is
public assistance, is for a human to judge.

Why
---
Systems by which public authorities, or others on their behalf, evaluate who may have essential benefits and services,
health care among them, or by which they grant, reduce, revoke or reclaim them, are high-risk. People who need them can
hardly go elsewhere. Private providers of essential services are not in this point. A score of persons is profiling, and
a system that profiles persons is always high-risk in these areas: the exceptions of article 6(3) are closed to it.

The duty that it reminds of: the maker must check, before the system is used, that it meets the rules for high-risk
systems (conformity assessment).

Example
-------
```yaml
controller: {kind: municipality, public_authority: true}
legal_basis: {article: "6(1)(e)", statute: "Assistance Act, section 4"}
sources:
  help: {context: public benefits}
  loans: {context: public benefits}
consequences:
  longer_loans:
    context: public benefits
    area: public_benefits
    effect: Help with heating is paid a week sooner.
  loans_paused: {context: public benefits}
documents:
  fria: the town's folder, sheet 5
  eu_database: entry 17
```

Use instead
-----------
```yaml
controller: {kind: municipality, public_authority: true}
legal_basis: {article: "6(1)(e)", statute: "Assistance Act, section 4"}
sources:
  help: {context: public benefits}
  loans: {context: public benefits}
consequences:
  longer_loans:
    context: public benefits
    area: public_benefits
    effect: Help with heating is paid a week sooner.
  loans_paused: {context: public benefits}
documents:
  fria: the town's folder, sheet 5
  eu_database: entry 17
  conformity: the folder of the system, sheet 6
```

References
----------
AI Act 6(2), 6(3), 16(f), 43(2), Annex III 5(a), Annex VI, recital 58.
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

POINTS = frozenset({"5(a)"})
CHECK = Check(
    __name__,
    level=Level.HIGH_RISK_DUTY,
    force=Force.BINDING,
    citations=(ai_act("Annex III 5(a)"), ai_act("6(2)"), ai_act("6(3)"), ai_act("43(2)")),
    laws=UNION,
    readings=(consolidated("articles 3, 6, 16 and 43, annexes III and VI"),),
    applies_from=DUTIES_FROM,
    note=DUTIES_NOTE,
    is_conditional=True,
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each consequence of a public body about benefits or essential services."""
    message = _(
        "'{consequence}' lets the score count for public benefits or services, which is high-risk, and the file does "
        "not say that its conformity was assessed."
    )
    yield from not_shown(CHECK, subject, POINTS, message)
