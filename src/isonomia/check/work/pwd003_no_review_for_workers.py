"""No reasons or review for a worker within two weeks.

What it does
------------
Reports platform work with an unfavourable consequence without reasons, without an appeal, or whose appeal may take
longer than two weeks.

Why
---
Workers get written reasons for a decision against them at the latest when it takes effect, a contact person, and on
request a review with an answer within two weeks.

Example
-------
```yaml
rights:
  appeal:
    decided_within: 30 days
```

Use instead
-----------
```yaml
rights:
  appeal:
    decided_within: 14 days
```

References
----------
Directive (EU) 2024/2831, article 11.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import directive
from isonomia.check.definition import Check
from isonomia.check.finding import Edit, Finding
from isonomia.check.level import UNION_AND_EEA, Force, Level
from isonomia.check.readings import PLATFORM_WORK_TEXT
from isonomia.check.subject.subject import Subject
from isonomia.check.work.platform_work import is_platform_work
from isonomia.locale import _
from isonomia.scheme.duration_words import duration_in_words

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.UNVERIFIED,
    citations=(directive("2024/2831", "11", "platform work"),),
    laws=UNION_AND_EEA,
    readings=(PLATFORM_WORK_TEXT,),
    applies_from=date(2026, 12, 2),
    note="Member States transpose the directive by 2 December 2026; the national law prevails.",
)


TWO_WEEKS_DAYS = 14


def examine(subject: Subject) -> Iterator[Finding]:
    """What is missing of reasons and review."""
    if not is_platform_work(subject) or not subject.unfavourable:
        return
    if subject.rights.reasons is not True:
        yield CHECK.finding(
            subject.at("rights", "reasons"),
            _("Workers get no written reasons for a decision against them.")
            if subject.rights.reasons is False
            else _("The file does not say that workers get written reasons for a decision against them."),
            remedy=_("Give reasons with each decision, and say `rights.reasons: true`."),
        )
    appeal = subject.rights.appeal
    if appeal is None:
        yield CHECK.finding(
            subject.at("rights", "appeal"),
            _("The file names no review of a decision against a worker."),
            remedy=_("Offer a review that is answered within two weeks, and describe it under `rights.appeal`."),
        )
    elif appeal.decided_within is None or appeal.decided_within.longest_days() > TWO_WEEKS_DAYS:
        yield CHECK.finding(
            subject.at("rights", "appeal", "decided_within"),
            _("The file does not say that a review is answered within two weeks.")
            if appeal.decided_within is None
            else _("A review is answered within {time}; the law gives two weeks.").format(
                time=duration_in_words(appeal.decided_within)
            ),
            remedy=_("Answer within two weeks: `decided_within: 14 days`."),
            edits=(Edit(("rights", "appeal", "decided_within"), "14 days"),),
        )
