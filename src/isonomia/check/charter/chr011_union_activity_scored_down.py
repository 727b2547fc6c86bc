"""Strike or union work costs points.

What it does
------------
Reports an adverse rule that declares union activity, whoever runs the scheme. A rule that gives points and declares it,
such as for a month without a strike, is for a human to judge.

Why
---
Workers may join a union, bargain and strike. The right binds employers too, through the law of work and the Court's
case law on collective action; a court in Bologna found a ranking of riders unlawful that treated a strike like an
absence.

Example
-------
```yaml
rules:
  returned_late:
    conduct: [union]
    reason: Was on strike
```

Use instead
-----------
```yaml
rules:
  returned_late:
    reason: Returned a tool {days_late} days late
```

References
----------
EU Charter 12(1), 28; ECHR 11. Tribunale di Bologna, 31 December 2020 (Deliveroo ranking), not read in full.
"""

from collections.abc import Iterator

from isonomia.check.charter.operator import rights_citations
from isonomia.check.citations import charter, convention
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import CHARTER_TEXT, CONVENTION_TEXT
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Conduct

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(
        charter("12(1), 28"),
        convention("11"),
    ),
    laws=UNION_EEA_UK,
    readings=(
        CHARTER_TEXT,
        CONVENTION_TEXT,
    ),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such rule; then each that gives points, perhaps for leaving it."""
    for rule in subject.living_rules:
        sources = [subject.file.sources[name] for name in subject.sources_of(rule)]
        if Conduct.UNION not in rule.written.conduct and all(Conduct.UNION not in item.conduct for item in sources):
            continue
        if rule in subject.adverse_rules:
            yield CHECK.finding(
                subject.place_of(rule),
                _("'{rule}' counts a strike or union work against people.").format(rule=rule.name),
                remedy=_("Leave strike and union work out; an absence on strike is no absence."),
                citations=rights_citations(subject, "12(1), 28", "11"),
            )
        elif rule in subject.merit_rules and subject.consequences:
            yield CHECK.finding(
                subject.place_of(rule),
                _("'{rule}' gives points that depend on a strike or union work.").format(rule=rule.name),
                remedy=_("Leave strike and union work out; who does not strike earns nothing by it."),
                judgement=_("whether the points reward people for leaving strike or union work"),
                citations=rights_citations(subject, "12(1), 28", "11"),
            )
