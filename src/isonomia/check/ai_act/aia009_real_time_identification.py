"""Everyone is identified in public by the police.

What it does
------------
Reports a source of a public operator in police matters or public order that reveals biometric data and comes from
watching everyone.

Why
---
Remote biometric identification in real time, in publicly accessible spaces, for law enforcement is prohibited, save for
three narrow aims, each use authorised beforehand by a court or an independent authority, or in urgent cases requested
within 24 hours. A file cannot show whether it is in real time or authorised; so a human must judge.

Example
-------
```yaml
controller: {public_authority: true}
legal_basis: {article: "6(1)(e)", statute: "Police Act, section 4"}
sources:
  help:
    context: public order
    kind: sensor
    reveals: [biometric]
    generalised_surveillance: true
    special_ground: "Police Act, section 5"
    purpose: find people
    compatibility: the police act says so
  loans: {context: public order}
consequences:
  longer_loans: null
  loans_paused: {context: public order}
```

Use instead
-----------
```yaml
controller: {public_authority: true}
legal_basis: {article: "6(1)(e)", statute: "Police Act, section 4"}
sources:
  help:
    context: public order
    purpose: find people
  loans: {context: public order}
consequences:
  longer_loans: null
  loans_paused: {context: public order}
```

References
----------
AI Act 5(1)(h), 5(2) to (7).
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import ai_act
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION, Force, Level
from isonomia.check.readings import AI_ACT_ARTICLE_5
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import SpecialCategory

CHECK = Check(
    __name__,
    level=Level.MAY_BE_PROHIBITED,
    force=Force.BINDING,
    citations=(ai_act("5(1)(h)"),),
    laws=UNION,
    readings=(AI_ACT_ARTICLE_5,),
    applies_from=date(2025, 2, 2),
    is_conditional=True,
)


CONTEXTS = frozenset({"police", "public order"})


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such source."""
    if not subject.is_public:
        return
    for name, source in subject.file.sources.items():
        is_bodily = SpecialCategory.BIOMETRIC in subject.reveals(name)
        if is_bodily and source.generalised_surveillance and source.context in CONTEXTS:
            yield CHECK.finding(
                subject.at("sources", name),
                _("'{source}' may identify everyone in public for the police.").format(source=name),
                remedy=_("Remove the source; identification in public needs a law and an authorisation each time."),
                judgement=_("whether people are identified at a distance and in real time, and who authorised it"),
            )
