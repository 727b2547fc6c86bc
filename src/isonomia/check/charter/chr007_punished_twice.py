"""The same fact is fined and scored.

What it does
------------
Reports an adverse rule for a fact that is sanctioned elsewhere too (`also_sanctioned_by`), where something unfavourable
of medium or high severity follows. A scheme of prevention (`purpose_kind: prevention`) is left alone.

Why
---
Nobody is to be punished twice for the same offence. The principle binds measures that are criminal in nature; driver
points serve to avert dangers and are not meant. The Court allows two proceedings under conditions. Points that the same
court imposes in the same proceedings are no second prosecution. So a human must judge.

For private operators it is advice.

Example
-------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
rules:
  returned_late:
    also_sanctioned_by: the fine for the same act
consequences:
  loans_paused:
    severity: medium
    effect: No tools are lent for half a year.
```

Use instead
-----------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
purpose_kind: prevention
rules:
  returned_late:
    also_sanctioned_by: the fine for the same act
consequences:
  loans_paused:
    severity: medium
    effect: A course on safe use comes before the next loan.
```

References
----------
EU Charter 50; ECHR P7-4. CJEU, C-489/10 (Bonda), C-524/15 (Menci), C-117/20 (bpost).
"""

from collections.abc import Iterator

from isonomia.check.charter.operator import operator_level, rights_citations
from isonomia.check.citations import charter, convention, court_of_justice
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.quoted import quoted
from isonomia.check.readings import CHARTER_TEXT, CRIMINAL_NATURE
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Purpose, Severity

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.UNVERIFIED,
    citations=(
        charter("50"),
        convention("P7-4"),
        court_of_justice("C-524/15", "Menci", "20 March 2018"),
    ),
    laws=UNION_EEA_UK,
    readings=(
        CHARTER_TEXT,
        CRIMINAL_NATURE,
    ),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """The adverse rules for facts that are sanctioned elsewhere, if a consequence weighs something."""
    if subject.file.purpose_kind is Purpose.PREVENTION:
        return
    if not any(item.severity is not Severity.LOW for item in subject.unfavourable):
        return
    rules = [rule for rule in subject.adverse_rules if rule.written.also_sanctioned_by is not None]
    if rules:
        places = [subject.place_of(rule, "also_sanctioned_by") for rule in rules]
        yield CHECK.finding(
            places[0],
            _("Facts that are sanctioned already count against people: {rules}.").format(
                rules=quoted(rule.name for rule in rules)
            ),
            level=operator_level(subject, Level.VIOLATION),
            remedy=_("Leave the facts to those sanctions, or show that the points only prevent."),
            judgement=_(
                "whether there are second proceedings at all, whether the points are criminal in nature, and whether "
                "both together are proportionate"
            ),
            related=places[1:],
            citations=rights_citations(subject, "50", "P7-4", "14(7)"),
        )
