"""Credit denied late or without specific reasons.

What it does
------------
Reports an unfavourable consequence in credit without a notice, or whose answer may take longer than thirty days.

Why
---
A creditor notifies of adverse action within thirty days, with the specific principal reasons, or of the right to them.
That a score was too low is no reason.

Example
-------
```yaml
consequences: {loans_paused: {area: credit}}
```

Use instead
-----------
```yaml
information: {adverse_action_notice: letter within 30 days with the principal reasons}
consequences: {loans_paused: {area: credit}}
```

References
----------
Regulation B, 12 CFR 1002.9(a) and (b)(2).
"""

from collections.abc import Iterator

from isonomia.check.citations import united_states
from isonomia.check.definition import Check
from isonomia.check.finding import Edit, Finding
from isonomia.check.level import US, Force, Level
from isonomia.check.readings import REGULATION_B
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.duration_words import duration_in_words
from isonomia.scheme.model.vocabulary import Area

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.UNVERIFIED,
    citations=(united_states("Regulation B, 12 CFR 1002.9"),),
    laws=US,
    readings=(REGULATION_B,),
)


LIMIT_DAYS = 30


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such consequence, with what is missing."""
    for consequence in subject.unfavourable:
        if consequence.written.area is not Area.CREDIT:
            continue
        limit = subject.rights.answer_within
        if subject.information.adverse_action_notice is None:
            yield CHECK.finding(
                subject.at(*consequence.keys),
                _("'{consequence}' denies credit, and the file describes no notice with specific reasons.").format(
                    consequence=consequence.name
                ),
                remedy=_("Notify within 30 days with the principal reasons, and say so under `information`."),
            )
        elif limit is not None and limit.longest_days() > LIMIT_DAYS:
            yield CHECK.finding(
                subject.at("rights", "answer_within"),
                _("Whoever is denied credit may wait {limit} for an answer; the law gives 30 days.").format(
                    limit=duration_in_words(limit)
                ),
                remedy=_("Answer within 30 days."),
                edits=(Edit(("rights", "answer_within"), "30 days"),),
            )
