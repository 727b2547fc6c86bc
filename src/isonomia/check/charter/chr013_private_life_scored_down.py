"""Private life costs points.

What it does
------------
Reports an adverse rule that declares private life as its conduct, or whose source lies in private life, sexuality,
family, religion or messaging.

Why
---
What people do and say at home and among friends is theirs. An interference needs a law, a legitimate aim and necessity.

For private operators it is advice.

Example
-------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
rules:
  returned_late:
    conduct: [private_life]
    reason: Had guests after midnight
```

Use instead
-----------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
rules:
  returned_late:
    reason: Returned a tool {days_late} days late
```

References
----------
EU Charter 7; ECHR 8; ICCPR 17.
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
from isonomia.scheme.model.vocabulary import Conduct

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(
        charter("7"),
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


CONTEXTS = frozenset({"private life", "sexuality", "messaging"})


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such rule."""
    for rule in subject.adverse_rules:
        sources = [subject.file.sources[name] for name in subject.sources_of(rule)]
        declared = [*rule.written.conduct, *(conduct for source in sources for conduct in source.conduct)]
        if Conduct.PRIVATE_LIFE in declared or any(source.context in CONTEXTS for source in sources):
            yield CHECK.finding(
                subject.place_of(rule),
                _("'{rule}' counts against people what they do in private.").format(rule=rule.name),
                level=operator_level(subject, Level.VIOLATION),
                remedy=_("Leave private life out."),
                citations=rights_citations(subject, "7", "8"),
            )
