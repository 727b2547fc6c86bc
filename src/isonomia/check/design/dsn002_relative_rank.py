"""Points that depend on other members.

What it does
------------
Reports a rule whose points depend on how others do (`relative: true`): ranks, shares of a fixed sum, curves.

Why
---
Where one can rise only as another falls, doing right is not enough, helping others costs points, and a person's
standing changes through no act of their own. Nobody can explain such a fall to the member.

Example
-------
```yaml
rules:
  helped:
    relative: true
```

Use instead
-----------
```yaml
rules:
  helped:
    points: 5
```

References
----------
Shipped as good practice; no law asks for it. The statement of a member must add up from their own facts
(docs/semantics.md, "The score").
"""

from collections.abc import Iterator

from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import EVERYWHERE, Force, Level
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.ADVICE,
    force=Force.HEURISTIC,
    citations=(),
    laws=EVERYWHERE,
    readings=(),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each rule that is declared relative."""
    for rule in subject.scheme.rules:
        if rule.written.relative:
            yield CHECK.finding(
                subject.place_of(rule, "relative"),
                _("The points of '{rule}' depend on how other members do.").format(rule=rule.name),
                remedy=_("Give points for what the member does, whatever others do."),
            )
