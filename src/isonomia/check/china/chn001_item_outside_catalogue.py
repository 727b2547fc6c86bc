"""An item outside the national catalogue.

What it does
------------
Reports a source that feeds adverse points and names no entry of the national or a local catalogue of public credit
information (`specified_by_law`).

Why
---
What counts as public credit information is listed in a national catalogue; localities may add only what their own
regulations allow. Items outside may not be recorded.

Example
-------
```yaml
sources: {loans: {specified_by_law: null}}
```

Use instead
-----------
```yaml
sources: {loans: {specified_by_law: "national catalogue of public credit information, item 5"}}
```

References
----------
General Office of the State Council, Guobanfa [2020] No. 49, sections 2 and 4.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import china
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import CHINA, Force, Level
from isonomia.check.readings import CHINA_CATALOGUE
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.UNVERIFIED,
    citations=(china("Guobanfa [2020] No. 49"),),
    laws=CHINA,
    readings=(CHINA_CATALOGUE,),
    applies_from=date(2020, 12, 7),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each source of adverse points without an entry."""
    feeding = {name for rule in subject.adverse_rules for name in subject.sources_of(rule)}
    for name, source in subject.file.sources.items():
        if name in feeding and source.specified_by_law is None:
            yield CHECK.finding(
                subject.at("sources", name),
                _("Facts from '{source}' cost points, and the file names no entry of the catalogue for it.").format(
                    source=name
                ),
                remedy=_("Name the entry of the national or local catalogue under `specified_by_law`, or drop it."),
            )
