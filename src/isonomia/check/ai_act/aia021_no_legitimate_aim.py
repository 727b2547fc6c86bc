"""People are treated worse, and no aim is stated.

What it does
------------
Reports an unfavourable consequence, however hard it hits, if neither it nor the scheme states a legitimate aim, and
no law is named.

Why
---
Treatment is unjustified, among other things, where it lacks a legitimate aim; it is for the operator to show that it is
justified. A file that says nothing may still stand for a scheme that has one: a human must judge.

Example
-------
```yaml
legitimate_aim: null
consequences:
  loans_paused:
    severity: medium
    legitimate_aim: null
```

Use instead
-----------
```yaml
legitimate_aim: null
consequences:
  loans_paused:
    severity: medium
    legitimate_aim: others wait for tools that come back late
```

References
----------
AI Act 5(1)(c)(ii). Commission Guidelines C(2025) 5052, paras 167 and 171.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.ai_act.social_scoring import evaluation, treatment
from isonomia.check.citations import ai_act, guidelines
from isonomia.check.definition import Check
from isonomia.check.finding import Element, Finding, State
from isonomia.check.level import UNION, Force, Level
from isonomia.check.readings import AI_ACT_ARTICLE_5, GUIDELINES_SOCIAL_SCORING
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.MAY_BE_PROHIBITED,
    force=Force.BINDING,
    citations=(
        ai_act("5(1)(c)(ii)"),
        guidelines("167, 171"),
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
    """Each such consequence."""
    if subject.file.legitimate_aim is not None:
        return
    for consequence in subject.unfavourable:
        written = consequence.written
        has_reason = written.legitimate_aim is not None or written.statute is not None
        if not has_reason:
            yield CHECK.finding(
                subject.at(*consequence.keys),
                _("'{consequence}' treats people worse, and the file states no aim that would justify it.").format(
                    consequence=consequence.name
                ),
                remedy=_("State the aim under `legitimate_aim`, or drop the consequence."),
                elements=(
                    evaluation(subject),
                    treatment(consequence),
                    Element(_("unjustified treatment"), State.TO_JUDGE, _("no aim and no law is stated"), ()),
                ),
                judgement=_("whether the treatment has a legitimate aim that the file leaves out"),
            )
