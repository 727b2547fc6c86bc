"""Adverse points that never expire.

What it does
------------
Reports a rule that can move a member to the worse and has no `expires`, and a source without `retention`. Halving alone
is no end: it makes points small, and the record stays.

Why
---
Personal data may be kept no longer than its purpose needs (storage limitation). The Court of Justice held that a credit
agency may not keep a discharge from debt longer than the public register that it came from: a score must not remember
what the law lets be forgotten.

Example
-------
```yaml
sources:
  loans:
    retention: null
rules:
  returned_late:
    expires: null
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
GDPR 5(1)(e), 17(1)(a). CJEU, joined cases C-26/22 and C-64/22 (SCHUFA Holding, discharge from remaining debts),
7 December 2023.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import court_of_justice, gdpr
from isonomia.check.definition import Check, Reading
from isonomia.check.finding import Edit, Finding
from isonomia.check.level import UNION_EEA_UK, Extent, Force, Level
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(
        gdpr("5(1)(e)"),
        gdpr("17(1)(a)"),
        court_of_justice("C-26/22 and C-64/22", "SCHUFA Holding", "7 December 2023"),
    ),
    laws=UNION_EEA_UK,
    readings=(
        Reading("GDPR, articles 5 and 17", Extent.FULL, date(2026, 11, 27)),
        Reading("C-26/22 and C-64/22", Extent.SECONDARY, date(2026, 11, 27)),
    ),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each adverse rule without an end, each source without a time of keeping."""
    for rule in subject.adverse_rules:
        if rule.expires is None:
            yield CHECK.finding(
                subject.place_of(rule, "points"),
                (
                    _("The points of '{rule}' count against a member for ever.")
                    if rule.halves is None
                    else _("The points of '{rule}' halve, and no day is set on which they end.")
                ).format(rule=rule.name),
                level=Level.VIOLATION if rule.halves is None else Level.ADVICE,  # what halves is nothing in the end
                remedy=_("Add `expires`, as long as the purpose needs and no longer, such as `expires: 12 months`."),
                edits=(Edit(("rules", rule.name, "expires"), "12 months"),),
            )
    for name, source in subject.file.sources.items():
        if source.retention is None:
            yield CHECK.finding(
                subject.at("sources", name),
                _("The file does not say how long the facts of '{source}' are kept.").format(source=name),
                remedy=_("Add `retention`: the time after which the facts are deleted."),
            )
