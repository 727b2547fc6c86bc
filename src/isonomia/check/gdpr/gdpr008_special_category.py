"""Sensitive data without a ground of its own.

What it does
------------
Reports a source that reveals one of the special categories, itself or in a field, and names no `special_ground`:
racial or ethnic origin, political opinions, religious or philosophical beliefs, trade-union membership, genetic data,
biometric data that identifies, health, sex life, sexual orientation.

Why
---
To process such data is prohibited, unless one of ten exceptions applies; the ground that carries other data is not
enough. Explicit consent is one exception, where national law allows it; a law in the substantial public interest
another. Data counts also if it reveals such a trait only indirectly, by comparison or deduction: the name of a
partner, or the visit to a clinic. Whether the ground that the file names really holds is a question for a human.

Example
-------
```yaml
sources:
  help:
    reveals: [health]
```

Use instead
-----------
```yaml
sources:
  help:
    reveals: [health]
    special_ground: 9(2)(a), explicit consent given on a form of its own
```

References
----------
GDPR 9(1), 9(2), recital 51. CJEU, C-184/20 (Vyriausioji tarnybinės etikos komisija), 1 August 2022.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import court_of_justice, gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.gdpr.special_categories import SPECIAL, revealing_places, special_categories
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import INDIRECT_REVELATION, gdpr_in_full
from isonomia.check.subject.subject import Subject
from isonomia.check.vocabulary_words import category_words
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(
        gdpr("9(1)"),
        gdpr("9(2)"),
        court_of_justice("C-184/20", "Vyriausioji tarnybinės etikos komisija", "1 August 2022"),
    ),
    laws=UNION_EEA_UK,
    readings=(gdpr_in_full("article 9, recital 51"), INDIRECT_REVELATION),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each source that reveals such data and names no ground for it."""
    for name, source in subject.file.sources.items():
        categories = special_categories(subject, name)
        if categories and source.special_ground is None:
            yield CHECK.finding(
                subject.at("sources", name, "special_ground"),
                _(
                    "'{source}' reveals sensitive data ({categories}), and the file does not say which exception"
                    " allows that."
                ).format(source=name, categories=category_words(categories)),
                remedy=_("Leave these facts out, or name the exception of GDPR 9(2) under `special_ground`."),
                related=revealing_places(subject, name, SPECIAL),
            )
