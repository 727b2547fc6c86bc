"""Profiling with grave effects and no impact assessment.

What it does
------------
Reports a scheme without `documents.dpia` if a consequence affects people significantly, if facts come from watching
everyone, if special categories or convictions of a thousand people or more are processed, or if children are scored and
something unfavourable follows.

Why
---
A systematic and extensive evaluation of people on which decisions with significant effects are based needs an
assessment of its impact before it starts; so do special categories on a large scale and the monitoring of public areas.
No text says what a large scale is: a thousand people is this project's own line. Where a law lays down the processing
and its impact was assessed when it was made (35(10)), none is needed: a human must judge that. Children are a criterion
of the supervisory authorities' guidelines (WP248).

Example
-------
```yaml
documents:
  dpia: null
sources:
  loans: {context: housing}
consequences:
  longer_loans: null
  loans_paused:
    context: housing
    area: housing
    severity: medium
```

Use instead
-----------
```yaml
documents:
  dpia: the club's folder, sheet 1
sources:
  loans: {context: housing}
consequences:
  longer_loans: null
  loans_paused:
    context: housing
    area: housing
    severity: medium
```

References
----------
GDPR 35(1), 35(3)(a) to (c), 36. Article 29 Working Party, WP248 rev.01.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.quoted import quoted
from isonomia.check.readings import GDPR_TEXT
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(
        gdpr("35(1)"),
        gdpr("35(3)"),
        gdpr("36"),
    ),
    laws=UNION_EEA_UK,
    readings=(GDPR_TEXT,),
    applies_from=date(2018, 5, 25),
)


LARGE_SCALE = 1_000


def examine(subject: Subject) -> Iterator[Finding]:
    """The missing assessment, if something calls for one."""
    if subject.documents.dpia is not None:
        return
    reasons = tuple(_reasons(subject))
    if reasons:
        yield CHECK.finding(
            subject.at("documents", "dpia"),
            _("The file names no data protection impact assessment, and one is needed: {reasons}.").format(
                reasons="; ".join(reasons)
            ),
            judgement=_("whether the impact was assessed when the law was made on which the scheme rests (35(10))")
            if subject.statute is not None
            else "",
            remedy=_("Make the assessment before the scheme starts, and say under `documents.dpia` where it is found."),
        )


def _reasons(subject: Subject) -> Iterator[str]:
    """What calls for an assessment."""
    grave = [item.name for item in subject.consequences if item.has_significant_effect]
    if grave:
        yield _("people are evaluated, and this affects them significantly: {consequences}").format(
            consequences=quoted(grave)
        )
    watched = [name for name, source in subject.file.sources.items() if source.generalised_surveillance]
    if watched:
        yield _("everyone is watched for {sources}").format(sources=quoted(watched))
    sensitive = [name for name in subject.file.sources if subject.reveals(name)]
    if sensitive and (subject.people.count or 0) >= LARGE_SCALE:
        yield _("{sources} reveal sensitive data of many people").format(sources=quoted(sensitive))
    if subject.has_minors and subject.unfavourable:
        yield _("children are scored")
