"""No data protection officer.

What it does
------------
Reports a public operator without a data protection officer, and any other whose sources watch people regularly
(everyone, their location, their devices, sensors), that scores their risk, or whose facts reveal special categories,
where five thousand people or more are in scope. Of a court a human must judge whether it acts as a court here, unless
one of these grounds, which know no such exception, asks for an officer anyway.

Why
---
Public bodies designate an officer, save courts acting as courts; others do if their core activity is regular and
systematic monitoring, or the processing of special categories, on a large scale. No text says what a large scale is:
five thousand people is this project's own line.

Example
-------
```yaml
controller:
  public_authority: true
  data_protection_officer: null
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
```

Use instead
-----------
```yaml
controller:
  public_authority: true
  data_protection_officer: the town's officer, dpo@town.example
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
```

References
----------
GDPR 37(1), 55(3), recital 97. Article 29 Working Party, WP243 rev.01.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import GDPR_TEXT
from isonomia.check.subject.subject import Subject
from isonomia.check.subject.watching import WATCHING
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import ControllerKind, Purpose

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(gdpr("37(1)"),),
    laws=UNION_EEA_UK,
    readings=(GDPR_TEXT,),
    applies_from=date(2018, 5, 25),
)


LARGE_SCALE = 5_000


def examine(subject: Subject) -> Iterator[Finding]:
    """The missing officer."""
    if subject.controller.data_protection_officer is not None:
        return
    message = _on_large_scale(subject)
    is_court = subject.controller.kind is ControllerKind.COURT
    if subject.is_public and (not is_court or message is None):
        message = _("A public body runs this scheme, and the file names no data protection officer.")
        judgement = _("whether the court acts in its judicial capacity here (37(1)(a))") if is_court else ""
    elif message is not None:
        judgement = ""
    else:
        return
    yield CHECK.finding(
        subject.at("controller", "data_protection_officer"),
        message,
        remedy=_("Designate an officer, and give the contact under `controller.data_protection_officer`."),
        judgement=judgement,
    )


def _on_large_scale(subject: Subject) -> str | None:
    """The ground that asks an officer of everyone, of courts as courts too (37(1)(b), (c)); None if there is none."""
    if (subject.people.count or 0) < LARGE_SCALE:
        return None
    if _watches(subject):
        return _("Many people are watched regularly, and the file names no data protection officer.")
    if subject.file.purpose_kind is Purpose.RISK_ASSESSMENT:
        return _("The risk of many people is scored, and the file names no data protection officer.")
    if any(subject.reveals(name) for name in subject.file.sources):
        return _("Sensitive data of many people is used, and the file names no data protection officer.")
    return None


def _watches(subject: Subject) -> bool:
    return any(source.generalised_surveillance or source.kind in WATCHING for source in subject.file.sources.values())
