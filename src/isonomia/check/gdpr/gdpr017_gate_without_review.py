"""A machine decides, and no human answers.

What it does
------------
Reports a scheme whose system alone decides about something significant through an open gate (contract, explicit
consent, or a law), if no person reviews or nobody hears an appeal.

Why
---
Where a contract or consent lets the machine decide, the person must at least be able to obtain human intervention, to
express a point of view and to contest. Where a law lets it decide, these words do not bind: that law itself must
safeguard the person, and a human must judge whether it does. In the United Kingdom other rules stand in place of this
one (UKG001).

Example
-------
```yaml
sources:
  loans: {context: traffic}
consequences:
  longer_loans: null
  loans_paused:
    context: traffic
    area: driving
    effect: The shared car is not lent for a month.
    severity: medium
    decided_by: system
rights:
  human_review: null
```

Use instead
-----------
```yaml
sources:
  loans: {context: traffic}
consequences:
  longer_loans: null
  loans_paused:
    context: traffic
    area: driving
    effect: The shared car is not lent for a month.
    severity: medium
    decided_by: system
rights:
  human_review: true
```

References
----------
GDPR 22(2), 22(3), recital 71.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.gdpr.automated_decisions import Gate, decisions_by_system, gates
from isonomia.check.level import UNION_AND_EEA, Force, Level
from isonomia.check.quoted import quoted
from isonomia.check.readings import gdpr_in_full
from isonomia.check.subject.consequence import ReadConsequence
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(gdpr("22(3)"), gdpr("22(2)(b)")),
    laws=UNION_AND_EEA,
    readings=(gdpr_in_full("article 22, recital 71"),),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The review and the appeal that are missing, once for the scheme."""
    through_gates = [item for item in decisions_by_system(subject) if gates(item)]
    if not through_gates:
        return
    names = quoted(item.name for item in through_gates)
    if subject.rights.human_review is not True:
        yield _finding(
            subject,
            through_gates,
            "human_review",
            _("The system alone decides {consequences}, and the file promises no review by a person.").format(
                consequences=names
            ),
            _("Let a person review each decision on request, and say `human_review: true` under `rights`."),
        )
    if subject.rights.appeal is None:
        yield _finding(
            subject,
            through_gates,
            "appeal",
            _("The system alone decides {consequences}, and the file does not say how one contests that.").format(
                consequences=names
            ),
            _("Say under `appeal` to whom members turn, and let them state their view."),
        )


def _finding(subject: Subject, decisions: list[ReadConsequence], key: str, message: str, remedy: str) -> Finding:
    is_by_law_alone = all(gates(decision) == {Gate.LAW} for decision in decisions)
    return CHECK.finding(
        subject.at("rights", key),
        message,
        remedy=remedy,
        judgement=_("whether the law that lets the system decide safeguards people itself") if is_by_law_alone else "",
        related=[subject.at(*decision.keys, "decided_by") for decision in decisions],
    )
