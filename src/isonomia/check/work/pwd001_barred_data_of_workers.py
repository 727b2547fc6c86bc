"""A labour platform processes what it must not know.

What it does
------------
Reports a source of platform work that reveals emotional or psychological state, union activity, beliefs or health, that
holds private talk, or that follows people everywhere.

Why
---
A digital labour platform must not process data on the emotional or psychological state of workers, private
conversations, data from when nobody works, data to predict the exercise of fundamental rights such as union activity,
or data to infer traits like origin, belief, disability or health. Biometric data to find out who somebody is, by
comparison with a database, is barred as well. This is a ban, whatever the person consents to.

Example
-------
```yaml
sources:
  help:
    reveals: [union]
    special_ground: explicit consent
```

Use instead
-----------
```yaml
sources:
  help:
    verified_by: dispatcher
```

References
----------
Directive (EU) 2024/2831, article 7(1).
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import directive
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_AND_EEA, Force, Level
from isonomia.check.readings import PLATFORM_WORK_TEXT
from isonomia.check.subject.subject import Subject
from isonomia.check.vocabulary_words import category_words
from isonomia.check.work.platform_work import is_platform_work
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import SourceKind, SpecialCategory

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.UNVERIFIED,
    citations=(directive("2024/2831", "7(1)", "platform work"),),
    laws=UNION_AND_EEA,
    readings=(PLATFORM_WORK_TEXT,),
    applies_from=date(2026, 12, 2),
    note="Member States transpose the directive by 2 December 2026; the national law prevails.",
)


BARRED = frozenset(
    {
        SpecialCategory.EMOTION,
        SpecialCategory.UNION,
        SpecialCategory.HEALTH,
        SpecialCategory.ETHNICITY,
        SpecialCategory.BELIEF,
        SpecialCategory.POLITICS,
        SpecialCategory.SEXUAL_LIFE,
        SpecialCategory.SEXUAL_ORIENTATION,
        SpecialCategory.BIOMETRIC,
    }
)
PRIVATE_CONTEXTS = frozenset({"messaging", "private life", "trade unions"})


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such source."""
    if not is_platform_work(subject):
        return
    for name, source in subject.file.sources.items():
        barred = [category for category in SpecialCategory if category in subject.reveals(name) & BARRED]
        is_private = source.context in PRIVATE_CONTEXTS or source.kind is SourceKind.MESSAGE
        follows = source.kind is SourceKind.LOCATION and source.generalised_surveillance
        if barred or is_private or follows:
            what = category_words(barred) or (
                _("private talk or life") if is_private else _("where people are at any time")
            )
            yield CHECK.finding(
                subject.at("sources", name),
                _("'{source}' tells the platform what it must not process about workers: {what}.").format(
                    source=name, what=what
                ),
                remedy=_("Remove the source."),
            )
