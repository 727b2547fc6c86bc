"""A decision that nobody explains.

What it does
------------
Reports an unfavourable consequence in a high-risk area, if adverse decisions come without reasons
(`rights.reasons: true`) and members are not shown each point (`rights.explanation: each_point`).

Two things are left to a human: whether a consequence of low severity affects people significantly, and, where the
system decides alone, whether the right to an explanation under the GDPR leaves anything to this one.

Why
---
Anyone subject to a decision that rests on the output of a high-risk system, with legal or similarly significant effects
that the person considers harmful to health, safety or fundamental rights, may ask who decided for a clear and
meaningful explanation of the part that the system played and of the main elements of the decision. The right steps back
where Union law gives it otherwise, such as in GDPR 15(1)(h) for decisions of a machine alone, and where the law makes
an exception.

Example
-------
```yaml
sources:
  loans: {context: work}
consequences:
  longer_loans: null
  loans_paused:
    context: work
    area: employment
    severity: medium
    effect: No shift is given for a month.
information: {workers_told: true}
documents: {conformity: "the folder of the system, sheet 6"}
rights: {reasons: null, explanation: factors}
```

Use instead
-----------
```yaml
sources:
  loans: {context: work}
consequences:
  longer_loans: null
  loans_paused:
    context: work
    area: employment
    severity: medium
    effect: No shift is given for a month.
information: {workers_told: true}
documents: {conformity: "the folder of the system, sheet 6"}
rights: {reasons: true, explanation: factors}
```

References
----------
AI Act 86(1), 86(2), 86(3). GDPR 15(1)(h), 22. CJEU, C-203/22 (Dun & Bradstreet Austria), 27 February 2025.
"""

from collections.abc import Iterator

from isonomia.check.ai_act.high_risk import (
    DISPUTED_FROM,
    DISPUTED_NOTE,
    HighRisk,
    consolidated,
    high_risk,
    joined,
)
from isonomia.check.citations import ai_act, gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION, Force, Level
from isonomia.check.readings import gdpr_in_full
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Explanation, Severity

CHECK = Check(
    __name__,
    level=Level.HIGH_RISK_DUTY,
    force=Force.BINDING,
    citations=(ai_act("86(1)"), ai_act("86(3)"), gdpr("15(1)(h)")),
    laws=UNION,
    readings=(consolidated("articles 86 and 113 and annex III"), gdpr_in_full("articles 15 and 22")),
    applies_from=DISPUTED_FROM,
    note=DISPUTED_NOTE,
    is_conditional=True,
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each unfavourable consequence in a high-risk area, if nothing explains it."""
    if subject.rights.reasons is True or subject.rights.explanation is Explanation.EACH_POINT:
        return
    for item in high_risk(subject):
        if item.consequence.is_unfavourable:
            yield CHECK.finding(
                subject.at("rights", "reasons"),
                _message(subject).format(consequence=item.name),
                remedy=_(
                    "Give the main elements of each decision and the part that the score played, and set "
                    "`rights.reasons: true`."
                ),
                judgement=_judgement(item),
                related=(item.place,),
            )


def _message(subject: Subject) -> str:
    if subject.rights.reasons is False:
        return _("People under '{consequence}' get no reasons for the decision.")
    return _("The file does not say that people under '{consequence}' get the reasons for the decision.")


def _judgement(item: HighRisk) -> str:
    is_low = item.consequence.severity is Severity.LOW
    is_machine = item.consequence.is_decided_by_system
    return joined(
        item.doubt,
        _("whether it affects people significantly, although its severity is low") if is_low else "",
        _("whether GDPR 15(1)(h) gives this explanation already, since the system decides alone") if is_machine else "",
    )
