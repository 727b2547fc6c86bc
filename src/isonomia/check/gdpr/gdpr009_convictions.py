"""Convictions and offences without authority.

What it does
------------
Reports a source about criminal convictions or offences that neither a law nor an official authority carries. A source
counts if it says that it reveals convictions, or if it holds decisions of courts or penalties and a rule calls the
conduct a crime.

Why
---
Data on convictions and offences may be processed only under the control of an official authority, or where a law
authorises it and gives safeguards. No consent and no interest of the operator is enough. For a public body that names
a law, or any operator with a law that names this data, the check is silent; a public body that names none may hold
the authority all the same, and a human must judge.

Example
-------
```yaml
sources:
  loans:
    reveals: [convictions]
```

Use instead
-----------
```yaml
sources:
  loans:
    reveals: [convictions]
    specified_by_law: Youth Work Act, section 12 (certificate of conduct)
```

References
----------
GDPR 10, 6(1).
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.gdpr.special_categories import revealing_places
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import gdpr_in_full
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.source import Source
from isonomia.scheme.model.vocabulary import Gravity, SourceKind, SpecialCategory

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(gdpr("10"),),
    laws=UNION_EEA_UK,
    readings=(gdpr_in_full("article 10"),),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each source about convictions or offences that no law carries."""
    for name, source in subject.file.sources.items():
        if _is_about_offences(subject, name) and not _is_carried_by_law(subject, source):
            yield CHECK.finding(
                subject.at("sources", name, "specified_by_law"),
                _("'{source}' tells of criminal offences, and the file names no law that allows to use them.").format(
                    source=name
                ),
                remedy=_("Leave these facts out, or name under `specified_by_law` the law that authorises their use."),
                judgement=_("whether this body holds official authority over such data") if subject.is_public else "",
                related=revealing_places(subject, name, (SpecialCategory.CONVICTIONS,)),
            )


def _is_about_offences(subject: Subject, name: str) -> bool:
    """Whether the source says so, or holds judgments or penalties for what a rule calls a crime."""
    if SpecialCategory.CONVICTIONS in subject.reveals(name):
        return True
    if subject.file.sources[name].kind not in (SourceKind.COURT, SourceKind.PENALTY):
        return False
    return any(
        rule.written.gravity is Gravity.CRIME and name in subject.sources_of(rule) for rule in subject.scheme.rules
    )


def _is_carried_by_law(subject: Subject, source: Source) -> bool:
    """Whether a law names the data, or article 10 is argued, or a public body names the law of the scheme."""
    ground = source.special_ground or ""
    is_other_article = "9(2)" in ground and "10" not in ground
    if source.specified_by_law or (ground and not is_other_article):
        return True
    basis = subject.file.legal_basis
    return subject.is_public and basis is not None and basis.statute is not None
