"""Prices by a score that the customer does not know.

What it does
------------
Reports a business (company, platform, bank, insurer) whose score has consequences for customers, if it does not explain
the score, or if the score changes a price and customers are not told that it is personalised.

Why
---
Before a contract at a distance or off business premises a trader must say that the price was personalised by automated
decision-making, and leaving out what a customer needs for a decision can be unfair.

Example
-------
```yaml
controller: {kind: company}
consequences:
  longer_loans:
    changes_price: true
```

Use instead
-----------
```yaml
controller: {kind: company}
information:
  personalised_price: true
consequences:
  longer_loans:
    changes_price: true
```

References
----------
Directive 2011/83/EU, article 6(1)(ea); Directive 2005/29/EC, articles 5 to 7.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import directive
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_AND_EEA, Force, Level
from isonomia.check.quoted import quoted
from isonomia.check.readings import CONSUMER_TEXTS
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import ControllerKind, Explanation

CHECK = Check(
    __name__,
    level=Level.ADVICE,
    force=Force.UNVERIFIED,
    citations=(
        directive("2011/83", "6(1)(ea)", "consumer rights"),
        directive("2005/29", "5-7", "unfair practices"),
    ),
    laws=UNION_AND_EEA,
    readings=(CONSUMER_TEXTS,),
    applies_from=date(2022, 5, 28),
)


BUSINESSES = frozenset(
    {
        ControllerKind.COMPANY,
        ControllerKind.PLATFORM,
        ControllerKind.BANK,
        ControllerKind.INSURER,
        ControllerKind.CREDIT_BUREAU,
    }
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each price that the customer cannot see through, or else a score that is hidden altogether."""
    if subject.controller.kind not in BUSINESSES or subject.is_about_staff:
        return
    is_told = subject.information.personalised_price is True
    for consequence in subject.consequences:
        if consequence.written.changes_price and not is_told:
            yield CHECK.finding(
                subject.at(*consequence.keys, "changes_price"),
                (
                    _("'{consequence}' changes a price, and customers are not told.")
                    if subject.information.personalised_price is False
                    else _("'{consequence}' changes a price, and the file does not say that customers are told.")
                ).format(consequence=consequence.name),
                remedy=_("Tell customers that the price is personalised: `information.personalised_price: true`."),
            )
    follows = [item.name for item in subject.consequences if not item.is_shown_only]
    if follows and subject.rights.explanation is Explanation.NONE:
        yield CHECK.finding(
            subject.at("rights", "explanation"),
            _("A score decides on {consequences}, and customers are told nothing about it.").format(
                consequences=quoted(follows)
            ),
            remedy=_("Explain at least the main factors."),
        )
