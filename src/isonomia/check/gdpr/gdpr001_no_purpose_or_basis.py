"""No purpose, or no ground.

What it does
------------
Reports a source that does not say what its facts are recorded for, and a scheme, or a source, that names no ground of
processing. A ground of the scheme covers all its sources; a source may have its own.

Why
---
Personal data may be collected only for purposes that are specified, explicit and legitimate, and processed only on
one of six grounds: consent, contract, legal duty, vital interests, public task, or legitimate interests. Whoever runs
the scheme must be able to show both. Whether the ground that the file names really holds is a question for a human,
and partly for other checks.

Example
-------
```yaml
legal_basis: null
sources:
  loans:
    purpose: null
```

Use instead
-----------
```yaml
legal_basis: {article: "6(1)(a)"}
sources:
  loans:
    purpose: lend tools to neighbours
```

References
----------
GDPR 5(1)(a), 5(1)(b), 5(2), 6(1), recital 39.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import gdpr_in_full
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(gdpr("5(1)(a)"), gdpr("5(1)(b)"), gdpr("6(1)")),
    laws=UNION_EEA_UK,
    readings=(gdpr_in_full("articles 5 and 6, recital 39"),),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The grounds that are missing, then the purposes."""
    yield from _grounds(subject)
    for name, source in subject.file.sources.items():
        if source.purpose is None:
            yield CHECK.finding(
                subject.at("sources", name, "purpose"),
                _("The file does not say what the facts of '{source}' are recorded for.").format(source=name),
                remedy=_("Add `purpose`: what the facts are recorded for, in a sentence."),
            )


def _grounds(subject: Subject) -> Iterator[Finding]:
    """One finding where no ground is named at all, else one for each source that has none."""
    if subject.file.legal_basis is not None:
        return
    without = [name for name, source in subject.file.sources.items() if source.legal_basis is None]
    remedy = _('Add `legal_basis` with the article, such as "6(1)(a)" for consent.')
    if len(without) == len(subject.file.sources):
        yield CHECK.finding(
            subject.at("legal_basis"),
            _("The file does not say on what ground personal data is processed."),
            remedy=remedy,
        )
        return
    for name in without:
        yield CHECK.finding(
            subject.at("sources", name, "legal_basis"),
            _("The file does not say on what ground the facts of '{source}' are processed.").format(source=name),
            remedy=remedy,
        )
