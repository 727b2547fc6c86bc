"""Credit by a prohibited basis.

What it does
------------
Reports a rule that reads sex, race or origin, national origin, religion, marital status or age where the score decides
on credit.

Why
---
Disparate treatment on a prohibited basis is barred in any aspect of a credit transaction. Since July 2026 Regulation B
no longer has an effects test; a proxy that was chosen on purpose stays barred. Age may count in an empirically derived
system if the elderly are not disadvantaged: a human must judge that.

Example
-------
```yaml
information: {adverse_action_notice: letter within 30 days}
sources:
  loans:
    fields: {days_late: integer, married: {type: boolean, trait: marital_status}}
rules: {returned_late: {when: days_late > 14 AND married}}
consequences: {loans_paused: {area: credit}}
```

Use instead
-----------
```yaml
information: {adverse_action_notice: letter within 30 days}
rules: {returned_late: {when: days_late > 14}}
consequences: {loans_paused: {area: credit}}
```

References
----------
Regulation B, 12 CFR 1002.4(a), 1002.6(b), as amended on 22 April 2026.
"""

from collections.abc import Iterator

from isonomia.check.citations import united_states
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import US, Force, Level
from isonomia.check.readings import REGULATION_B
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Area, ProtectedTrait

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.UNVERIFIED,
    citations=(
        united_states("Regulation B, 12 CFR 1002.4(a)"),
        united_states("Regulation B, 12 CFR 1002.6(b)"),
    ),
    laws=US,
    readings=(REGULATION_B,),
)


BASES = frozenset(
    {
        ProtectedTrait.SEX,
        ProtectedTrait.ETHNICITY,
        ProtectedTrait.NATIONALITY,
        ProtectedTrait.RELIGION,
        ProtectedTrait.MARITAL_STATUS,
        ProtectedTrait.AGE,
    }
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each rule that reads such a field, where a consequence lies in credit."""
    if not any(item.written.area is Area.CREDIT for item in subject.consequences):
        return
    for read in subject.rules_by_trait(BASES):
        yield CHECK.finding(
            subject.place_of(read.rule),
            _("'{rule}' counts towards credit and depends on '{field}', a prohibited basis.").format(
                rule=read.rule.name, field=read.field
            ),
            remedy=_("Take '{field}' out of the rule.").format(field=read.field),
            related=[subject.at("sources", read.source, "fields", read.field)],
            judgement=_("whether age counts in an empirically derived system and favours the elderly")
            if read.trait is ProtectedTrait.AGE
            else "",
        )
