"""Nobody who can step in.

What it does
------------
Where a consequence lies in a high-risk area, reports a file that names no `oversight`, one whose overseer cannot
override an outcome or is not trained, and each such consequence that the system applies by itself. Of the last a human
must judge whether the overseer can step in before it takes effect.

Why
---
The maker of a high-risk system must build it so that people can oversee it, understand it, and disregard, override or
reverse what it says. Who uses it must assign the oversight to people with the competence, the training and the
authority. Deciding without a person is not forbidden by that, as long as someone can stop or reverse the outcome.

Example
-------
```yaml
sources:
  help: {context: work}
  loans: {context: work}
consequences:
  longer_loans:
    context: work
    area: employment
    effect: Helpers of this band choose their shift first.
  loans_paused: {context: work}
information: {workers_told: true}
documents: {conformity: "the folder of the system, sheet 6"}
oversight: {role: board, can_override: false, trained: true}
```

Use instead
-----------
```yaml
sources:
  help: {context: work}
  loans: {context: work}
consequences:
  longer_loans:
    context: work
    area: employment
    effect: Helpers of this band choose their shift first.
  loans_paused: {context: work}
information: {workers_told: true}
documents: {conformity: "the folder of the system, sheet 6"}
oversight: {role: board, can_override: true, trained: true}
```

References
----------
AI Act 14(1), 14(4)(d) (the maker), 26(2) (who uses it).
"""

from collections.abc import Iterator

from isonomia.check.ai_act.high_risk import (
    DUTIES_FROM,
    DUTIES_NOTE,
    HighRisk,
    consolidated,
    doubts,
    high_risk,
    joined,
    names,
)
from isonomia.check.citations import ai_act
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION, Force, Level
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import DecidedBy

CHECK = Check(
    __name__,
    level=Level.HIGH_RISK_DUTY,
    force=Force.BINDING,
    citations=(ai_act("26(2)"), ai_act("14")),
    laws=UNION,
    readings=(consolidated("articles 14 and 26 and annex III"),),
    applies_from=DUTIES_FROM,
    note=DUTIES_NOTE,
    is_conditional=True,
)


def examine(subject: Subject) -> Iterator[Finding]:
    """What the overseer lacks, once for the file; each high-risk consequence that no person decides."""
    items = high_risk(subject)
    if not items:
        return
    for key, message, remedy in _gaps(subject):
        yield CHECK.finding(
            subject.at("oversight", *((key,) if key else ())),
            message.format(consequences=names(items)),
            remedy=remedy,
            judgement=doubts(items),
            related=[item.place for item in items],
        )
    for item in items:
        if item.consequence.is_decided_by_system:
            yield _without_person(item)


def _gaps(subject: Subject) -> Iterator[tuple[str, str, str]]:
    """The key, what is wrong and what to do."""
    oversight = subject.oversight
    if oversight is None:
        yield (
            "",
            _("The file does not say who watches over the scheme, though the score counts for {consequences}."),
            _("Name under `oversight` a role that can override any outcome and is trained for it."),
        )
        return
    if oversight.can_override is not True:
        yield (
            "can_override",
            _("Whoever watches over the scheme cannot override an outcome, though the score counts for {consequences}.")
            if oversight.can_override is False
            else _(
                "The file does not say whether anyone can override an outcome, though the score counts for "
                "{consequences}."
            ),
            _("Give that role the authority to disregard, override and reverse any outcome."),
        )
    if oversight.trained is not True:
        yield (
            "trained",
            _("Whoever watches over the scheme is not trained for it, though the score counts for {consequences}.")
            if oversight.trained is False
            else _(
                "The file does not say whether those who watch over the scheme are trained, though the score counts "
                "for {consequences}."
            ),
            _("Train that role to read the score, to know its limits and not to rely on it blindly."),
        )


def _without_person(item: HighRisk) -> Finding:
    is_stated = item.consequence.written.decided_by is DecidedBy.SYSTEM
    message = (
        _("The system applies '{consequence}' without a person.")
        if is_stated
        else _("The file does not say that a person decides on '{consequence}'.")
    )
    return CHECK.finding(
        item.consequence.subject.at(*item.consequence.keys, "decided_by"),
        message.format(consequence=item.name),
        remedy=_("Let a person decide, with the authority to depart from the score."),
        judgement=joined(
            item.doubt, _("whether whoever watches over the scheme can stop or reverse the outcome in time")
        ),
    )
