"""What others do counts against a person.

What it does
------------
Reports a source about relatives, friends or a group that feeds an unfavourable consequence. It is a prohibition only
where the first or the second limb of article 5(1)(c) holds for that consequence; else a human must judge.

Why
---
Data on family members can be relevant, and the guidelines list it so for a tax tool. But to treat somebody worse for
what others did takes more than relevance: it touches private life and equal treatment, and a credit limit cut for the
shopping habits of neighbours is the standard example of unfair profiling.

Example
-------
```yaml
sources:
  loans:
    about: associates
    description: What friends of the member returned late.
```

Use instead
-----------
```yaml
sources:
  loans:
    about: member
    description: What the member returned late.
```

References
----------
AI Act 5(1)(c); Commission Guidelines C(2025) 5052, paras 158 and 166; EU Charter 7, 21; Guidelines WP251 rev.01.
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
from isonomia.scheme.model.vocabulary import About

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
        _("What others do, in '{source}', counts against a person in {consequences}."),
        remedy=_("Count a person's own conduct only."),
        judgement=_("whether what others did has an apparent connection with the purpose, and justifies the treatment"),
    )


def _is_doubtful(source: Source) -> bool:
    return source.about is not About.MEMBER
