"""A person who only signs.

What it does
------------
Reports a consequence with a significant effect that a person decides in name, if the score is decisive
(`score_weight`); and a credit reference agency that passes a score on, if no consequence says what follows there.

Why
---
Human involvement must be real: someone with the authority and the competence to change the decision, who looks at all
that matters. The Court of Justice held that making a score is itself an automated decision where the one who decides
draws strongly on it; so the maker of a bought score is bound as well. The file cannot show how the person works, so a
human must judge.

Where the score only contributes, the check is silent. A review on request (`human_review: true`) makes it advice, and
does not cure it: that is the safeguard of an automated decision, and whoever decides must be able to depart from the
score before the decision is made. In the United Kingdom other rules stand in place of this one (UKG001).

Example
-------
```yaml
sources:
  loans: {context: traffic}
consequences:
  longer_loans: null
  loans_paused:
    context: traffic
    area: driving
    effect: The shared car is not lent for a month.
    severity: medium
    score_weight: decisive
rights:
  human_review: null
```

Use instead
-----------
```yaml
sources:
  loans: {context: traffic}
consequences:
  longer_loans: null
  loans_paused:
    context: traffic
    area: driving
    effect: The shared car is not lent for a month.
    severity: medium
    score_weight: contributing
rights:
  human_review: null
```

References
----------
GDPR 22(1). CJEU, C-634/21 (SCHUFA Holding, scoring), 7 December 2023. Guidelines WP251 rev.01, section IV.A.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import court_of_justice, data_protection_guidelines, gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_AND_EEA, Force, Level
from isonomia.check.quoted import quoted
from isonomia.check.readings import AUTOMATION_GUIDELINES, SCHUFA_SCORING, gdpr_in_full
from isonomia.check.subject.recipients import recipients_untold
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import ControllerKind

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.CASE_LAW,
    citations=(
        gdpr("22(1)"),
        court_of_justice("C-634/21", "SCHUFA Holding, scoring", "7 December 2023"),
        data_protection_guidelines("Guidelines WP251 rev.01 on automated decisions", "section IV.A"),
    ),
    laws=UNION_AND_EEA,
    readings=(gdpr_in_full("article 22"), SCHUFA_SCORING, AUTOMATION_GUIDELINES),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such consequence; then the maker of a score for others."""
    yield from _made_for_others(subject)
    for consequence in subject.consequences:
        if consequence.has_significant_effect and consequence.is_decided_in_name:
            yield CHECK.finding(
                subject.at(*consequence.keys, "decided_by"),
                _("A person decides '{consequence}' in name, but the score settles it before.").format(
                    consequence=consequence.name
                ),
                remedy=_(
                    "Let the score be one consideration among several, and let whoever decides depart from it: "
                    "`score_weight: contributing`."
                ),
                level=Level.ADVICE if subject.rights.human_review is True else Level.VIOLATION,
                judgement=_("whether the person has authority, competence and time to depart from the score"),
                related=(subject.at(*consequence.keys, "score_weight"),),
            )


def _made_for_others(subject: Subject) -> Iterator[Finding]:
    """The maker of a score is bound where those who decide draw strongly on it (C-634/21)."""
    recipients = recipients_untold(subject)
    if recipients and subject.controller.kind is ControllerKind.CREDIT_BUREAU:
        yield CHECK.finding(
            subject.at("recipients"),
            _("The score goes to {recipients}; if they draw strongly on it, making it is itself the decision.").format(
                recipients=quoted(recipient.name for recipient in recipients)
            ),
            remedy=_("Write what they do with it as consequences, and bind them to let it be one point among several."),
            level=Level.ADVICE if subject.rights.human_review is True else Level.VIOLATION,
            judgement=_("whether those who receive the score draw strongly on it, with a significant effect"),
        )
