"""An insurance that watches, and prices out of proportion.

What it does
------------
Reports a consequence in insurance that raises a price or is unfavourable, fed by sensors, locations or devices, if its
severity is high or no legitimate aim is stated.

Why
---
The Commission's guidelines count telematics tariffs as lawful where the rise is proportionate to the risk of the
driving observed. A high rise, or one without a stated aim, is not covered by that.

Example
-------
```yaml
documents: {conformity: certificate 12, fria: sheet 7}
sources:
  loans: {context: traffic, kind: sensor, purpose: record driving}
  help: {context: traffic, purpose: record courses}
rules:
  returned_late: {gravity: serious}
consequences:
  loans_paused: {area: insurance, context: insurance, severity: high, changes_price: true}
  longer_loans: {context: traffic}
```

Use instead
-----------
```yaml
documents: {conformity: certificate 12, fria: sheet 7}
sources:
  loans: {context: traffic, kind: sensor, purpose: record driving}
  help: {context: traffic, purpose: record courses}
rules:
  returned_late: {gravity: serious}
consequences:
  loans_paused: {area: insurance, context: insurance, severity: medium, changes_price: true}
  longer_loans: {context: traffic}
```

References
----------
Commission Guidelines C(2025) 5052, para. 177.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import guidelines
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_AND_EEA, Force, Level
from isonomia.check.readings import INSURANCE_GUIDANCE
from isonomia.check.subject.subject import Subject
from isonomia.check.subject.watching import WATCHING
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Area

CHECK = Check(
    __name__,
    level=Level.ADVICE,
    force=Force.GUIDANCE,
    citations=(guidelines("177"),),
    laws=UNION_AND_EEA,
    readings=(INSURANCE_GUIDANCE,),
    applies_from=date(2025, 2, 2),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such consequence."""
    for consequence in subject.consequences:
        written = consequence.written
        if written.area is not Area.INSURANCE or not (written.changes_price or consequence.is_unfavourable):
            continue
        watching = [name for name in consequence.feeding_sources if subject.file.sources[name].kind in WATCHING]
        if watching and (consequence.is_high or written.legitimate_aim is None):
            yield CHECK.finding(
                subject.at(*consequence.keys),
                _(
                    "'{consequence}' prices insurance by what devices observe, and nothing keeps it in proportion."
                ).format(consequence=consequence.name),
                remedy=_("Bound the rise by the risk that was observed, and state the aim."),
                related=[subject.at("sources", name) for name in watching],
            )
