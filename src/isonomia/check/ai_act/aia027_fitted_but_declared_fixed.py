"""Fitted weights under the name of fixed points.

What it does
------------
Reports `weights_from: data` together with `method: fixed_points`.

Why
---
Rules that people alone wrote and a program executes are probably no AI system (recital 12). Fitted weights are treated
as learned here, to be careful: the system has taken something from data, even if it looks like a table of points, and
readers of the file should not be told otherwise. The Commission's guidelines on the definition of an AI system leave
some simple statistical methods outside.

Example
-------
```yaml
weights_from: data
documents:
  staff_training: the club's folder, sheet 7
```

Use instead
-----------
```yaml
method: learned
weights_from: data
documents:
  staff_training: the club's folder, sheet 7
```

References
----------
AI Act 3(1), recital 12.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.ai_act.high_risk import consolidated
from isonomia.check.citations import ai_act
from isonomia.check.definition import Check, Reading
from isonomia.check.finding import Finding
from isonomia.check.level import UNION, Extent, Force, Level
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Method, WeightsFrom

CHECK = Check(
    __name__,
    level=Level.ADVICE,
    force=Force.BINDING,
    citations=(ai_act("3(1)"), ai_act("recital 12")),
    laws=UNION,
    readings=(consolidated("article 3"), Reading("AI Act, recital 12", Extent.FULL, date(2026, 11, 27))),
    applies_from=date(2025, 2, 2),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """What the file says of its weights and of its method."""
    if subject.file.weights_from is WeightsFrom.DATA and subject.file.method is Method.FIXED_POINTS:
        yield CHECK.finding(
            subject.at("method"),
            _("The file calls the points fixed, but their weights were fitted to data."),
            remedy=_("Write `method: learned`, or let people choose the weights and write `weights_from: people`."),
            related=(subject.at("weights_from"),),
        )
