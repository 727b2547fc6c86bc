"""Everyone is watched.

What it does
------------
Reports a source that comes from watching everyone (`generalised_surveillance: true`).

Why
---
Recording the conduct of all, without a link to any suspicion or purpose, interferes with private life and the
protection of personal data of each; it must be laid down by law, and limited to what is strictly necessary.

For private operators it is advice.

Example
-------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
sources:
  help:
    generalised_surveillance: true
consequences:
  longer_loans: null
```

Use instead
-----------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
consequences:
  longer_loans: null
```

References
----------
EU Charter 7, 8, 52(1); ECHR 8; ICCPR 17.
"""

from collections.abc import Iterator

from isonomia.check.charter.operator import operator_level, rights_citations
from isonomia.check.citations import charter, convention, covenant
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import CHARTER_TEXT, CONVENTION_TEXT, COVENANT_TEXT
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(
        charter("7, 8, 52(1)"),
        convention("8"),
        covenant("17"),
    ),
    laws=UNION_EEA_UK,
    readings=(
        CHARTER_TEXT,
        CONVENTION_TEXT,
        COVENANT_TEXT,
    ),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such source."""
    for name, source in subject.file.sources.items():
        if source.generalised_surveillance:
            yield CHECK.finding(
                subject.at("sources", name, "generalised_surveillance"),
                _("The facts of '{source}' come from watching everyone.").format(source=name),
                level=operator_level(subject, Level.VIOLATION),
                remedy=_("Record only what a purpose needs, about those whom it concerns."),
                judgement=_("whether the law named limits the watching to what is strictly necessary")
                if source.specified_by_law is not None
                else "",
                citations=rights_citations(subject, "7, 8, 52(1)", "8"),
            )
