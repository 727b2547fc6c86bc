"""An entry without an effective legal document.

What it does
------------
Reports an adverse rule of a source whose facts are not settled by a final decision.

Why
---
Untrustworthy conduct is determined on the basis of documents with legal effect: judgments and awards, penalty and
ruling decisions. A suspicion or a report is none.

Example
-------
```yaml
sources: {loans: {evidence: report}}
rules: {returned_late: {source: loans}}
```

Use instead
-----------
```yaml
sources: {loans: {evidence: final_decision}}
```

References
----------
General Office of the State Council, Guobanfa [2020] No. 49, section 3.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import china
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import CHINA, Force, Level
from isonomia.check.readings import CHINA_CATALOGUE
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Evidence

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.UNVERIFIED,
    citations=(china("Guobanfa [2020] No. 49"),),
    laws=CHINA,
    readings=(CHINA_CATALOGUE,),
    applies_from=date(2020, 12, 7),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each adverse rule with each source of it that settles nothing."""
    for rule in subject.adverse_rules:
        for name in subject.sources_of(rule):
            if subject.file.sources[name].evidence is not Evidence.FINAL_DECISION:
                yield CHECK.finding(
                    subject.place_of(rule),
                    _(
                        "'{rule}' takes points for facts of '{source}' that no document with legal effect settles."
                    ).format(rule=rule.name, source=name),
                    remedy=_("Take only judgments and decisions in force: `evidence: final_decision`."),
                    related=[subject.at("sources", name, "evidence")],
                )
