"""Two bands lost by one event.

What it does
------------
Reports a rule of which one match can lead from a band past the next worse one. Caps of the rule and of its pool and
`steps` that hold the score are taken into account; ceilings are not.

Why
---
Bands are there to warn before it gets serious. Who falls past one of them at a stroke was never warned.

Example
-------
```yaml
rules:
  returned_late:
    points: -50
    cap: {points: 50, per: year}
```

Use instead
-----------
```yaml
rules:
  returned_late:
    points: -40
    cap: {points: 50, per: year}
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
from isonomia.scheme.scheme import CompiledRule

CHECK = Check(
    __name__,
    level=Level.ADVICE,
    force=Force.HEURISTIC,
    citations=(),
    laws=EVERYWHERE,
    readings=(),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each rule that can skip a band."""
    for rule in subject.adverse_rules:
        found = _bands_apart(subject, rule)
        if found is not None:
            before, after = found
            yield CHECK.finding(
                subject.place_of(rule, "points"),
                _("One match of '{rule}' can lead from '{before}' straight to '{after}'.").format(
                    rule=rule.name, before=before, after=after
                ),
                remedy=_("Take fewer points, cap them, or add `steps`, so that no band is passed over."),
            )


def _bands_apart(subject: Subject, rule: CompiledRule) -> tuple[str, str] | None:
    """The band before and the band after the greatest fall of two bands or more, from the edge of each band."""
    scheme = subject.scheme
    lost = scheme.adverse_sign * subject.lost_by_one_match(rule)
    falls: list[tuple[int, str, str]] = []
    for edge in _edges(subject):
        score = scheme.clamp(edge)
        before, after = scheme.band_of(score), scheme.band_of(_held(subject, scheme.clamp(score + lost)))
        falls.append((before.goodness - after.goodness, before.name, after.name))
    depth, *names = max(falls, key=lambda fall: fall[0], default=(0, "", ""))
    return (names[0], names[1]) if depth > 1 else None


def _edges(subject: Subject) -> Iterator[int]:
    """The worst score of each band that has one."""
    for band in subject.scheme.bands:
        if band.begins is not None:
            yield band.begins if subject.scheme.higher_is_better else band.begins - 1


def _held(subject: Subject, score: int) -> int:
    """The score while the measures of all steps are still to be taken."""
    holds = [step.hold for step in subject.scheme.steps]
    return max([score, *holds]) if subject.scheme.higher_is_better else min([score, *holds])
