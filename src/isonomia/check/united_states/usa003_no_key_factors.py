"""A credit score without its key factors.

What it does
------------
Reports a consumer report whose explanation names neither each point nor the main factors.

Why
---
Who asks for a credit score gets the key factors that hurt it most, up to four, the range, and the date.

Example
-------
```yaml
controller: {kind: credit_bureau}
documents: {permissible_purpose: "FCRA 604(a)(3)(A)"}
consequences: {loans_paused: {area: credit}}
information: {adverse_action_notice: by letter within 30 days}
rights: {explanation: formula}
```

Use instead
-----------
```yaml
controller: {kind: credit_bureau}
documents: {permissible_purpose: "FCRA 604(a)(3)(A)"}
consequences: {loans_paused: {area: credit}}
information: {adverse_action_notice: by letter within 30 days}
rights: {explanation: factors}
```

References
----------
Fair Credit Reporting Act 609(f), 15 U.S.C. 1681g(f).
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
from isonomia.scheme.model.vocabulary import Area, Explanation

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(united_states("FCRA 609(f), 15 U.S.C. 1681g(f)"),),
    laws=US,
    readings=(FCRA_TEXT,),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The missing factors."""
    is_for_loans = any(item.written.area is Area.CREDIT for item in subject.consequences)
    if (
        is_for_loans
        and is_consumer_report(subject)
        and subject.rights.explanation not in (Explanation.EACH_POINT, Explanation.FACTORS)
    ):
        yield CHECK.finding(
            subject.at("rights", "explanation"),
            _("The file does not say that people get the key factors of their score.")
            if subject.rights.explanation is None
            else _("People do not get the key factors of their score."),
            remedy=_("Disclose up to four key factors with each score: `explanation: factors`, or each point."),
        )
