"""An accept without a reason.

What it does
------------
Reports a comment `# isonomia: accept CODE` with no words after the code, with words that say nothing (`-`, `todo`),
with no code, or with more than one. It accepts nothing.

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
    """The comment, if its code or its reason is missing, or if it names several codes."""
    del found
    if accept.names_two_codes:
        yield CHECK.finding(
            accept.place(subject.document.path),
            _("This comment names more than one code, and one reason is not enough for both; so it accepts nothing."),
            remedy=_("Write a comment for each code, alone on the lines above, each with its own reason."),
        )
    elif not accept.is_in_order:
        yield CHECK.finding(
            accept.place(subject.document.path),
            _("This comment accepts a finding without saying which, or why; so it accepts nothing."),
            remedy=_("Write `# isonomia: accept CODE reason`, with the reason in words."),
        )
