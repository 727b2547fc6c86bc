"""People are enrolled unasked, and no law says so.

What it does
------------
Reports `participation: mandatory` without a statute.

Why
---
A limit on rights must be provided for by law. Who enrols people unasked needs one. For a private operator, a credit
agency say, data-protection law decides, and this is advice.

Example
-------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
participation: mandatory
```

Use instead
-----------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
participation: {mandatory: {statute: "Town Act, section 4"}}
```

References
----------
EU Charter 52(1), 8(2); ECHR 8(2).
"""

from collections.abc import Iterator

from isonomia.check.charter.operator import operator_level, rights_citations
from isonomia.check.citations import charter, convention
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import CHARTER_TEXT, CONVENTION_TEXT
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(
        charter("52(1), 8(2)"),
        convention("8(2)"),
    ),
    laws=UNION_EEA_UK,
    readings=(
        CHARTER_TEXT,
        CONVENTION_TEXT,
    ),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The key that enrols."""
    if subject.is_mandatory and not subject.participation_statute:
        yield CHECK.finding(
            subject.at("participation"),
            _("People are enrolled without being asked, and the file names no law for it."),
            level=operator_level(subject, Level.VIOLATION),
            remedy=_("Name the statute (`participation: {mandatory: {statute: ...}}`), or ask people first."),
            citations=rights_citations(subject, "52(1), 8(2)", "8(2)"),
        )
