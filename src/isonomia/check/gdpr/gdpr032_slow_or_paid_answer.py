"""Requests are answered late or for money.

What it does
------------
Reports an answer to requests that may take longer than a month, or that is not free.

Why
---
Requests are answered within one month; two months more are possible for complex ones, if the person is told why. They
are free unless manifestly unfounded or excessive.

Example
-------
```yaml
rights:
  answer_within: 6 weeks
```

Use instead
-----------
```yaml
rights:
  answer_within: 1 month
```

References
----------
GDPR 12(3), 12(5).
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Edit, Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import GDPR_TEXT
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.duration_words import duration_in_words

CHECK = Check(
    __name__,
    level=Level.ADVICE,
    force=Force.BINDING,
    citations=(
        gdpr("12(3)"),
        gdpr("12(5)"),
    ),
    laws=UNION_EEA_UK,
    readings=(GDPR_TEXT,),
    applies_from=date(2018, 5, 25),
)


MONTH_DAYS = 31


def examine(subject: Subject) -> Iterator[Finding]:
    """A time limit that is too long, a price."""
    limit = subject.rights.answer_within
    if limit is not None and limit.longest_days() > MONTH_DAYS:
        yield CHECK.finding(
            subject.at("rights", "answer_within"),
            _("Requests are answered within {limit}; the law gives one month.").format(limit=duration_in_words(limit)),
            remedy=_("Answer within a month."),
            edits=(Edit(("rights", "answer_within"), "1 month"),),
        )
    if subject.rights.requests_free is False:
        yield CHECK.finding(
            subject.at("rights", "requests_free"),
            _("Members pay for an answer to their requests."),
            remedy=_("Answer free; only manifestly unfounded or excessive requests may cost something."),
        )
