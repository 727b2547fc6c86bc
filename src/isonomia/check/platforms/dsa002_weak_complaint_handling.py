"""A platform without a free complaint to a person, open for six months.

What it does
------------
Reports a platform with an unfavourable consequence whose internal complaint is missing, costs something, is open for
less than six months, or is decided by a machine alone.

Why
---
An online platform gives users an internal complaint system, electronic and free, for at least six months after the
decision, and decides under the supervision of qualified staff and not solely by automated means. Micro and small firms
are exempt from this section.

Example
-------
```yaml
rights:
  appeal:
    within: 30 days
```

Use instead
-----------
```yaml
rights:
  appeal:
    within: 6 months
```

References
----------
Digital Services Act 20(1), 20(4) to (6), 19.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import digital_services_act
from isonomia.check.definition import Check
from isonomia.check.finding import Edit, Finding
from isonomia.check.level import UNION_AND_EEA, Force, Level
from isonomia.check.readings import DSA_TEXT
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.duration_words import duration_in_words
from isonomia.scheme.model.vocabulary import ControllerKind, DecidedBy

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(
        digital_services_act("20"),
        digital_services_act("21"),
    ),
    laws=UNION_AND_EEA,
    readings=(DSA_TEXT,),
    applies_from=date(2024, 2, 17),
)


SIX_MONTHS_DAYS = 181  # six months are never shorter


def examine(subject: Subject) -> Iterator[Finding]:
    """What is missing of the complaint system."""
    if subject.controller.kind is not ControllerKind.PLATFORM or subject.is_about_staff or not subject.unfavourable:
        return
    appeal = subject.rights.appeal
    if appeal is None:
        yield CHECK.finding(
            subject.at("rights", "appeal"),
            _("Users are restricted, and the file names no way to complain."),
            remedy=_(
                "Offer a free complaint for six months, decided by a person, and describe it under `rights.appeal`."
            ),
        )
        return
    if appeal.free is not True:
        yield CHECK.finding(
            subject.at("rights", "appeal", "free"),
            _("A complaint is not free.")
            if appeal.free is False
            else _("The file does not say that a complaint is free."),
            remedy=_("Make it free, and say `free: true`."),
        )
    if appeal.within is None or appeal.within.shortest_days() < SIX_MONTHS_DAYS:
        yield CHECK.finding(
            subject.at("rights", "appeal", "within"),
            _("A complaint is open for {time}; the law gives at least six months.").format(
                time=duration_in_words(appeal.within)
            )
            if appeal.within is not None
            else _("The file does not say how long a complaint is open; the law gives at least six months."),
            remedy=_("Give six months."),
            edits=(Edit(("rights", "appeal", "within"), "6 months"),),
        )
    if appeal.decided_by is DecidedBy.SYSTEM:
        yield CHECK.finding(
            subject.at("rights", "appeal", "decided_by"),
            _("A machine alone decides on complaints."),
            remedy=_("Let qualified people decide: `decided_by: person`."),
        )
