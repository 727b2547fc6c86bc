"""People do not know that a high-risk system is used on them.

What it does
------------
Where a consequence lies in a high-risk area, reports a file without `information.before_use: true`.

Why
---
Who uses a high-risk system that makes decisions about people, or helps to make them, must tell these people. For law
enforcement the rules on information of Directive (EU) 2016/680 apply instead, and they may let the notice wait: if all
high-risk consequences are about police, a human must judge that.

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
information: {workers_told: true, before_use: false}
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
information: {workers_told: true, before_use: true}
```

References
----------
AI Act 26(11). Directive (EU) 2016/680, article 13, for law enforcement.
"""

from collections.abc import Iterator

from isonomia.check.ai_act.high_risk import (
    DUTIES_FROM,
    DUTIES_NOTE,
    consolidated,
    doubts,
    high_risk,
    joined,
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
    citations=(ai_act("26(11)"),),
    laws=UNION,
    readings=(consolidated("article 26 and annex III"),),
    applies_from=DUTIES_FROM,
    note=DUTIES_NOTE,
    is_conditional=True,
)


def examine(subject: Subject) -> Iterator[Finding]:
    """One finding for the file."""
    items = high_risk(subject)
    if not items or subject.information.before_use is True:
        return
    message = (
        _("People are not told that a high-risk system is used on them, though the score counts for {consequences}.")
        if subject.information.before_use is False
        else _(
            "The file does not say that people are told that a high-risk system is used on them, though the score "
            "counts for {consequences}."
        )
    )
    waiting = _("whether the law on data of law enforcement lets the notice wait")
    yield CHECK.finding(
        subject.at("information", "before_use"),
        message.format(consequences=names(items)),
        remedy=_("Tell people before they are scored, and set `information.before_use: true`."),
        judgement=joined(doubts(items), waiting if all(item.point == "6" for item in items) else ""),
        related=[item.place for item in items],
    )
