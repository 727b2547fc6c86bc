"""Too young to consent online.

What it does
------------
Reports a scheme that takes consent online and admits people below the age from which they may give it alone.

Why
---
Online services may rest on a child's own consent only from the age of 16, or from a lower age that the state has set,
at the least 13. Below it, a parent must consent or agree, and the operator must make reasonable efforts to check
that.

The ages are shipped as a list, each with its source. Where the law itself could not be read, or where the file does
not say from which age people take part, a human must judge; below 13 no state allows it. For `eu` the age of the
operator's country is taken. A scheme may show that parents consent in a comment that accepts the finding.

Example
-------
```yaml
people:
  minimum_age: 12
  online_consent: true
information:
  child_version: true
```

Use instead
-----------
```yaml
people:
  minimum_age: 16
  online_consent: true
information:
  child_version: true
```

References
----------
GDPR 8(1), 8(2), recital 38; the national laws that the list names. UK GDPR 8(1), which regulations may now change.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.gdpr.consent import consent_places
from isonomia.check.gdpr.digital_consent import LOWEST_AGE, digital_consent_age
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import NATIONAL_AGES, gdpr_in_full
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(gdpr("8(1)"), gdpr("8(2)")),
    laws=UNION_EEA_UK,
    readings=(gdpr_in_full("article 8, recital 38"), NATIONAL_AGES),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The least age, if consent is taken online."""
    if subject.people.online_consent is not True or not consent_places(subject):
        return
    least = subject.people.minimum_age
    known = digital_consent_age(subject)
    remedy = _("Admit people from {age} on, or let a parent consent for those who are younger, and check it.").format(
        age=known.age
    )
    if least is None and subject.has_minors:
        yield CHECK.finding(
            subject.at("people", "minimum_age"),
            _("Children are in scope, and the file does not say from which age they consent online."),
            remedy=remedy,
            judgement=_("whether all who consent alone are at least {age}").format(age=known.age),
        )
    if least is not None and least < known.age:
        is_settled = known.is_verified or least < LOWEST_AGE
        yield CHECK.finding(
            subject.at("people", "minimum_age"),
            _("People consent online from the age of {least}; alone they may do so from {age}.").format(
                least=least, age=known.age
            ),
            remedy=remedy,
            judgement=""
            if is_settled
            else _("whether the law of the country still sets the age of {age}").format(age=known.age),
            related=(subject.at("people", "online_consent"),),
        )
