"""A machine decides on sensitive data.

What it does
------------
Reports a consequence with a significant effect that the system alone decides, if a source that feeds it reveals a
special category, and the source's ground is neither explicit consent, 9(2)(a), nor a law in the substantial public
interest, 9(2)(g).

Why
---
Even where a machine may decide, it may not decide on health, belief and the like, unless one of these two grounds
holds and suitable measures protect the person. Where the file gives a ground in words, without the article, a human
must judge whether it is one of the two. Whether the measures are suitable, the file cannot show. In the United
Kingdom other rules stand in place of this one (UKG001).

Example
-------
```yaml
sources:
  loans:
    context: traffic
    reveals: [health]
    special_ground: 9(2)(h), care of the members
consequences:
  longer_loans: null
  loans_paused:
    context: traffic
    area: driving
    effect: The shared car is not lent for a month.
    severity: medium
    decided_by: system
```

Use instead
-----------
```yaml
sources:
  loans:
    context: traffic
    reveals: [health]
    special_ground: 9(2)(h), care of the members
consequences:
  longer_loans: null
  loans_paused:
    context: traffic
    area: driving
    effect: The shared car is not lent for a month.
    severity: medium
    decided_by: person
```

References
----------
GDPR 22(4), 9(1), 9(2)(a), 9(2)(g), recital 71.
"""

import re
from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.gdpr.automated_decisions import decisions_by_system
from isonomia.check.gdpr.special_categories import special_categories
from isonomia.check.level import UNION_AND_EEA, Force, Level
from isonomia.check.readings import gdpr_in_full
from isonomia.check.subject.subject import Subject
from isonomia.check.vocabulary_words import category_words
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(gdpr("22(4)"), gdpr("9(2)(a)"), gdpr("9(2)(g)")),
    laws=UNION_AND_EEA,
    readings=(gdpr_in_full("articles 9 and 22, recital 71"),),
    applies_from=date(2018, 5, 25),
)

ARTICLE = re.compile(r"9\(2\)\((?P<letter>[a-j])\)")


def examine(subject: Subject) -> Iterator[Finding]:
    """Each pair of a consequence and a sensitive source that feeds it."""
    for consequence in decisions_by_system(subject):
        for name in consequence.feeding_sources:
            categories = special_categories(subject, name)
            ground = subject.file.sources[name].special_ground or ""
            letters = set(ARTICLE.findall(ground.replace(" ", "")))
            if categories and not letters & {"a", "g"}:
                is_open = bool(ground) and not letters
                yield CHECK.finding(
                    subject.at(*consequence.keys, "decided_by"),
                    _(
                        "The system alone decides '{consequence}' on sensitive data of '{source}' ({categories})."
                    ).format(consequence=consequence.name, source=name, categories=category_words(categories)),
                    remedy=_("Let a person decide, or keep these facts out of the score."),
                    judgement=_("whether the ground is explicit consent, or a law in the substantial public interest")
                    if is_open
                    else "",
                    related=(subject.at("sources", name, "special_ground"),),
                )
