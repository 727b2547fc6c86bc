"""A rule that gives no reason.

What it does
------------
Reports a rule without `reason`.

Why
---
The statement of a member says in a sentence what each entry is for. Without one it names the rule alone, which says
little to those who did not write it.

Example
-------
```yaml
rules:
  helped:
    reason: null
```

Use instead
-----------
```yaml
rules:
  helped:
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
    """Each rule without a sentence for the statement."""
    for rule in subject.scheme.rules:
        if rule.written.reason is None:
            yield CHECK.finding(
                subject.place_of(rule, "reason"),
                _("Entries of '{rule}' come without a reason that members can read.").format(rule=rule.name),
                remedy=_("Add `reason`: a sentence for the statement; '{field}' in it names a value."),
            )
