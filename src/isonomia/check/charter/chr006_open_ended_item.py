"""An item that an official fills in at will.

What it does
------------
Reports an adverse rule whose points are at someone's discretion (`discretionary: true`). Where the scheme punishes, or
the rule is about crimes, it is a violation for a human to judge; elsewhere advice.

Why
---
Penalties must be foreseeable from a law. That principle binds measures that are criminal in nature, whatever their name
(offence, aim, severity); a preventive register is not meant. Everywhere else an open item is bad practice: nobody can
know what it costs.

For private operators it is advice.

Example
-------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
purpose_kind: punishment
rules:
  returned_late:
    discretionary: true
```

Use instead
-----------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
purpose_kind: punishment
rules:
  returned_late:
    points: -5
```

References
----------
EU Charter 49(1); ECHR 7. On what is criminal in nature: CJEU, C-489/10 (Bonda).
"""

from collections.abc import Iterator

from isonomia.check.charter.operator import operator_level, rights_citations
from isonomia.check.citations import charter, convention
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import CHARTER_TEXT, CONVENTION_TEXT, CRIMINAL_NATURE
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Gravity, Purpose

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.UNVERIFIED,
    citations=(
        charter("49(1)"),
        convention("7"),
    ),
    laws=UNION_EEA_UK,
    readings=(
        CHARTER_TEXT,
        CONVENTION_TEXT,
        CRIMINAL_NATURE,
    ),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each adverse rule at discretion."""
    for rule in subject.adverse_rules:
        if not rule.written.discretionary:
            continue
        is_punitive = subject.file.purpose_kind is Purpose.PUNISHMENT or rule.written.gravity is Gravity.CRIME
        yield CHECK.finding(
            subject.place_of(rule, "discretionary"),
            _("How many points '{rule}' takes, and for what, is at someone's discretion.").format(rule=rule.name),
            level=operator_level(subject, Level.VIOLATION) if is_punitive else Level.ADVICE,
            remedy=_("List the conduct and its points in the rule."),
            judgement=_("whether the measure is criminal in nature") if is_punitive else "",
            citations=rights_citations(subject, "49(1)", "7"),
        )
