"""A machine decides, and nobody explains or reviews.

What it does
------------
Reports an unfavourable consequence that the system alone decides where explanation or human review is missing.

Why
---
Automated decisions must be transparent and fair. Whoever is affected in rights and interests may demand an explanation,
and refuse a decision made by automation alone.

Example
-------
```yaml
consequences: {loans_paused: {decided_by: system}}
rights: {human_review: false}
```

Use instead
-----------
```yaml
consequences: {loans_paused: {decided_by: system}}
rights: {human_review: true}
```

References
----------
Personal Information Protection Law, article 24.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import china
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import CHINA, Force, Level
from isonomia.check.readings import CHINA_PIPL
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Explanation

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.UNVERIFIED,
    citations=(china("PIPL 24"),),
    laws=CHINA,
    readings=(CHINA_PIPL,),
    applies_from=date(2021, 11, 1),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such consequence."""
    is_explained = subject.rights.explanation not in (None, Explanation.NONE)
    if is_explained and subject.rights.human_review is True:
        return
    for consequence in subject.unfavourable:
        if consequence.is_decided_by_system:
            yield CHECK.finding(
                subject.at(*consequence.keys, "decided_by"),
                _("The system alone decides '{consequence}', and nobody explains or reviews it.").format(
                    consequence=consequence.name
                )
                if not is_explained
                else _("The system alone decides '{consequence}', and a person cannot refuse that.").format(
                    consequence=consequence.name
                ),
                remedy=_("Explain each decision, and let a person review it on request."),
            )
