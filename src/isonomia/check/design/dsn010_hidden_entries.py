"""Entries that members do not see.

What it does
------------
Reports `rights.shown_entries`: a member sees only so many entries of their own score.

Why
---
A score that one cannot add up is one that one cannot contest. The statement of a member shows every entry unless the
file forbids it.

Example
-------
```yaml
rights:
  shown_entries: 10
```

Use instead
-----------
```yaml
rights:
  shown_entries: null
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
    """What the file hides."""
    shown = subject.rights.shown_entries
    if shown is not None:
        yield CHECK.finding(
            subject.at("rights", "shown_entries"),
            _("Members see only {count} entries of their own score.").format(count=shown),
            remedy=_("Remove `shown_entries`, so that members see every entry."),
        )
