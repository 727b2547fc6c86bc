"""Origin, belief or orientation from the body.

What it does
------------
Reports a source that reveals biometric data together with origin, politics, union, belief, sex life or sexual
orientation. In police matters a human must judge it.

Why
---
Sorting people by their bodies to deduce such traits is prohibited. Labelling lawful data sets, and categorising in the
area of law enforcement, are outside.

Example
-------
```yaml
sources:
  help:
    reveals: [biometric, belief]
    special_ground: explicit consent
```

Use instead
-----------
```yaml
sources:
  help:
    reveals: [belief]
    special_ground: explicit consent
```

References
----------
AI Act 5(1)(g), 3(40), recital 30.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import ai_act
from isonomia.check.definition import Check
from isonomia.check.finding import Element, Finding, State
from isonomia.check.level import UNION, Force, Level
from isonomia.check.readings import AI_ACT_ARTICLE_5
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import SpecialCategory

CHECK = Check(
    __name__,
    level=Level.PROHIBITED,
    force=Force.BINDING,
    citations=(ai_act("5(1)(g)"),),
    laws=UNION,
    readings=(AI_ACT_ARTICLE_5,),
    applies_from=date(2025, 2, 2),
    is_conditional=True,
)


DEDUCED = frozenset(
    {
        SpecialCategory.ETHNICITY,
        SpecialCategory.POLITICS,
        SpecialCategory.UNION,
        SpecialCategory.BELIEF,
        SpecialCategory.SEXUAL_LIFE,
        SpecialCategory.SEXUAL_ORIENTATION,
    }
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such source."""
    for name, source in subject.file.sources.items():
        revealed = subject.reveals(name)
        deduced = sorted(category.value.replace("_", " ") for category in revealed & DEDUCED)
        if SpecialCategory.BIOMETRIC not in revealed or not deduced:
            continue
        is_police = source.context == "police"
        yield CHECK.finding(
            subject.at("sources", name),
            _("'{source}' tells {traits} from people's bodies.").format(source=name, traits=", ".join(deduced)),
            level=Level.MAY_BE_PROHIBITED if is_police else Level.PROHIBITED,
            remedy=_("Remove the source."),
            elements=(
                Element(
                    _("natural persons are categorised by their biometric data to deduce such traits"),
                    State.TO_JUDGE if is_police else State.MET,
                    _("the source reveals biometric data and {traits}").format(traits=", ".join(deduced)),
                    (subject.at("sources", name, "reveals"),),
                ),
            ),
            judgement=_("whether the exception for law enforcement applies") if is_police else "",
        )
