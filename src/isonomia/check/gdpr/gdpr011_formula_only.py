"""An explanation that explains nothing.

What it does
------------
Reports a scheme with a consequence that treats people worse, if members are told nothing about their score or only
the formula, or if a part of the explanation is refused.

Why
---
Anyone who asks must be told which of their data was used and how it led to the result, so that they can contest it. The
Court of Justice held that a mere formula or algorithm is no such explanation, and that a trade secret is no answer: the
operator lays it before the authority or the court, which weighs the interests. So a refusal always needs a human's
judgement.

In these words the duty binds where a decision with significant effects is automated. Where a person decides, members
may still see their data, of which the score and its entries are part: telling them nothing is a violation all the same,
a formula alone is a finding of advice.

Example
-------
```yaml
rights:
  explanation_refused: the points of each rule are a trade secret
```

Use instead
-----------
```yaml
rights:
  explanation_refused: null
```

References
----------
GDPR 12(1), 15(1)(h), 15(3), 15(4), recital 63. CJEU, C-203/22 (Dun & Bradstreet Austria), 27 February 2025.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import court_of_justice, gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.gdpr.automated_decisions import automated_decisions
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import DUN_BRADSTREET, gdpr_in_full
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Explanation

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.CASE_LAW,
    citations=(
        gdpr("15(1)(h)"),
        gdpr("15(3)"),
        court_of_justice("C-203/22", "Dun & Bradstreet Austria", "27 February 2025"),
    ),
    laws=UNION_EEA_UK,
    readings=(gdpr_in_full("article 15, recital 63"), DUN_BRADSTREET),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """An explanation that is missing or too little, and one that is refused."""
    if not subject.unfavourable and subject.rights.explanation is not Explanation.NONE:
        return
    message = _too_little(subject.rights.explanation)
    if message:
        is_binding = automated_decisions(subject) or subject.rights.explanation is Explanation.NONE
        yield CHECK.finding(
            subject.at("rights", "explanation"),
            message,
            remedy=_("Show each member every entry with its rule, reason and source: `explanation: each_point`."),
            level=Level.VIOLATION if is_binding else Level.ADVICE,
            related=[subject.at(*item.keys) for item in subject.unfavourable],
        )
    if subject.rights.explanation_refused:
        yield CHECK.finding(
            subject.at("rights", "explanation_refused"),
            _("A part of the explanation is refused to the members."),
            remedy=_("Explain which facts counted and how; lay a true secret before the authority or the court."),
            judgement=_("whether a secret outweighs the right to know, which an authority or a court decides"),
        )


def _too_little(explanation: Explanation | None) -> str:
    """What is wrong with the explanation; nothing where it tells the factors."""
    match explanation:
        case None:
            return _("The file does not say what members are told about their score.")
        case Explanation.NONE:
            return _("Members are told nothing about their score.")
        case Explanation.FORMULA:
            return _("Members are told only how scores are computed in general, not what led to their own.")
        case _:
            return ""
