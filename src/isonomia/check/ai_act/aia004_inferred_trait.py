"""An inferred trait counts against a person.

What it does
------------
Reports a source of kind inference, or with inferred evidence, that feeds an unfavourable consequence. It is a
prohibition only where the first or the second limb of article 5(1)(c) holds for that consequence; else a human must
judge.

Why
---
Known, inferred or predicted characteristics fill one element of the prohibition: what is evaluated. They are no ban by
themselves; credit scores predict too. But nobody can disprove a guess.

Example
-------
```yaml
sources:
  loans:
    evidence: inferred
    description: How late the member will return things, as a model expects.
```

Use instead
-----------
```yaml
sources:
  loans:
    evidence: confirmed
    description: How late the member returned things.
```

References
----------
AI Act 5(1)(c); Commission Guidelines C(2025) 5052, paras 158 and 159.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.ai_act.doubtful_input import doubtful_findings
from isonomia.check.citations import ai_act, guidelines
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION, Force, Level
from isonomia.check.readings import AI_ACT_ARTICLE_5, GUIDELINES_SOCIAL_SCORING
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.source import Source
from isonomia.scheme.model.vocabulary import Evidence, SourceKind

CHECK = Check(
    __name__,
    level=Level.PROHIBITED,
    force=Force.BINDING,
    citations=(
        ai_act("5(1)(c)"),
        guidelines("158-167"),
    ),
    laws=UNION,
    readings=(
        AI_ACT_ARTICLE_5,
        GUIDELINES_SOCIAL_SCORING,
    ),
    applies_from=date(2025, 2, 2),
    is_conditional=True,
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such source that feeds an unfavourable consequence."""
    yield from doubtful_findings(
        CHECK,
        subject,
        _is_doubtful,
        _("What a model inferred about a person, in '{source}', counts against them in {consequences}."),
        remedy=_("Count facts that a person can see and dispute."),
        judgement=_("whether the inferred trait is relevant to the purpose, and justifies the treatment"),
    )


def _is_doubtful(source: Source) -> bool:
    return source.kind is SourceKind.INFERENCE or source.evidence is Evidence.INFERRED
