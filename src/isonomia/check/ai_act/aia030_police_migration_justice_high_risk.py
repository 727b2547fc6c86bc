"""A score for police, borders or courts without a conformity assessment.

What it does
------------
Reports a consequence in the areas of police, migration or justice, if the file names no conformity assessment. For a
private operator a human must judge whether it acts on behalf of an authority or a court.

Why
---
Systems by which, or on behalf of which, law enforcement authorities assess or profile people, authorities judge the
risk of people at the border or examine their applications, and courts interpret and apply the law are high-risk; so are
systems meant to sway voters. Some uses are not only high-risk but prohibited, such as the prediction of crimes from
profiling alone. A score of persons is profiling, and a system that profiles persons is always high-risk in these areas:
the exceptions of article 6(3) are closed to it.

The duty that it reminds of: the maker must check, before the system is used, that it meets the rules for high-risk
systems (conformity assessment).

Example
-------
```yaml
controller: {kind: authority, public_authority: true}
legal_basis: {article: "6(1)(e)", statute: "Residence Act, section 9"}
sources:
  help: {context: migration}
  loans: {context: migration}
consequences:
  longer_loans:
    context: migration
    area: migration
    effect: Applications for a residence permit are examined a week sooner.
  loans_paused: {context: migration}
documents:
  fria: the authority's folder, sheet 5
  eu_database: entry 17
```

Use instead
-----------
```yaml
controller: {kind: authority, public_authority: true}
legal_basis: {article: "6(1)(e)", statute: "Residence Act, section 9"}
sources:
  help: {context: migration}
  loans: {context: migration}
consequences:
  longer_loans:
    context: migration
    area: migration
    effect: Applications for a residence permit are examined a week sooner.
  loans_paused: {context: migration}
documents:
  fria: the authority's folder, sheet 5
  eu_database: entry 17
  conformity: the folder of the system, sheet 6
```

References
----------
AI Act 6(2), 6(3), 16(f), 43(2), Annex III 6, 7 and 8, Annex VI, recital 59.
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

POINTS = frozenset({"6", "7", "8"})
CHECK = Check(
    __name__,
    level=Level.HIGH_RISK_DUTY,
    force=Force.BINDING,
    citations=(ai_act("Annex III 6 to 8"), ai_act("6(2)"), ai_act("6(3)"), ai_act("43(2)")),
    laws=UNION,
    readings=(consolidated("articles 3, 6, 16 and 43, annexes III and VI"),),
    applies_from=DUTIES_FROM,
    note=DUTIES_NOTE,
    is_conditional=True,
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each consequence about police, migration or justice."""
    message = _(
        "'{consequence}' lets the score count with police, at the border or in court, which is high-risk, and the "
        "file does not say that its conformity was assessed."
    )
    yield from not_shown(CHECK, subject, POINTS, message)
