"""Illinois: AI in employment without notice, or using postcodes.

What it does
------------
Reports, for Illinois, a consequence in employment where people are not told before, or where a rule reads a postcode.

Why
---
Since 2026 an employer in Illinois may not use AI that discriminates, may not use postcodes as a proxy for protected
classes, and gives notice of its use.

Example
-------
```yaml
jurisdiction: us-il
information: {before_use: false}
consequences: {loans_paused: {area: employment}}
```

Use instead
-----------
```yaml
jurisdiction: us-il
information: {before_use: true}
consequences: {loans_paused: {area: employment}}
```

References
----------
Illinois HB 3773, Public Act 103-0804, amending the Human Rights Act.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import united_states
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import Force, Law, Level
from isonomia.check.readings import ILLINOIS_ACT
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Area, ProtectedTrait

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.UNVERIFIED,
    citations=(united_states("Illinois HB 3773, Public Act 103-0804"),),
    laws=frozenset({Law.ILLINOIS}),
    readings=(ILLINOIS_ACT,),
    applies_from=date(2026, 1, 1),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The missing notice, and each rule that reads a postcode, where work is at stake."""
    if not any(item.written.area is Area.EMPLOYMENT for item in subject.consequences):
        return
    if subject.information.before_use is not True:
        yield CHECK.finding(
            subject.at("information", "before_use"),
            _("A score decides on work, and people are not told before it is used.")
            if subject.information.before_use is False
            else _("A score decides on work, and the file does not say that people are told before it is used."),
            remedy=_("Give notice, and say `before_use: true` under `information`."),
        )
    for read in subject.rules_by_trait({ProtectedTrait.POSTCODE}):
        yield CHECK.finding(
            subject.place_of(read.rule),
            _("'{rule}' decides on work by where people live.").format(rule=read.rule.name),
            remedy=_("Take '{field}' out of the rule.").format(field=read.field),
            judgement=_("whether the postcode stands for a protected class"),
        )
