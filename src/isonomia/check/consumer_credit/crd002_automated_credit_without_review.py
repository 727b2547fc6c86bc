"""A machine refuses credit, and nobody explains or reviews.

What it does
------------
Reports an unfavourable consequence in credit where the file does not show a human review, an explanation of the factors
and a way to contest.

Why
---
Where the assessment of creditworthiness involves automated processing, and a score is that, the consumer may ask for
human intervention, a clear explanation of the assessment, may express a point of view, and may ask for a review of the
decision. A directive binds through the law that a state makes of it, and that law prevails.

Example
-------
```yaml
documents: {conformity: certificate 12, fria: sheet 7}
sources:
  loans: {context: credit, purpose: lend money}
  help: {context: credit, purpose: record repayment}
consequences:
  loans_paused: {area: credit, context: credit}
  longer_loans: {context: credit}
rights:
  human_review: false
```

Use instead
-----------
```yaml
documents: {conformity: certificate 12, fria: sheet 7}
sources:
  loans: {context: credit, purpose: lend money}
  help: {context: credit, purpose: record repayment}
consequences:
  loans_paused: {area: credit, context: credit}
  longer_loans: {context: credit}
rights:
  human_review: true
```

References
----------
Directive (EU) 2023/2225, article 18(8), recital 56.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import directive
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_AND_EEA, Force, Level
from isonomia.check.readings import CONSUMER_CREDIT_TEXT
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Area, Explanation

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.UNVERIFIED,
    citations=(directive("2023/2225", "18(8)", "consumer credit"),),
    laws=UNION_AND_EEA,
    readings=(CONSUMER_CREDIT_TEXT,),
    applies_from=date(2026, 11, 20),
)


EXPLAINED = frozenset({Explanation.EACH_POINT, Explanation.FACTORS})


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such consequence, with what is missing."""
    missing = tuple(_missing(subject))
    for consequence in subject.unfavourable:
        if consequence.written.area is Area.CREDIT and missing:
            yield CHECK.finding(
                subject.at(*consequence.keys),
                _("A score is used for credit in '{consequence}', and the file does not show {missing}.").format(
                    consequence=consequence.name, missing=", ".join(missing)
                ),
                remedy=_("Offer all three, and state them under `rights`."),
                judgement=_("whether those who lend by this score are creditors whom the directive binds")
                if subject.is_public
                else "",
            )


def _missing(subject: Subject) -> Iterator[str]:
    if subject.rights.human_review is not True:
        yield _("a human review")
    if subject.rights.explanation not in EXPLAINED:
        yield _("an explanation of the factors")
    if subject.rights.appeal is None:
        yield _("a way to contest")
