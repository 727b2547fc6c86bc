"""Logs that are gone too soon.

What it does
------------
Where a consequence lies in a high-risk area, reports a file without `log_retention`, or with less than six months. A
number of days or weeks counts as six months from 184 days, since six months are never longer than that.

Why
---
Who makes and who uses a high-risk system keeps the logs that it writes, as long as its purpose asks for and for at
least six months, unless other law, data protection above all, says otherwise. Banks and insurers keep them as their own
supervisory law says; whether that differs is for a human to judge.

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
log_retention: 3 months
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
log_retention: 6 months
```

References
----------
AI Act 26(6) (who uses it), 19(1) and 19(2) (the maker), 12(1).
"""

from collections.abc import Iterator

from isonomia.check.ai_act.high_risk import (
    DUTIES_FROM,
    DUTIES_NOTE,
    consolidated,
    doubts,
    high_risk,
    joined,
    names,
)
from isonomia.check.citations import ai_act
from isonomia.check.definition import Check
from isonomia.check.finding import Edit, Finding
from isonomia.check.level import UNION, Force, Level
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.periods import Duration
from isonomia.scheme.duration_words import duration_in_words
from isonomia.scheme.model.vocabulary import ControllerKind

SIX_MONTHS = Duration(6, "months")
FINANCIAL = frozenset({ControllerKind.BANK, ControllerKind.CREDIT_BUREAU, ControllerKind.INSURER})
CHECK = Check(
    __name__,
    level=Level.HIGH_RISK_DUTY,
    force=Force.BINDING,
    citations=(ai_act("26(6)"), ai_act("19")),
    laws=UNION,
    readings=(consolidated("articles 12, 19 and 26 and annex III"),),
    applies_from=DUTIES_FROM,
    note=DUTIES_NOTE,
    is_conditional=True,
)


def examine(subject: Subject) -> Iterator[Finding]:
    """One finding for the file."""
    items = high_risk(subject)
    kept = subject.file.log_retention
    if not items or (kept is not None and _is_long_enough(kept)):
        return
    message = (
        _("The file does not say how long logs are kept, though the score counts for {consequences}.")
        if kept is None
        else _("Logs are kept for {kept}, less than six months, though the score counts for {consequences}.")
    )
    is_financial = subject.controller.kind in FINANCIAL
    yield CHECK.finding(
        subject.at("log_retention"),
        message.format(consequences=names(items), kept=duration_in_words(kept) if kept is not None else ""),
        remedy=_("Keep the logs for at least six months: `log_retention: 6 months`."),
        judgement=joined(
            doubts(items), _("whether the law on financial services sets another time") if is_financial else ""
        ),
        related=[item.place for item in items],
        edits=(Edit(("log_retention",), "6 months"),),
    )


def _is_long_enough(kept: Duration) -> bool:
    if kept.months:
        return kept.months >= SIX_MONTHS.months
    return kept.days >= SIX_MONTHS.longest_days()
