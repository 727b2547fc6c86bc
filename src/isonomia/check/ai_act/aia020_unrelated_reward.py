"""A reward for facts from another area of life.

What it does
------------
Reports a reward that draws on a source with no apparent connection to the reward's context, also where only the file's
own `relations` say that the two belong together. A human must judge it always; scarcity (`scarce: true`) weighs.

Why
---
The prohibition may also cover awards and preferential treatment, since they imply less favourable treatment of the
others: housing, resettlement or support for the unemployed are the guidelines' examples. Where everyone keeps what they
had and nothing scarce is handed out, little speaks for it; where the others wait longer, much.

Example
-------
```yaml
sources:
  help:
    context: energy saving
    description: Kilowatt-hours saved, from the meter at home.
    purpose: record energy
    compatibility: told at joining
```

Use instead
-----------
```yaml
sources:
  help:
    context: volunteering
    description: Hours of help in the common workshop.
```

References
----------
AI Act 5(1)(c)(i). Commission Guidelines C(2025) 5052, para. 169.
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
from isonomia.check.subject.connection import Bond
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.MAY_BE_PROHIBITED,
    force=Force.GUIDANCE,
    citations=(
        ai_act("5(1)(c)(i)"),
        guidelines("169"),
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
    """One finding for each reward, with all its unconnected sources."""
    for consequence in subject.rewards:
        apart = consequence.sources_bound(Bond.UNRELATED, Bond.DOUBTFUL, Bond.UNKNOWN)
        declared = [name for name, connection in consequence.connections.items() if connection.is_declared]
        open_bonds = consequence.sources_bound(Bond.DOUBTFUL, Bond.UNKNOWN)
        unconnected = [name for name in consequence.connections if name in apart or name in declared]
        if not unconnected:
            continue
        names = quoted(unconnected)
        is_scarce = consequence.written.scarce
        yield CHECK.finding(
            subject.at(*consequence.keys),
            _message(bool(consequence.sources_bound(Bond.UNRELATED))).format(
                consequence=consequence.name, sources=names
            ),
            remedy=_("Reward within the area that the facts come from, and keep ordinary access for everyone."),
            elements=(
                evaluation(subject),
                personal_data(subject, unconnected),
                Element(
                    _("a social context unrelated to the one in which the data was generated"),
                    State.TO_JUDGE if declared or open_bonds else State.MET,
                    "; ".join(f"{quoted([name])}: {consequence.connections[name].reason}" for name in unconnected),
                    tuple(subject.at("sources", name, "context") for name in unconnected),
                ),
                Element(
                    _("less favourable treatment of the others"),
                    State.TO_JUDGE,
                    _("others lose what the favoured gain")
                    if is_scarce
                    else _("the file says nothing of the others' loss"),
                    (subject.at(*consequence.keys),),
                ),
            ),
            judgement=_("whether others wait longer or lose because of it: it is scarce")
            if is_scarce
            else _("whether the reward treats the others less favourably"),
            related=[subject.at("sources", name, "context") for name in unconnected],
        )


def _message(is_unrelated: bool) -> str:
    if is_unrelated:
        return _("'{consequence}' is a reward that depends on facts from another area of life: {sources}.")
    return _("'{consequence}' is a reward that depends on facts that may belong to another area of life: {sources}.")
