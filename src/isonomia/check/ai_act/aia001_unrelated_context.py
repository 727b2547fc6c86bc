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
sources:
  loans:
    context: parking
    purpose: collect parking fines
    compatibility: members were told at joining
```

Use instead
-----------
```yaml
sources:
  loans:
    context: community
```

References
----------
AI Act 5(1)(c)(i), recital 31. Commission Guidelines C(2025) 5052, paras 149 to 178: 160 (merely capable of leading to
it), 161 (a sufficiently important role), 165 (unfavourable without harm), 166 (apparent connection, generalised
surveillance), 171-172, 177 (sector law).
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.ai_act.social_scoring import evaluation, personal_data, treatment
from isonomia.check.citations import ai_act, guidelines
from isonomia.check.definition import Check
from isonomia.check.finding import Element, Finding, State
from isonomia.check.level import UNION, Force, Level
from isonomia.check.readings import AI_ACT_ARTICLE_5, GUIDELINES_SOCIAL_SCORING
from isonomia.check.subject.connection import Bond
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
    for consequence in subject.unfavourable:
        unrelated = consequence.sources_bound(Bond.UNRELATED)
        doubtful = consequence.sources_bound(Bond.ARGUED, Bond.UNKNOWN)
        if unrelated or doubtful:
            yield _finding(consequence, unrelated, doubtful)


def _finding(consequence: ReadConsequence, unrelated: tuple[str, ...], doubtful: tuple[str, ...]) -> Finding:
    subject = consequence.subject
    judgement = _judgement(consequence, unrelated, doubtful)
    named = unrelated or doubtful
    places = [subject.at("sources", name, "context") for name in named]
    reasons = "; ".join(f"'{name}': {consequence.connections[name].reason}" for name in named)
    elements = (
        evaluation(subject),
        personal_data(subject, named),
        treatment(consequence),
        Element(
            _("a social context unrelated to the one in which the data was generated"),
            State.TO_JUDGE if judgement else State.MET,
            reasons,
            tuple(places),
        ),
    )
    return CHECK.finding(
        subject.at(*consequence.keys),
        _("'{consequence}' treats people worse for facts from another area of life: {sources}.").format(
            consequence=consequence.name, sources=", ".join(f"'{name}'" for name in named)
        ),
        level=Level.MAY_BE_PROHIBITED if judgement else Level.PROHIBITED,
        remedy=_("Let only facts from the area of '{consequence}' count towards it, or drop it.").format(
            consequence=consequence.name
        ),
        elements=elements,
        judgement=judgement,
        related=places,
    )


def _judgement(consequence: ReadConsequence, unrelated: tuple[str, ...], doubtful: tuple[str, ...]) -> str:
    """What a human must judge before this is a prohibition; nothing where the file settles it."""
    if unrelated and not consequence.is_informative:
        return ""
    if unrelated:
        return _("whether the score plays a sufficiently important role, although it is only shown to the decider")
    return _("whether people would expect these facts to count here: {sources}").format(
        sources=", ".join(f"'{name}'" for name in doubtful)
    )
