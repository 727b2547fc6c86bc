"""No purpose, or no ground.

What it does
------------
Reports a source that does not say what its facts are recorded for, and a scheme, or a source, that names no ground of
processing. A ground of the scheme covers all its sources; a source may have its own. A ground is one of GDPR 6(1)(a)
to (f): an exception of article 9 is none, and for a legal duty (c) or a public task (e) the law must be named.

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
GDPR 5(1)(a), 5(1)(b), 5(2), 6(1), 6(3), recital 39.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding, Place
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import gdpr_in_full
from isonomia.check.subject.basis import basis_letters, without_ground
from isonomia.check.subject.connection import is_argument
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

RECOGNISED = "6(1)(ea)"  # recognised legitimate interests, in the UK GDPR alone


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
    """One finding where no ground is named at all, else one for each source that has none; then what is no ground."""
    yield from _no_grounds(subject)
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


def _no_grounds(subject: Subject) -> Iterator[Finding]:
    """Each ground that the law does not know, or that rests on a law which the file does not name."""
    if subject.is_law_enforcement:
        return  # another directive has grounds of its own
    basis = subject.file.legal_basis
    named: list[tuple[str, Place, bool]] = []
    if basis is not None:
        has_law = subject.statute is not None or bool(subject.participation_statute)
        named.append((basis.article, subject.at("legal_basis", "article"), has_law))
    for name, source in subject.file.sources.items():
        if source.legal_basis is not None:
            place = subject.at("sources", name, "legal_basis")
            rest = is_argument(without_ground(source.legal_basis)) or source.specified_by_law is not None
            named.append((source.legal_basis, place, rest or subject.statute is not None))
    for article, place, has_law in named:
        letters = basis_letters(article)
        if not letters and not (subject.jurisdiction.is_uk and RECOGNISED in article):
            yield CHECK.finding(
                place,
                _("'{article}' is none of the six grounds on which personal data may be processed.").format(
                    article=article
                ),
                remedy=_("Name one of GDPR 6(1)(a) to (f) that holds, such as `6(1)(b)` for a contract."),
            )
        elif letters and letters <= {"c", "e"} and not has_law:
            yield CHECK.finding(
                place,
                _("'{article}' rests on a law, and the file does not say which.").format(article=article),
                remedy=_("Name the law that imposes the duty or the task under `legal_basis.statute`."),
                citations=(gdpr("6(3)"),),
            )
