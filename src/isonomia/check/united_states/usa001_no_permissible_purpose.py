"""A consumer report without a permissible purpose.

What it does
------------
Reports a credit bureau's score, or a bought score that decides on credit, work, insurance or a home, if the file names
no permissible purpose (`documents.permissible_purpose`).

Why
---
A consumer report may be furnished for listed purposes only. For employment the person agrees in writing and gets a copy
before an adverse action.

Example
-------
```yaml
controller: {kind: credit_bureau}
```

Use instead
-----------
```yaml
controller: {kind: credit_bureau}
documents: {permissible_purpose: "FCRA 604(a)(3)(A)"}
```

References
----------
Fair Credit Reporting Act 604, 15 U.S.C. 1681b.
"""

from collections.abc import Iterator

from isonomia.check.citations import united_states
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import US, Force, Level
from isonomia.check.readings import FCRA_TEXT
from isonomia.check.subject.subject import Subject
from isonomia.check.united_states.consumer_report import is_consumer_report
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(united_states("FCRA 604, 15 U.S.C. 1681b"),),
    laws=US,
    readings=(FCRA_TEXT,),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The missing purpose."""
    if is_consumer_report(subject) and subject.documents.permissible_purpose is None:
        yield CHECK.finding(
            subject.at("documents", "permissible_purpose"),
            _("This is a consumer report, and the file names no permissible purpose."),
            remedy=_("Name the purpose of FCRA 604 under `documents.permissible_purpose`, or do not use the report."),
        )
