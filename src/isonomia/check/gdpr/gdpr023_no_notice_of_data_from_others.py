"""Data from others, and the person is not told.

What it does
------------
Reports a source collected from a third party where the file does not say when people are told
(`information.third_party_notice`).

Why
---
Data obtained from somebody else must be announced to the person within a month at the latest, at the first contact, or
when it is passed on. Exceptions: the person has the information, telling is impossible or disproportionately difficult,
or a law lays down the obtaining; a human must see whether one applies.

Example
-------
```yaml
sources:
  loans:
    collected_from: third_party
```

Use instead
-----------
```yaml
sources:
  loans:
    collected_from: third_party
information:
  third_party_notice: within two weeks, by letter
```

References
----------
GDPR 14(1) to (3), 14(5).
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import GDPR_TEXT
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import CollectedFrom

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(
        gdpr("14(1)-(3)"),
        gdpr("14(5)"),
    ),
    laws=UNION_EEA_UK,
    readings=(GDPR_TEXT,),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each source from others, if no notice is described."""
    if subject.information.third_party_notice is not None:
        return
    for name, source in subject.file.sources.items():
        if source.collected_from is CollectedFrom.THIRD_PARTY:
            is_lawful = source.specified_by_law is not None or subject.statute is not None
            yield CHECK.finding(
                subject.at("sources", name, "collected_from"),
                _("The facts of '{source}' come from others, and the file does not say when people are told.").format(
                    source=name
                ),
                remedy=_("Tell people within a month, and say so under `information.third_party_notice`."),
                judgement=_(
                    "whether the law that the file names lays down how this data is obtained, so that no notice is due "
                    "(14(5)(c))"
                )
                if is_lawful
                else "",
            )
