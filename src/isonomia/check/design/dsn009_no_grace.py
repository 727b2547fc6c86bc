"""A grave fall without notice or grace.

What it does
------------
Reports a consequence of high severity into which people fall from a band without `grace`, if `rights.notice` is missing
too.

Why
---
Whoever is told before it happens, or has some days to recover, can still pay, explain or put right. A grave
consequence that strikes on the day of the fall leaves no time for it.

Example
-------
```yaml
bands:
  member: {grace: null}
consequences:
  loans_paused: {severity: high}
rights: {notice: null}
```

Use instead
-----------
```yaml
bands:
  member: {grace: 14 days}
consequences:
  loans_paused: {severity: high}
rights: {notice: null}
```

References
----------
Shipped as good practice; no law asks for it.
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
    """Each grave consequence whose better neighbour has no grace."""
    if subject.rights.notice is not None:
        return
    for item in subject.unfavourable:
        entered = item.bands[-1].goodness
        is_highest = entered == len(subject.scheme.bands) - 1
        if not item.is_high or is_highest or item.written.kind is ConsequenceKind.BENEFIT:
            continue
        above = subject.scheme.band_at(entered + 1)
        if above.grace is None:
            yield CHECK.finding(
                subject.at(*item.keys),
                _(
                    "'{consequence}' strikes on the day of the fall: '{band}' has no grace, and the file does not say "
                    "that people are told before."
                ).format(consequence=item.name, band=above.name),
                remedy=_("Give '{band}' some days of `grace`, or set `rights.notice`.").format(band=above.name),
                related=(subject.at("bands", above.name),),
            )
