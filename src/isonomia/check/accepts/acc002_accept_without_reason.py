"""An accept without a reason.

What it does
------------
Reports a comment `# isonomia: accept CODE` with no words after the code, or with no code. It accepts nothing.

Why
---
Who accepts a fault owes a reason to those who live with it and to whoever reads the scheme next.

Example
-------
```yaml
rules:
  helped:
    points: 5  # isonomia: accept
```

Use instead
-----------
```yaml
rules:
  helped:
    points: 5  # five for any job, so that nobody counts hours
```

References
----------
This project's own convention: docs/check/how-it-reads.md, "Accepting a finding".
"""

from collections.abc import Iterator, Sequence

from isonomia.check.accept import Accept
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


def examine(_subject: Subject) -> tuple[Finding, ...]:
    """Nothing: the comments are read when all other checks have run."""
    return ()


def examine_accept(subject: Subject, accept: Accept, found: Sequence[Finding]) -> Iterator[Finding]:
    """The comment, if its code or its reason is missing."""
    del found
    if not accept.code or not accept.reason:
        yield CHECK.finding(
            accept.place(subject.document.path),
            _("This comment accepts a finding without saying which, or why; so it accepts nothing."),
            remedy=_("Write `# isonomia: accept CODE reason`, with the reason in words."),
        )
