"""A public body's high-risk system that is not registered.

What it does
------------
Reports a file of a public body, or of one that acts for it, without `documents.eu_database`, if a consequence lies in a
high-risk area.

Why
---
Before they use a high-risk system, public authorities and those who act on their behalf register themselves and the use
in the database of the Union. They may not use a system that its maker has not registered. In law enforcement, migration
and border control the entry goes into the part that the public does not see.

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
  conformity: the folder of the system, sheet 6
  fria: the town's folder, sheet 5
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
  conformity: the folder of the system, sheet 6
  fria: the town's folder, sheet 5
  eu_database: entry 17
```

References
----------
AI Act 49(3), 49(4), 26(8), 71, Annex VIII section C.
"""

from collections.abc import Iterator

from isonomia.check.ai_act.high_risk import (
    DISPUTED_FROM,
    DISPUTED_NOTE,
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

NOT_PUBLIC = frozenset({"6", "7"})
CHECK = Check(
    __name__,
    level=Level.HIGH_RISK_DUTY,
    force=Force.BINDING,
    citations=(ai_act("49(3)"), ai_act("26(8)")),
    laws=UNION,
    readings=(consolidated("articles 26, 49 and 113, annexes III and VIII"),),
    applies_from=DISPUTED_FROM,
    note=DISPUTED_NOTE,
    is_conditional=True,
)


def examine(subject: Subject) -> Iterator[Finding]:
    """One finding for the file of a public body."""
    items = high_risk(subject)
    if not items or not subject.is_public or subject.documents.eu_database is not None:
        return
    yield CHECK.finding(
        subject.at("documents", "eu_database"),
        _(
            "The file does not say that the use is registered in the database of the Union, though the score counts "
            "for {consequences}."
        ).format(consequences=names(items)),
        remedy=_remedy(items),
        judgement=doubts(items),
        related=[item.place for item in items],
    )


def _remedy(items: tuple[HighRisk, ...]) -> str:
    if all(item.point in NOT_PUBLIC for item in items):
        return _(
            "Register the use before it begins, in the part of the database that is not public, and name the entry "
            "under `documents.eu_database`."
        )
    return _("Register the use before it begins, and name the entry under `documents.eu_database`.")
