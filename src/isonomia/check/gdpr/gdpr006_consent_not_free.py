"""Consent that is not free.

What it does
------------
Reports a scheme that rests on consent although people can hardly refuse: those who refuse or leave lose something,
people are enrolled without being asked, a public body or an employer asks, or the scheme touches a service that
people need to live.

Why
---
Consent counts only if it is freely given. It is not, if one cannot refuse or withdraw without detriment, or if nobody
was asked. Between a public body and a person, or an employer and staff, there is often a clear imbalance: consent is
then unlikely to be free, yet not impossible, and a human must judge. So it is where an essential service is made
worse for those with a low score. Another ground, such as a law or a contract, may carry the scheme; then it must be
named.

Example
-------
```yaml
rights:
  leave_detriment: who leaves may not borrow tools for a year
```

Use instead
-----------
```yaml
rights:
  leave_detriment: null
```

References
----------
GDPR 4(11), 6(1)(a), 7(4), recitals 42 (detriment) and 43 (imbalance). EDPB Guidelines 05/2020, paragraphs 16 to 23.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import data_protection_guidelines, gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding, Place
from isonomia.check.gdpr.consent import consent_places
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import CONSENT_GUIDELINES, gdpr_in_full
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import ControllerKind

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(
        gdpr("4(11)"),
        gdpr("7(4)"),
        gdpr("recitals 42 and 43"),
        data_protection_guidelines("EDPB Guidelines 05/2020 on consent", "paragraphs 16 to 23"),
    ),
    laws=UNION_EEA_UK,
    readings=(gdpr_in_full("articles 4(11), 6 and 7, recitals 42 and 43"), CONSENT_GUIDELINES),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """One finding with all that speaks against free consent."""
    places = consent_places(subject)
    settled, doubtful = _settled(subject), _doubtful(subject)
    if not places or not (settled or doubtful):
        return
    reasons = settled + doubtful
    message = (
        _("The scheme rests on consent that is not free: {reasons}.")
        if settled
        else _("The scheme rests on consent that may not be free: {reasons}.")
    )
    yield CHECK.finding(
        places[0],
        message.format(reasons="; ".join(reason for reason, _place in reasons)),
        remedy=_("Rest the scheme on a ground that fits, or let people refuse and leave without losing anything."),
        judgement="" if settled else _("whether people can really refuse, and lose nothing by it"),
        related=[place for _reason, place in reasons],
    )


def _settled(subject: Subject) -> list[tuple[str, Place]]:
    """What by itself shows that consent is not free, with its place."""
    found: list[tuple[str, Place]] = []
    if subject.rights.leave_detriment:
        found.append((_("who refuses or leaves loses something"), subject.at("rights", "leave_detriment")))
    if subject.is_mandatory:
        found.append((_("people are enrolled without being asked"), subject.at("participation")))
    return found


def _doubtful(subject: Subject) -> list[tuple[str, Place]]:
    """What makes free consent unlikely, with its place."""
    found: list[tuple[str, Place]] = []
    if subject.is_public:
        key = "public_authority" if subject.controller.public_authority else "kind"
        found.append((_("a public body asks for it"), subject.at("controller", key)))
    if subject.is_about_staff:
        is_employer = subject.controller.kind is ControllerKind.EMPLOYER
        keys = ("controller", "kind") if is_employer else ("people", "employees")
        found.append((_("an employer asks its staff for it"), subject.at(*keys)))
    found += [
        (
            _("'{consequence}' touches a service that people need").format(consequence=consequence.name),
            subject.at(*consequence.keys, "essential_service"),
        )
        for consequence in subject.unfavourable
        if consequence.written.essential_service
    ]
    return found
