"""New York City: a score for hiring or promotion without a bias audit.

What it does
------------
Reports, for New York, a consequence in employment where the file names no bias audit (`documents.bias_audit`).

Why
---
An automated employment decision tool may be used in New York City only if it was audited for bias within a year, the
summary is public, and candidates are told ten business days before. The law binds in the city; the file names the
state: a human must see whether it applies.

Example
-------
```yaml
jurisdiction: us-ny
consequences: {loans_paused: {area: employment}}
```

Use instead
-----------
```yaml
jurisdiction: us-ny
documents: {bias_audit: "summary of March, on the site"}
consequences: {loans_paused: {area: employment}}
```

References
----------
New York City Local Law 144 of 2021, Administrative Code 20-871.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import united_states
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import Force, Law, Level
from isonomia.check.readings import NEW_YORK_LAW
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Area

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.UNVERIFIED,
    citations=(united_states("NYC Local Law 144 of 2021"),),
    laws=frozenset({Law.NEW_YORK}),
    readings=(NEW_YORK_LAW,),
    applies_from=date(2023, 7, 5),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each consequence in employment."""
    if subject.documents.bias_audit is not None:
        return
    for consequence in subject.consequences:
        if consequence.written.area is Area.EMPLOYMENT and not consequence.is_shown_only:
            yield CHECK.finding(
                subject.at(*consequence.keys),
                _("'{consequence}' decides on work by a score, and the file names no bias audit.").format(
                    consequence=consequence.name
                ),
                remedy=_("Have the tool audited each year, publish the summary, tell candidates ten days before."),
                judgement=_("whether the decision is made in New York City"),
            )
