"""An accept that meets no finding.

What it does
------------
Reports a comment `# isonomia: accept CODE reason` whose line has no finding of that code.

Why
---
Such a comment claims that a fault was considered. When the fault is mended, or the line has moved, the claim is no
longer true, and it would silently accept the next fault of that kind.

Example
-------
```yaml
rules:
  returned_late:
    expires: 12 months  # isonomia: accept GDPR005 the board reviews the list each year
```

Use instead
-----------
```yaml
rules:
  returned_late:
    expires: 12 months
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
    """The comment, if no finding is on its line."""
    if accept.code and not any(accept.covers(finding) for finding in found):
        yield CHECK.finding(
            accept.place(subject.document.path),
            _("This comment accepts {code}, and there is no such finding on its line.").format(code=accept.code),
            remedy=_("Remove the comment, or move it to the line that the finding names."),
        )
