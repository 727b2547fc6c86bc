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
```

Use instead
-----------
```yaml
sources:
  loans:
    about: member
```

References
----------
AI Act 5(1)(c); Commission Guidelines C(2025) 5052, paras 158 and 166; EU Charter 7, 21; Guidelines WP251 rev.01.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.ai_act.doubtful_input import doubtful_inputs
from isonomia.check.ai_act.social_scoring import evaluation, personal_data, treatment
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
    for found in doubtful_inputs(subject, _is_doubtful):
        is_prohibited = bool(found.prohibited)
        shown = found.prohibited or found.fed
        yield CHECK.finding(
            subject.at("sources", found.source),
            _("What others do, in '{source}', counts against a person in {consequences}.").format(
                source=found.source, consequences=", ".join(f"'{item.name}'" for item in shown)
            ),
            level=Level.PROHIBITED if is_prohibited else Level.MAY_BE_PROHIBITED,
            remedy=_("Count a person's own conduct only."),
            elements=(evaluation(subject), personal_data(subject, [found.source]), *map(treatment, shown)),
            judgement=""
            if is_prohibited
            else _("whether what others did has an apparent connection with the purpose, and justifies the treatment"),
            related=[subject.at(*item.keys) for item in shown],
        )


def _is_doubtful(source: Source) -> bool:
    return source.about is not About.MEMBER
