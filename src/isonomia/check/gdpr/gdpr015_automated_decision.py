"""A machine decides, and nothing allows it.

What it does
------------
Reports a consequence with a significant effect that the system alone decides, if the file opens none of the three
gates.

A gate is a contract that needs the decision (the scheme rests on 6(1)(b)), explicit consent (6(1)(a)), or a law that
authorises it and safeguards people (`statute` of the consequence, or of a participation imposed by law). A law that
only grounds the scheme is for a human to judge.

Why
---
Nobody shall be subject to a decision based solely on automated processing that has legal effects, or affects the person
similarly significantly. This is a prohibition in principle, which the person need not invoke. An open gate does not end
the matter: the person must still be able to obtain human intervention (GDPR017), and whether a contract really needs
the decision, or the consent was explicit, the file cannot show. In the United Kingdom other rules stand in place of
this one (UKG001).

Example
-------
```yaml
legal_basis: {article: "6(1)(f)"}
sources:
  loans: {context: traffic}
consequences:
  longer_loans: null
  loans_paused:
    context: traffic
    area: driving
    effect: The shared car is not lent for a month.
    severity: medium
    decided_by: system
```

Use instead
-----------
```yaml
legal_basis: {article: "6(1)(f)"}
sources:
  loans: {context: traffic}
consequences:
  longer_loans: null
  loans_paused:
    context: traffic
    area: driving
    effect: The shared car is not lent for a month.
    severity: medium
    decided_by: person
```

References
----------
GDPR 22(1), 22(2), recital 71. CJEU, C-634/21 (SCHUFA Holding, scoring), 7 December 2023. Guidelines WP251 rev.01,
IV.A.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import court_of_justice, gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Element, Finding, State
from isonomia.check.gdpr.automated_decisions import decisions_by_system, gates
from isonomia.check.level import UNION_AND_EEA, Force, Level
from isonomia.check.readings import SCHUFA_SCORING, gdpr_in_full
from isonomia.check.subject.consequence import ReadConsequence
from isonomia.check.subject.subject import Subject
from isonomia.check.vocabulary_words import severity_words
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(
        gdpr("22(1)"),
        gdpr("22(2)"),
        court_of_justice("C-634/21", "SCHUFA Holding, scoring", "7 December 2023"),
    ),
    laws=UNION_AND_EEA,
    readings=(gdpr_in_full("article 22, recital 71"), SCHUFA_SCORING),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such consequence."""
    has_law = subject.statute is not None or bool(subject.participation_statute)
    for consequence in decisions_by_system(subject):
        if not gates(consequence):
            judgement = _("whether the law that grounds the scheme also lets a machine decide") if has_law else ""
            yield CHECK.finding(
                subject.at(*consequence.keys, "decided_by"),
                _("The system alone decides '{consequence}', and nothing in the file allows that.").format(
                    consequence=consequence.name
                ),
                remedy=_("Let a person decide who may depart from the score: `decided_by: person`, with a `decider`."),
                elements=_elements(consequence, is_open=has_law),
                judgement=judgement,
                related=(subject.at("legal_basis", "article"),),
            )


def _elements(consequence: ReadConsequence, *, is_open: bool) -> tuple[Element, ...]:
    """The elements of the prohibition, each with what the file says."""
    subject = consequence.subject
    decider = (
        _("the file does not say who decides")
        if consequence.written.decided_by is None
        else _("the file says that the system decides")
    )
    return (
        Element(
            _("a decision based solely on automated processing"),
            State.MET,
            decider,
            (subject.at(*consequence.keys, "decided_by"),),
        ),
        Element(
            _("legal effects, or effects that are similarly significant"),
            State.MET,
            _("people are treated worse, and its severity is {severity}").format(
                severity=severity_words(consequence.severity)
            ),
            (subject.at(*consequence.keys, "severity"),),
        ),
        Element(
            _("neither contract nor law nor explicit consent allows it"),
            State.TO_JUDGE if is_open else State.MET,
            _("a law grounds the scheme") if is_open else _("the file names none of the three"),
            (subject.at("legal_basis"),),
        ),
    )
