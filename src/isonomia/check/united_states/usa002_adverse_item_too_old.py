"""An adverse item older than seven years.

What it does
------------
Reports an adverse rule of a consumer report whose points last longer than seven years, or for ever. Ten years are
allowed for a rule whose name says bankruptcy; convictions have no limit.

Why
---
Most adverse items may not be reported after seven years, bankruptcies after ten. The limits do not bind reports for
large credit, large life insurance or well-paid jobs (605(b)), which a file does not show.

Example
-------
```yaml
controller: {kind: credit_bureau}
documents: {permissible_purpose: "FCRA 604(a)(3)(A)"}
sources: {loans: {retention: 8 years}}
rules: {returned_late: {expires: 8 years}}
```

Use instead
-----------
```yaml
controller: {kind: credit_bureau}
documents: {permissible_purpose: "FCRA 604(a)(3)(A)"}
sources: {loans: {retention: 7 years}}
rules: {returned_late: {expires: 7 years}}
```

References
----------
Fair Credit Reporting Act 605(a), 605(b), 15 U.S.C. 1681c.
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
from isonomia.periods import Duration
from isonomia.scheme.model.vocabulary import SpecialCategory

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(united_states("FCRA 605, 15 U.S.C. 1681c"),),
    laws=US,
    readings=(FCRA_TEXT,),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each adverse rule that lasts too long."""
    if not is_consumer_report(subject):
        return
    for rule in subject.adverse_rules:
        if any(SpecialCategory.CONVICTIONS in subject.reveals(name) for name in subject.sources_of(rule)):
            continue
        years = 10 if "bankrupt" in rule.name else 7
        if rule.expires is None or rule.expires.longest_days() > Duration(years, "years").longest_days():
            yield CHECK.finding(
                subject.place_of(rule, "expires"),
                _("The points of '{rule}' last longer than {years} years.").format(rule=rule.name, years=years),
                remedy=_("Let them expire after {years} years at the latest.").format(years=years),
                edits=(Edit(("rules", rule.name, "expires"), f"{years} years"),),
                judgement=_("whether the report is for credit, insurance or pay above the amounts of 605(b)"),
            )
