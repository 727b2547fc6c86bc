"""A notice that keeps the logic, or what follows, to itself.

What it does
------------
Reports a scheme that does not say that people are told how the score comes about, and what follows from it.

Why
---
Where a decision with significant effects is automated, people must be told, without asking, the logic involved and
what it means for them. That is a violation. Where a person decides, the duty to explain the logic does not bind in
these words; fairness still asks that people know that they are profiled and what follows, and the finding is advice.

Example
-------
```yaml
information:
  logic: null
```

Use instead
-----------
```yaml
information:
  logic: true
```

References
----------
GDPR 5(1)(a), 13(2)(f), 14(2)(g), recitals 60 and 71.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.gdpr.automated_decisions import automated_decisions
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import gdpr_in_full
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(gdpr("13(2)(f)"), gdpr("14(2)(g)"), gdpr("recital 60")),
    laws=UNION_EEA_UK,
    readings=(gdpr_in_full("articles 13 and 14, recitals 60 and 71"),),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """What people are not told: the logic, the consequences."""
    told = subject.information
    if told.logic is not True:
        is_denied = told.logic is False
        yield _finding(
            subject,
            "logic",
            _("People are not told how their score comes about.")
            if is_denied
            else _("The file does not say that people are told how their score comes about."),
            _("Explain the rules in plain words, and say `logic: true` under `information`."),
        )
    if told.consequences is not True:
        is_denied = told.consequences is False
        yield _finding(
            subject,
            "consequences",
            _("People are not told what follows from their score.")
            if is_denied
            else _("The file does not say that people are told what follows from their score."),
            _("Tell people what each band brings, and say `consequences: true` under `information`."),
        )


def _finding(subject: Subject, key: str, message: str, remedy: str) -> Finding:
    decisions = automated_decisions(subject)
    return CHECK.finding(
        subject.at("information", key),
        message,
        remedy=remedy,
        level=Level.VIOLATION if decisions else Level.ADVICE,
        related=[subject.at(*decision.keys) for decision in decisions],
    )
