"""No assessment of the impact on fundamental rights.

What it does
------------
Reports a file without `documents.fria`, if a consequence lies in a high-risk area and the operator is a public body, a
school or a university; and, whoever runs it, if a consequence is about credit or about life or health insurance. For
other operators in education, emergencies and justice a human must judge whether they provide a public service.

Why
---
Public bodies, and private ones that provide public services such as education, health care, social services, housing or
justice, must assess before the first use whom the system affects, what harm threatens, who oversees it and what is done
when harm happens. So must everyone who uses a system for credit scores, or for risks and prices of life and health
insurance. The market surveillance authority is told of the result. What the data protection impact assessment already
says need not be written twice: the one may refer to the other.

Example
-------
```yaml
sources:
  help: {context: school}
  loans: {context: school}
consequences:
  longer_loans:
    context: school
    area: education
    effect: Members of this band are admitted to the course first.
  loans_paused: {context: school}
controller: {kind: school}
documents: {conformity: "the folder of the system, sheet 6"}
```

Use instead
-----------
```yaml
sources:
  help: {context: school}
  loans: {context: school}
consequences:
  longer_loans:
    context: school
    area: education
    effect: Members of this band are admitted to the course first.
  loans_paused: {context: school}
controller: {kind: school}
documents: {conformity: "the folder of the system, sheet 6", fria: "the school's folder, sheet 5"}
```

References
----------
AI Act 27(1), 27(3), 27(4) as amended by Regulation (EU) 2026/1744, recital 96.
"""

from collections.abc import Iterator

from isonomia.check.ai_act.high_risk import (
    DUTIES_FROM,
    DUTIES_NOTE,
    HighRisk,
    consolidated,
    doubts,
    high_risk,
    names,
)
from isonomia.check.citations import ai_act
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION, Force, Level
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import ControllerKind

EVERY_OPERATOR = frozenset({"5(b)", "5(c)"})
PUBLIC_SERVICES = frozenset({"3", "5(d)", "8"})
SCHOOLS = frozenset({ControllerKind.SCHOOL, ControllerKind.UNIVERSITY})
CHECK = Check(
    __name__,
    level=Level.HIGH_RISK_DUTY,
    force=Force.BINDING,
    citations=(ai_act("27(1)"), ai_act("27(3)")),
    laws=UNION,
    readings=(consolidated("article 27 and annex III"),),
    applies_from=DUTIES_FROM,
    note=DUTIES_NOTE,
    is_conditional=True,
)


def examine(subject: Subject) -> Iterator[Finding]:
    """One finding for the file: bound for certain, or for a human to judge."""
    if subject.documents.fria is not None:
        return
    items = high_risk(subject)
    bound = [item for item in items if _is_bound(subject, item)]
    if bound:
        yield _finding(subject, bound, doubts(bound))
    elif perhaps := [item for item in items if item.point in PUBLIC_SERVICES]:
        yield _finding(subject, perhaps, _("whether the controller provides a public service"))


def _is_bound(subject: Subject, item: HighRisk) -> bool:
    return subject.is_public or subject.controller.kind in SCHOOLS or item.point in EVERY_OPERATOR


def _finding(subject: Subject, items: list[HighRisk], judgement: str) -> Finding:
    message = _(
        "The file does not say that the impact on fundamental rights was assessed, though the score counts for "
        "{consequences}."
    )
    return CHECK.finding(
        subject.at("documents", "fria"),
        message.format(consequences=names(items)),
        remedy=_(
            "Make the assessment before the first use, notify its result to the market surveillance authority, and "
            "say under `documents.fria` where it is found. It may refer to the data protection impact assessment."
        ),
        judgement=judgement,
        related=[item.place for item in items],
    )
