"""Workers who were not told.

What it does
------------
Reports a file without `information.workers_told: true`, if a consequence lies in a high-risk area and either the people
scored are the operator's staff, or the consequence is about employment. In the second case a human must judge whether
they work for the operator already. It is silent where the file says that they are no staff (`people.employees: false`).

Why
---
An employer tells the representatives of the workers and the workers themselves before a high-risk system is used at the
workplace. National law may ask for more, such as consent of a works council.

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
documents: {conformity: "the folder of the system, sheet 6"}
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
documents: {conformity: "the folder of the system, sheet 6"}
information: {workers_told: true}
```

References
----------
AI Act 26(7).
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

CHECK = Check(
    __name__,
    level=Level.HIGH_RISK_DUTY,
    force=Force.BINDING,
    citations=(ai_act("26(7)"),),
    laws=UNION,
    readings=(consolidated("article 26 and annex III"),),
    applies_from=DUTIES_FROM,
    note=DUTIES_NOTE,
    is_conditional=True,
)


def examine(subject: Subject) -> Iterator[Finding]:
    """One finding for the file: about staff for certain, or for a human to judge."""
    if subject.information.workers_told is True:
        return
    items = high_risk(subject)
    if subject.is_about_staff and items:
        yield _finding(subject, items, doubts(items))
        return
    at_work = tuple(item for item in items if item.point == "4")
    if at_work and subject.people.employees is None:
        yield _finding(subject, at_work, _("whether the people scored work for the controller already"))


def _finding(subject: Subject, items: tuple[HighRisk, ...], judgement: str) -> Finding:
    message = (
        _("Workers and their representatives are not told of the score, though it counts for {consequences}.")
        if subject.information.workers_told is False
        else _(
            "The file does not say that workers and their representatives are told of the score, though it counts for "
            "{consequences}."
        )
    )
    return CHECK.finding(
        subject.at("information", "workers_told"),
        message.format(consequences=names(items)),
        remedy=_(
            "Tell the workers and their representatives before the first use; set `information.workers_told: true`."
        ),
        judgement=judgement,
        related=[item.place for item in items],
    )
