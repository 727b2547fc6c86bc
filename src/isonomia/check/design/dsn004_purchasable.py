"""Points that can be bought.

What it does
------------
Reports a rule whose points can be had for money (`purchasable: true`).

Why
---
Where points can be bought, the score says who has money. Those without it must do what others pay to be spared, and
the conduct that was to be thanked loses its worth.

Example
-------
```yaml
rules:
  helped:
    purchasable: true
```

Use instead
-----------
```yaml
rules:
  helped:
    purchasable: false
    reason: Helped for {hours} hours
```

References
----------
Shipped as good practice; no law asks for it.
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
    """Each rule that is declared purchasable."""
    for rule in subject.scheme.rules:
        if rule.written.purchasable:
            yield CHECK.finding(
                subject.place_of(rule, "purchasable"),
                _("The points of '{rule}' can be bought.").format(rule=rule.name),
                remedy=_("Give points only for what nobody can buy, such as time given or promises kept."),
            )
