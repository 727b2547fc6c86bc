"""Staff left alone with a system that nobody taught them.

What it does
------------
Reports a scheme that is learned, uses a language model, or whose weights were fitted to data, and that has no
`documents.staff_training`.

Why
---
Who makes or uses an AI system must take measures that help the people who run it to understand it: by training,
guidance, or what else suits their knowledge and those on whom the system is used. Since July 2026 no particular level
of knowledge has to be guaranteed.

Example
-------
```yaml
method: learned
```

Use instead
-----------
```yaml
method: learned
documents:
  staff_training: the club's folder, sheet 7
```

References
----------
AI Act 4(1) as amended by Regulation (EU) 2026/1744.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.ai_act.high_risk import consolidated
from isonomia.check.citations import ai_act
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION, Force, Level
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(ai_act("4(1)"),),
    laws=UNION,
    readings=(consolidated("articles 3, 4 and 113"),),
    applies_from=date(2025, 2, 2),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """A scheme that is an AI system for certain."""
    if subject.is_ai_for_certain and subject.documents.staff_training is None:
        yield CHECK.finding(
            subject.at("documents", "staff_training"),
            _("The file does not say how those who run the scheme learn to understand it."),
            remedy=_("Plan training or guidance for them, and say under `documents.staff_training` where it is found."),
        )
