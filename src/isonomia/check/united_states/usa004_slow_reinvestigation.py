"""A dispute that takes longer than thirty days.

What it does
------------
Reports a consumer report whose disputes are decided in more than thirty days, or without a stated time.

Why
---
A disputed item is reinvestigated free of charge within thirty days, in some cases forty-five; what cannot be verified
is deleted.

Example
-------
```yaml
controller: {kind: credit_bureau}
documents: {permissible_purpose: "FCRA 604(a)(3)(A)"}
rights: {appeal: {decided_within: 60 days}}
```

Use instead
-----------
```yaml
controller: {kind: credit_bureau}
documents: {permissible_purpose: "FCRA 604(a)(3)(A)"}
rights: {appeal: {decided_within: 30 days}}
```

References
----------
Fair Credit Reporting Act 611(a), 15 U.S.C. 1681i(a).
"""

from collections.abc import Iterator

from isonomia.check.citations import united_states
from isonomia.check.definition import Check
from isonomia.check.finding import Edit, Finding
from isonomia.check.level import US, Force, Level
from isonomia.check.readings import FCRA_TEXT
from isonomia.check.subject.subject import Subject
from isonomia.check.united_states.consumer_report import is_consumer_report
from isonomia.locale import _
from isonomia.scheme.duration_words import duration_in_words

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(united_states("FCRA 611, 15 U.S.C. 1681i"),),
    laws=US,
    readings=(FCRA_TEXT,),
)


LIMIT_DAYS = 30
EXTENDED_DAYS = 45


def examine(subject: Subject) -> Iterator[Finding]:
    """A time limit that is missing or too long."""
    if not is_consumer_report(subject):
        return
    appeal = subject.rights.appeal
    limit = appeal.decided_within if appeal is not None else None
    days = limit.longest_days() if limit is not None else None
    if days is not None and days <= LIMIT_DAYS:
        return
    yield CHECK.finding(
        subject.at("rights", "appeal", "decided_within"),
        _("Disputes are decided within {limit}; the law gives 30 days.").format(limit=duration_in_words(limit))
        if limit is not None
        else _("The file does not say that disputes are decided within 30 days."),
        remedy=_("Decide within 30 days, and delete what cannot be verified."),
        judgement=_("whether the 45 days for added information apply") if days and days <= EXTENDED_DAYS else "",
        edits=(Edit(("rights", "appeal", "decided_within"), "30 days"),) if appeal is not None else (),
    )
