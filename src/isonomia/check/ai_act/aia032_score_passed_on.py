"""A score that others use, and nobody says for what area.

What it does
------------
Reports a scheme that passes the score on to recipients, if no consequence says what follows from it there: the scheme
has none, or only shows what the score is, or its consequences are about something else. A consequence speaks of
recipients where its effect, decider, context or area shares a word with the name or purpose of one.

Why
---
The prohibition of social scoring does not ask that the maker of a score treats anybody worse: a score that is merely
capable of leading to it is enough, and one that others make use of counts as well. Where the maker states no
consequence, the file cannot show that the score is used only where its facts come from, nor that the treatment is
justified. Nothing of this speaks against a score that is passed on for statistics; so a human must judge.

Example
-------
```yaml
consequences: {longer_loans: null, loans_paused: null}
recipients:
  - {name: the landlords' association, purpose: choose tenants, what: score}
```

Use instead
-----------
```yaml
consequences: {longer_loans: null, loans_paused: null}
```

References
----------
AI Act 5(1)(c). Commission Guidelines C(2025) 5052, paras 160 to 162. C-634/21 SCHUFA (on the maker of a score).
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.ai_act.social_scoring import evaluation, personal_data
from isonomia.check.citations import ai_act, guidelines
from isonomia.check.definition import Check
from isonomia.check.finding import Element, Finding, State
from isonomia.check.level import UNION, Force, Level
from isonomia.check.quoted import quoted
from isonomia.check.readings import AI_ACT_ARTICLE_5, GUIDELINES_SOCIAL_SCORING
from isonomia.check.subject.recipients import recipients_untold
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.MAY_BE_PROHIBITED,
    force=Force.GUIDANCE,
    citations=(ai_act("5(1)(c)"), guidelines("160-162")),
    laws=UNION,
    readings=(AI_ACT_ARTICLE_5, GUIDELINES_SOCIAL_SCORING),
    applies_from=date(2025, 2, 2),
    is_conditional=True,
)


def examine(subject: Subject) -> Iterator[Finding]:
    """One finding for the scheme, if no consequence tells what others do with the score."""
    recipients = recipients_untold(subject)
    if not recipients:
        return
    places = [subject.at("recipients", number) for number in range(len(recipients))]
    names = quoted(recipient.name for recipient in recipients)
    sources = dict.fromkeys(name for rule in subject.living_rules for name in subject.sources_of(rule))
    yield CHECK.finding(
        subject.at("recipients"),
        _("The score goes to {recipients}, and the file does not say what follows from it there.").format(
            recipients=names
        ),
        remedy=_(
            "Write what the recipients do with the score as consequences, each with its context, and pass it on for "
            "nothing else; or pass nothing on."
        ),
        elements=(
            evaluation(subject),
            personal_data(subject, sources),
            Element(
                _("a score that leads or may lead to detrimental or unfavourable treatment"),
                State.TO_JUDGE,
                _("recipients act on it: {recipients}").format(recipients=names),
                tuple(places),
            ),
        ),
        judgement=_("what the recipients do with it, and whether that belongs to the area that the facts come from"),
        related=places,
    )
