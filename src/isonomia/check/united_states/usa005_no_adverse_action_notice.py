"""An adverse action on a bought score, and no notice.

What it does
------------
Reports an unfavourable consequence in credit, employment, insurance or housing that rests on a score made by others
where the file describes no notice (`information.adverse_action_notice`).

Why
---
Who acts against a person because of a consumer report says so, names the agency, gives the score and its factors, and
tells of the free report within sixty days and the right to dispute.

Example
-------
```yaml
score_by: third_party
documents: {permissible_purpose: "FCRA 604(a)(3)(B)"}
consequences: {loans_paused: {area: employment}}
```

Use instead
-----------
```yaml
score_by: third_party
documents: {permissible_purpose: "FCRA 604(a)(3)(B)"}
information: {adverse_action_notice: "letter with the agency's name, the score and its factors"}
consequences: {loans_paused: {area: employment}}
```

References
----------
Fair Credit Reporting Act 615(a), 15 U.S.C. 1681m(a).
"""

from collections.abc import Iterator

from isonomia.check.citations import united_states
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import US, Force, Level
from isonomia.check.readings import FCRA_TEXT
from isonomia.check.subject.subject import Subject
from isonomia.check.united_states.consumer_report import AREAS
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import ScoreBy

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(united_states("FCRA 615(a), 15 U.S.C. 1681m(a)"),),
    laws=US,
    readings=(FCRA_TEXT,),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such consequence."""
    if subject.file.score_by is not ScoreBy.THIRD_PARTY or subject.information.adverse_action_notice is not None:
        return
    for consequence in subject.unfavourable:
        if consequence.written.area in AREAS:
            yield CHECK.finding(
                subject.at(*consequence.keys),
                _("'{consequence}' rests on a score made by others, and the file describes no notice of it.").format(
                    consequence=consequence.name
                ),
                remedy=_("Name the agency, the score, its factors and the rights, and say so under `information`."),
            )
