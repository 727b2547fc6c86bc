"""Voting or standing for election is restricted.

What it does
------------
Reports an unfavourable consequence that restricts the vote or a candidacy.

Why
---
A score may not decide who votes or stands. The Charter names elections to the European Parliament and to municipal
councils; the Convention, those of the legislature; the Covenant is wider.

For private operators it is advice.

Example
-------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
consequences:
  loans_paused:
    restricts: [vote]
```

Use instead
-----------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
consequences:
  loans_paused:
    effect: No tools are lent for a month.
```

References
----------
EU Charter 39, 40; ECHR P1-3; ICCPR 25.
"""

from collections.abc import Iterator

from isonomia.check.charter.operator import operator_level, rights_citations
from isonomia.check.citations import charter, convention, covenant
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import CHARTER_TEXT, CONVENTION_TEXT, COVENANT_TEXT
from isonomia.check.subject.connection import term_of
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Conduct

CHECK = Check(
    __name__,
    level=Level.RIGHTS,
    force=Force.BINDING,
    citations=(
        charter("39-40"),
        convention("P1-3"),
        covenant("25"),
    ),
    laws=UNION_EEA_UK,
    readings=(
        CHARTER_TEXT,
        CONVENTION_TEXT,
        COVENANT_TEXT,
    ),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such consequence."""
    for consequence in subject.unfavourable:
        is_declared = Conduct.VOTE in consequence.written.restricts
        if is_declared or term_of(consequence.written.context) == "elections":
            yield CHECK.finding(
                subject.at(*consequence.keys, "restricts" if is_declared else "context"),
                _("'{consequence}' keeps people from voting or standing for election.").format(
                    consequence=consequence.name
                ),
                level=operator_level(subject, Level.RIGHTS),
                judgement="" if is_declared else _("whether what is taken away is a vote or a candidacy"),
                remedy=_("Drop it."),
                citations=rights_citations(subject, "39-40", "P1-3"),
            )
