"""A right is reduced, and no law or list says so.

What it does
------------
Reports an unfavourable consequence without a statute.

Why
---
Measures that reduce rights or add duties rest on laws, regulations or the policies of the Central Committee and the
State Council, within the national list, and in proportion. The serious list may not be widened locally.

Example
-------
```yaml
consequences: {loans_paused: {statute: null}}
```

Use instead
-----------
```yaml
consequences: {loans_paused: {statute: "Regulation on lending, article 7"}}
```

References
----------
General Office of the State Council, Guobanfa [2020] No. 49, sections 4 and 5.
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
    """Each such consequence."""
    for consequence in subject.unfavourable:
        if consequence.written.statute is None:
            yield CHECK.finding(
                subject.at(*consequence.keys),
                _("'{consequence}' reduces rights, and the file names no law for it.").format(
                    consequence=consequence.name
                ),
                remedy=_("Name the provision and its place in the national list under `statute`, or drop it."),
            )
