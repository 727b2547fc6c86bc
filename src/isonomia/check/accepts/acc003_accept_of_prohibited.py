"""An accept of what cannot be accepted.

What it does
------------
Reports a comment that accepts a finding whose level is prohibited or very likely unlawful. The finding stands.

Why
---
Nobody can agree to a prohibition by a comment, and the live service refuses such a scheme whatever its file says.

Example
-------
```yaml
consequences:
  loans_paused:  # isonomia: accept AIA001 the board wants it so
    context: parking
    effect: The parking permit rests for a month.
```

Use instead
-----------
```yaml
consequences:
  loans_paused:
    effect: No tools are lent for a month.
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
    """The comment, if a finding on its line can not be accepted."""
    if any(accept.covers(finding) and finding.level.is_refused for finding in found):
        yield CHECK.finding(
            accept.place(subject.document.path),
            _("This comment accepts {code}, which nobody can accept: the finding stands.").format(code=accept.code),
            remedy=_("Remove the comment, and mend what the finding names."),
        )
