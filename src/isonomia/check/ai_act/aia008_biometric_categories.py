"""Origin, belief or orientation from the body.

What it does
------------
Reports a source that holds biometric data together with origin, politics, union, belief, sex life or sexual
orientation: as prohibited where the source is an inference, else for a human to judge, as in police matters.

Why
---
Sorting people by their biometric data in order to deduce such traits is prohibited. That both stand in one record
proves no deduction: fingerprints for attendance beside a union membership are not what is meant. Labelling or filtering
lawfully acquired biometric data sets, and categorising biometric data in the area of law enforcement, are outside.

Example
-------
```yaml
sources:
  help:
    kind: sensor
    reveals: [biometric, belief]
    special_ground: explicit consent
```

Use instead
-----------
```yaml
sources:
  help:
    kind: sensor
    reveals: [belief]
    special_ground: explicit consent
```

References
----------
AI Act 5(1)(g), 3(40), recital 30.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.ai_act.biometrics import DEDUCED, is_deduced_from_body
from isonomia.check.citations import ai_act
from isonomia.check.definition import Check
from isonomia.check.finding import Element, Finding, State
from isonomia.check.level import UNION, Force, Level
from isonomia.check.readings import AI_ACT_ARTICLE_5
from isonomia.check.subject.subject import Subject
from isonomia.check.vocabulary_words import category_words
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


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such source."""
    for name, source in subject.file.sources.items():
        revealed = subject.reveals(name)
        deduced = category_words(category for category in SpecialCategory if category in revealed & DEDUCED)
        if SpecialCategory.BIOMETRIC not in revealed or not deduced:
            continue
        is_deduced = is_deduced_from_body(subject, name)
        doubt = _doubt(is_police=source.context == "police", is_deduced=is_deduced)
        yield CHECK.finding(
            subject.at("sources", name),
            (
                _("'{source}' tells {traits} from people's bodies.")
                if is_deduced
                else _("'{source}' holds biometric data together with {traits}.")
            ).format(source=name, traits=deduced),
            level=Level.MAY_BE_PROHIBITED if doubt else Level.PROHIBITED,
            remedy=_("Remove the source, or take the biometric data out of it."),
            elements=(
                Element(
                    _("natural persons are categorised by their biometric data to deduce such traits"),
                    State.TO_JUDGE if doubt else State.MET,
                    _("the source reveals biometric data and {traits}").format(traits=deduced),
                    (subject.at("sources", name, "reveals"),),
                ),
            ),
            judgement=doubt,
        )


def _doubt(*, is_police: bool, is_deduced: bool) -> str:
    if is_police:
        return _("whether the exception for law enforcement applies")
    return "" if is_deduced else _("whether the trait is deduced from the biometric data")
