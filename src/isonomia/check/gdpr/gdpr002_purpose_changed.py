"""Facts recorded for one end, scored for another.

What it does
------------
Reports a source whose facts were made for another end, if its area of life is unrelated to that of a consequence
which they feed, and the file neither says why the new use is compatible nor names a law that asks for these facts. That
another consequence stays in the area does not help: each use is a purpose of its own.

Facts count as made for another end if they come from somebody else, or if the source is of a kind that has an end of
its own: registers, courts, penalties, payments, credit, purchases, contracts, examinations, sensors, locations,
devices, posts, messages, scores made by others.

Why
---
Data may not be processed in a way that is incompatible with the purpose it was collected for. Consent to the new use,
or a law that is necessary and proportionate, opens the way; without them the operator must weigh the link between the
purposes, the context of collection, the kind of data, what follows for the person, and the safeguards.

Where the scheme rests on consent, a human must judge whether the consent was given for this very use; where a law
grounds it, whether the law covers these facts; where the file argues a connection, whether it carries.

Example
-------
```yaml
sources:
  loans:
    context: parking
consequences:
  longer_loans: null
  loans_paused: null
  standing: {band: member, kind: information, context: community}
```

Use instead
-----------
```yaml
sources:
  loans:
    context: lending library
consequences:
  longer_loans: null
  loans_paused: null
  standing: {band: member, kind: information, context: community}
```

References
----------
GDPR 5(1)(b), 6(4), recital 50.
"""

import re
from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.gdpr.consent import is_consent
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import gdpr_in_full
from isonomia.check.subject.connection import Bond
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.source import Source
from isonomia.scheme.model.vocabulary import CollectedFrom, SourceKind

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(gdpr("5(1)(b)"), gdpr("6(4)")),
    laws=UNION_EEA_UK,
    readings=(gdpr_in_full("articles 5 and 6, recital 50"),),
    applies_from=date(2018, 5, 25),
)

MADE_FOR_AN_END = frozenset(
    {
        SourceKind.REGISTER,
        SourceKind.COURT,
        SourceKind.PENALTY,
        SourceKind.PAYMENT,
        SourceKind.CREDIT,
        SourceKind.PURCHASE,
        SourceKind.CONTRACT,
        SourceKind.EXAM,
        SourceKind.SENSOR,
        SourceKind.LOCATION,
        SourceKind.DEVICE,
        SourceKind.POST,
        SourceKind.MESSAGE,
        SourceKind.SCORE,
    }
)

# what a scheme usually records itself, whichever words it has for the purpose
MADE_FOR_THE_SCHEME = frozenset(
    {
        None,
        SourceKind.ATTENDANCE,
        SourceKind.TRANSACTION,
        SourceKind.SELF_REPORT,
        SourceKind.SURVEY,
        SourceKind.VOTE,
        SourceKind.RATING,
        SourceKind.REVIEW,
        SourceKind.OTHER,
    }
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each source whose facts are used in an area that they do not come from."""
    for name, source in subject.file.sources.items():
        if not _is_made_for_another_end(subject, source) or source.compatibility or source.specified_by_law:
            continue
        bonds = _bonds(subject, name)
        if Bond.UNRELATED in bonds or (bonds and bonds <= {Bond.ARGUED, Bond.DOUBTFUL}):
            yield CHECK.finding(
                subject.at("sources", name, "context"),
                _(
                    "The facts of '{source}' were recorded in another area of life ('{context}'), and the file does "
                    "not say why they may be scored."
                ).format(source=name, context=source.context),
                remedy=_("Say under `compatibility` why the new use is compatible, or leave these facts out."),
                judgement=_judgement(subject, source, bonds=bonds),
                related=(subject.at("sources", name, "purpose"),),
            )


def _is_made_for_another_end(subject: Subject, source: Source) -> bool:
    """Whether facts were recorded for something else: by their stated purpose, else by what kind of record they are."""
    if source.collected_from is CollectedFrom.THIRD_PARTY:
        return True
    if source.purpose is not None and _words(source.purpose) == _words(subject.file.purpose or ""):
        return False
    return source.kind in MADE_FOR_AN_END or (source.purpose is not None and source.kind not in MADE_FOR_THE_SCHEME)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _bonds(subject: Subject, name: str) -> set[Bond]:
    """How the source is connected with each area in which its facts count."""
    fed = [item for item in subject.consequences if name in item.feeding_sources]
    contexts = [item.written.context for item in fed if item.written.context is not None]
    return {subject.connection(name, context).bond for context in contexts}


def _judgement(subject: Subject, source: Source, *, bonds: set[Bond]) -> str:
    """What a human must judge; nothing where the file names no way out."""
    basis = subject.file.legal_basis
    article = source.legal_basis or (basis.article if basis is not None else None)
    if is_consent(article):
        return _("whether people consented to this very use of these facts")
    if basis is not None and basis.statute:
        return _("whether the law that grounds the scheme covers these facts")
    if Bond.ARGUED in bonds:
        return _("whether the connection that the file argues makes the new use compatible")
    if Bond.DOUBTFUL in bonds:
        return _("whether the two areas of life are close enough for these facts")
    return ""
