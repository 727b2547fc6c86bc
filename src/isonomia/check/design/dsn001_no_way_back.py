"""No way back.

What it does
------------
Reports a scheme with bands in which rules cost points that neither end (`expires`) nor fade (`halves`), while no rule
gives points to the better and `rights.repair` is missing.

Why
---
People who have fallen into the lowest band and cannot rise, whatever they do and however long they wait, have no reason
left to do right. Every scheme that lasts lets people return: by time, by merit or by repair.

Example
-------
```yaml
sources: {help: null, loans: {retention: null}}
rules:
  helped: null
  returned_late: {expires: null}
rights: {repair: null}
```

Use instead
-----------
```yaml
sources: {help: null, loans: {retention: null}}
rules:
  helped: null
  returned_late: {expires: 12 months}
rights: {repair: null}
```

References
----------
Shipped as good practice; no law asks for it.
"""

from collections.abc import Iterator

from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import EVERYWHERE, Force, Level
from isonomia.check.quoted import quoted
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.ADVICE,
    force=Force.HEURISTIC,
    citations=(),
    laws=EVERYWHERE,
    readings=(),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The rules whose points stay, if nothing else leads up again."""
    if not subject.scheme.bands or subject.merit_rules or subject.rights.repair is not None:
        return
    staying = [
        rule
        for rule in subject.adverse_rules
        if rule.expires is None and rule.halves is None and subject.lost_by_one_match(rule) > 0
    ]
    if staying:
        names = quoted(rule.name for rule in staying)
        yield CHECK.finding(
            subject.place_of(staying[0], "points"),
            _("Nobody can return from the lowest band: the points of {rules} never end, and no rule gives any.").format(
                rules=names
            ),
            remedy=_("Let the points expire, give points for doing right, or say how one returns (`rights.repair`)."),
            related=[subject.place_of(rule, "points") for rule in staying[1:]],
        )
