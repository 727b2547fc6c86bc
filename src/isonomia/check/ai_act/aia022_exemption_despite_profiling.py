"""An exemption that a score of persons cannot have.

What it does
------------
Reports `documents.high_risk_exemption`, if a consequence lies in a high-risk area.

Why
---
A system in one of the high-risk areas may be exempt where it does a narrow or preparatory task or improves what a
person has done. The last sentence of the provision takes this back for systems that profile natural persons: they are
always high-risk. To evaluate the conduct or the reliability of a person automatically from their data is profiling.

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
information: {workers_told: true}
documents:
  conformity: the folder of the system, sheet 6
  high_risk_exemption: the score only prepares the plan of shifts
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
information: {workers_told: true}
documents:
  conformity: the folder of the system, sheet 6
```

References
----------
AI Act 6(3), last subparagraph, 3(52), recital 53. GDPR 4(4).
"""

from collections.abc import Iterator

from isonomia.check.ai_act.high_risk import (
    DUTIES_FROM,
    DUTIES_NOTE,
    consolidated,
    doubts,
    high_risk,
    names,
)
from isonomia.check.citations import ai_act, gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION, Force, Level
from isonomia.check.readings import gdpr_in_full
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.HIGH_RISK_DUTY,
    force=Force.BINDING,
    citations=(ai_act("6(3)"), ai_act("3(52)"), gdpr("4(4)")),
    laws=UNION,
    readings=(consolidated("articles 3 and 6 and annex III"), gdpr_in_full("article 4(4)")),
    applies_from=DUTIES_FROM,
    note=DUTIES_NOTE,
    is_conditional=True,
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The claim, if there is something that it would have to exempt."""
    items = high_risk(subject)
    if not items or subject.documents.high_risk_exemption is None:
        return
    yield CHECK.finding(
        subject.at("documents", "high_risk_exemption"),
        _(
            "The file claims an exemption from the duties of high-risk systems, but a score profiles people, and no "
            "exemption is open to profiling; it counts for {consequences}."
        ).format(consequences=names(items)),
        remedy=_("Withdraw the claim and fulfil the duties, or keep the score out of these areas."),
        judgement=doubts(items),
        related=[item.place for item in items],
    )
