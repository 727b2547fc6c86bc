"""The worst step without the steps before it.

What it does
------------
Reports a consequence of high severity that follows from the worst band, if at least two bands are worse than the one
in which people begin, and no `steps` make the worst wait for a measure in an earlier one.

Why
---
A ladder of bands promises that a warning comes before the blow. Without steps, several events on one day lead past
all warnings. The German register of drivers makes the withdrawal of a licence wait until both milder measures were
taken.

Example
-------
```yaml
score: {base: 40}
consequences:
  loans_paused: {severity: high}
```

Use instead
-----------
```yaml
score: {base: 40}
steps:
  - {band: paused, after: {band: member, measure: letter}}
consequences:
  letter:
    band: member
    kind: measure
    effect: A letter says what is at stake.
    severity: low
    measure: letter
  loans_paused: {severity: high}
```

References
----------
Shipped as good practice. For comparison: German Road Traffic Act (StVG), section 4(5) and (6), on measures that follow
each other.
"""

from collections.abc import Iterator

from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import EVERYWHERE, Force, Level
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import ConsequenceKind

CHECK = Check(
    __name__,
    level=Level.ADVICE,
    force=Force.HEURISTIC,
    citations=(),
    laws=EVERYWHERE,
    readings=(),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each grave consequence of a worst band to which no step leads."""
    begins = subject.base_band
    if begins is None or begins.goodness < 2:
        return
    worst = subject.scheme.band_at(0)
    if any(step.band == worst.name for step in subject.scheme.steps):
        return
    for item in subject.unfavourable:
        if item.is_high and worst in item.bands and item.written.kind is not ConsequenceKind.BENEFIT:
            yield CHECK.finding(
                subject.at(*item.keys),
                _("'{consequence}' can strike without a warning: '{band}' waits for no step before it.").format(
                    consequence=item.name, band=worst.name
                ),
                remedy=_("Add `steps`, so that '{band}' follows only after a measure in an earlier band.").format(
                    band=worst.name
                ),
                related=(subject.at("bands", worst.name),),
            )
