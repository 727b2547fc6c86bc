"""A public benefit is taken without notice and hearing.

What it does
------------
Reports a public operator with an unfavourable consequence in public benefits, essential services or housing where the
file shows no notice or no appeal.

Why
---
Government may not take a benefit to which a person is entitled without due process: timely notice with reasons, and an
effective opportunity to be heard, for subsistence before the benefit ends. How much process is due is weighed case by
case.

Example
-------
```yaml
controller: {public_authority: true}
consequences: {loans_paused: {area: public_benefits}}
rights: {notice: null}
```

Use instead
-----------
```yaml
controller: {public_authority: true}
consequences: {loans_paused: {area: public_benefits}}
rights: {notice: 14 days}
```

References
----------
Fourteenth Amendment; Goldberg v. Kelly, 397 U.S. 254 (1970); Mathews v. Eldridge, 424 U.S. 319 (1976).
"""

from collections.abc import Iterator

from isonomia.check.citations import united_states
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import US, Force, Level
from isonomia.check.readings import DUE_PROCESS
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Area

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.UNVERIFIED,
    citations=(
        united_states("Fourteenth Amendment"),
        united_states("Goldberg v. Kelly, 397 U.S. 254 (1970)"),
        united_states("Mathews v. Eldridge, 424 U.S. 319 (1976)"),
    ),
    laws=US,
    readings=(DUE_PROCESS,),
)


AREAS = frozenset({Area.PUBLIC_BENEFITS, Area.ESSENTIAL_SERVICES, Area.HOUSING})


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such consequence of a public operator."""
    if not subject.is_public or (subject.rights.notice is not None and subject.rights.appeal is not None):
        return
    for consequence in subject.unfavourable:
        if consequence.written.area in AREAS:
            yield CHECK.finding(
                subject.at(*consequence.keys),
                _("A public body takes '{consequence}' away, and the file shows no notice with a hearing.").format(
                    consequence=consequence.name
                ),
                remedy=_("Give timely notice with reasons and hear the person first; state both under `rights`."),
                judgement=_("whether the person is entitled to the benefit, and how much process is due"),
            )
