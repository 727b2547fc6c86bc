"""A score of others whose sources nobody knows.

What it does
------------
Reports a scheme that takes its score from someone else (`score_by: third_party`), or a source of kind `score`, if the
file does not say from which data that score was made (`documents.score_sources`).

It is a high-risk duty if a consequence lies in a high-risk area, from 2 December 2027; else it is advice.

Why
---
The prohibition of social scoring also covers scores that others have made: who uses one must be able to show that its
use is legitimate and justified, and for that the types and sources of its data. In a high-risk area the maker must give
instructions that let one interpret the score, and who uses it must follow these and see to the data that goes in.

Example
-------
```yaml
score_by: third_party
```

Use instead
-----------
```yaml
score_by: third_party
documents:
  score_sources: the maker's list of its data, sheet 8
```

References
----------
Commission Guidelines C(2025) 5052, paras 162 and 171. AI Act 5(1)(c), 13(1), 13(3), 26(1), 26(4).
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.ai_act.high_risk import DUTIES_FROM, consolidated, high_risk
from isonomia.check.citations import ai_act, guidelines
from isonomia.check.definition import Check, Reading
from isonomia.check.finding import Finding, Place
from isonomia.check.level import UNION, Extent, Force, Level
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import ScoreBy, SourceKind

CHECK = Check(
    __name__,
    level=Level.HIGH_RISK_DUTY,
    force=Force.GUIDANCE,
    citations=(guidelines("162, 171"), ai_act("5(1)(c)"), ai_act("13"), ai_act("26")),
    laws=UNION,
    readings=(
        consolidated("articles 5, 13 and 26"),
        Reading("Guidelines C(2025) 5052, paragraphs 162 and 171", Extent.FULL, date(2026, 11, 27)),
    ),
    applies_from=date(2025, 2, 2),
    note="The duties of high-risk systems that it draws on apply from 2 December 2027; before, it is advice.",
    is_conditional=True,
)


def examine(subject: Subject) -> Iterator[Finding]:
    """One finding for the file, with each score that comes from elsewhere."""
    bought = list(_bought(subject))
    if not bought or subject.documents.score_sources is not None:
        return
    is_duty = bool(high_risk(subject)) and subject.as_of >= DUTIES_FROM
    yield CHECK.finding(
        subject.at("documents", "score_sources"),
        _("The file does not say from which data the score of others was made."),
        level=Level.HIGH_RISK_DUTY if is_duty else Level.ADVICE,
        remedy=_(
            "Obtain the types and sources of its data, and say under `documents.score_sources` where they are found."
        ),
        related=bought,
    )


def _bought(subject: Subject) -> Iterator[Place]:
    if subject.file.score_by is ScoreBy.THIRD_PARTY:
        yield subject.at("score_by")
    for name, source in subject.file.sources.items():
        if source.kind is SourceKind.SCORE:
            yield subject.at("sources", name, "kind")
