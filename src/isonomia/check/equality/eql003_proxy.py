"""Points for what often stands for a trait.

What it does
------------
Reports a rule that reads a field which often stands for a protected trait: postcode, language, wealth, marital status.

Why
---
A neutral-looking criterion that puts people of one origin, sex or age at a particular disadvantage is indirect
discrimination, unless it has a legitimate aim and is appropriate and necessary. Whether it does needs figures and a
human; the simulation shows the figures.

Example
-------
```yaml
sources:
  loans:
    fields:
      days_late: integer
      postcode: {type: text, trait: postcode}
rules:
  returned_late:
    when: days_late > 14 AND postcode <> '1010'
```

Use instead
-----------
```yaml
rules:
  returned_late:
    when: days_late > 14
```

References
----------
Directive 2000/43/EC, article 2(2)(b); 2000/78/EC, 2(2)(b); 2004/113/EC, 2(b). Equality Act 2010, section 19.
"""

from collections.abc import Iterator

from isonomia.check.citations import directive, united_kingdom
from isonomia.check.definition import Check
from isonomia.check.equality.laws import indirect_citations
from isonomia.check.equality.proxies import PROXIES
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import EQUALITY_ACT, EQUALITY_TEXTS
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.UNVERIFIED,
    citations=(
        directive("2000/43", "2(2)(b)"),
        directive("2000/78", "2(2)(b)"),
        directive("2004/113", "2(b)"),
        united_kingdom("Equality Act 2010, section 19"),
    ),
    laws=UNION_EEA_UK,
    readings=(
        EQUALITY_TEXTS,
        EQUALITY_ACT,
    ),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each rule that reads such a field, once for each field."""
    for read in subject.rules_by_trait(PROXIES):
        yield CHECK.finding(
            subject.place_of(read.rule),
            _("'{rule}' depends on '{field}', which often stands for origin, sex or age.").format(
                rule=read.rule.name, field=read.field
            ),
            remedy=_("Take '{field}' out, or show with figures that no group is put at a disadvantage.").format(
                field=read.field
            ),
            related=[subject.at("sources", read.source, "fields", read.field)],
            citations=indirect_citations(subject),
            judgement=_("whether the criterion has a legitimate aim, and is appropriate and necessary"),
        )
