"""Treatment in a context unrelated to where the facts come from.

What it does
------------
Reports a consequence that treats people worse, if the score behind it draws on facts from another area of life that
has no apparent connection with it, or on facts gathered by watching everyone.

Where the file argues a connection, where a law names the data, or where the score is only shown to the decider, a
human must judge, and the finding says so.

Why
---
This is the first limb of the prohibition of social scoring. It asks for an evaluation or classification over some
time, of natural persons, based on their social behaviour or their personal characteristics; for a score that leads, or
may lead, to detrimental or unfavourable treatment; and for that treatment to happen in a social context unrelated to
the one in which the data was generated. Harm is not asked: being singled out is enough. Private operators are bound
like public ones. Neither consent nor notice nor a human who signs takes a scheme out of it.

Example
-------
```yaml
consequences:
  loans_paused:
    context: parking
    effect: The parking permit rests for a month.
```

Use instead
-----------
```yaml
consequences:
  loans_paused:
    context: community
    effect: No tools are lent for a month.
```

References
----------
AI Act 5(1)(c)(i), recital 31. Commission Guidelines C(2025) 5052, paras 149 to 178: 160 (merely capable of leading to
it), 161 (a sufficiently important role), 165 (unfavourable without harm), 166 (apparent connection, generalised
surveillance), 171-172, 177 (sector law).
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.ai_act.social_scoring import (
    Limb,
    evaluation,
    personal_data,
    treatment,
    unrelated_context,
)
from isonomia.check.citations import ai_act, guidelines
from isonomia.check.definition import Check
from isonomia.check.finding import Element, Finding
from isonomia.check.level import UNION, Force, Level
from isonomia.check.quoted import quoted
from isonomia.check.readings import AI_ACT_ARTICLE_5, GUIDELINES_SOCIAL_SCORING
from isonomia.check.subject.consequence import ReadConsequence
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.PROHIBITED,
    force=Force.BINDING,
    citations=(ai_act("5(1)(c)(i)"), guidelines("160-166")),
    laws=UNION,
    readings=(AI_ACT_ARTICLE_5, GUIDELINES_SOCIAL_SCORING),
    applies_from=date(2025, 2, 2),
    is_conditional=True,
)


def examine(subject: Subject) -> Iterator[Finding]:
    """One finding for each consequence, with all sources that feed it from elsewhere."""
    for consequence in subject.consequences:
        limb = unrelated_context(consequence)
        if limb is not None:
            yield _finding(consequence, limb)


def _finding(consequence: ReadConsequence, limb: Limb) -> Finding:
    subject = consequence.subject
    places = [subject.at("sources", name, "context") for name in limb.sources]
    elements = (
        evaluation(subject),
        personal_data(subject, limb.sources),
        treatment(consequence),
        Element(
            _("a social context unrelated to the one in which the data was generated"),
            limb.state,
            limb.facts,
            tuple(places),
        ),
    )
    return CHECK.finding(
        subject.at(*consequence.keys),
        _message(consequence, limb).format(consequence=consequence.name, sources=quoted(limb.sources)),
        level=limb.level,
        remedy=_(
            "Let only facts from the area of '{consequence}' count towards it, or drop it. If both belong together in "
            "people's eyes, argue it under `apparent_connection` of the source, for a human to judge."
        ).format(consequence=consequence.name),
        elements=elements,
        judgement=limb.judgement,
        related=places,
    )


def _message(consequence: ReadConsequence, limb: Limb) -> str:
    sentence = _sentence(consequence.subject, limb)
    if not consequence.is_denied:
        return sentence
    denied = _("It is a benefit, and those without it get less than they had.")
    return f"{sentence} {denied}"


def _sentence(subject: Subject, limb: Limb) -> str:
    if all(subject.file.sources[name].generalised_surveillance for name in limb.sources):
        return _("'{consequence}' treats people worse for facts that come from watching everyone: {sources}.")
    if limb.is_unrelated:
        return _("'{consequence}' treats people worse for facts from another area of life: {sources}.")
    return _("'{consequence}' treats people worse for facts that may belong to another area of life: {sources}.")
