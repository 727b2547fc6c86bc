"""Points off for what is not proven.

What it does
------------
Reports a source whose facts are allegations or unverified reports, if a rule takes points away for them or sets a
ceiling. It does not matter who stands for the facts: the file itself says that they are not established.

Why
---
Personal data must be accurate, with regard to what it is used for. A suspicion may be correctly recorded as a
suspicion; as a reason to treat somebody worse it must be true. A merit that rests on a report harms nobody, and is
left alone.

Example
-------
```yaml
sources:
  loans:
    evidence: allegation
```

Use instead
-----------
```yaml
sources:
  loans:
    evidence: confirmed
    verified_by: the keeper of the tools, who has heard the member
```

References
----------
GDPR 5(1)(d), 5(2).
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.quoted import quoted
from isonomia.check.readings import gdpr_in_full
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Evidence

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(gdpr("5(1)(d)"),),
    laws=UNION_EEA_UK,
    readings=(gdpr_in_full("article 5"),),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such source, with the rules that hold its facts against somebody."""
    for name, source in subject.file.sources.items():
        if source.evidence not in (Evidence.ALLEGATION, Evidence.REPORT):
            continue
        rules = [rule for rule in subject.adverse_rules if name in subject.sources_of(rule)]
        if rules:
            is_alleged = source.evidence is Evidence.ALLEGATION
            message = (
                _("The facts of '{source}' are only alleged, and count against people: {rules}.")
                if is_alleged
                else _("The facts of '{source}' are reported and not verified, and count against people: {rules}.")
            )
            yield CHECK.finding(
                subject.at("sources", name, "evidence"),
                message.format(source=name, rules=quoted(rule.name for rule in rules)),
                remedy=_("Let only facts count that somebody has checked and stands for, or that are finally decided."),
                related=[subject.place_of(rule) for rule in rules],
            )
