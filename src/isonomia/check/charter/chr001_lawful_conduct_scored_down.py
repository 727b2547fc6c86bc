"""Speech, protest, petition, press, worship or association costs points.

What it does
------------
Reports an adverse rule whose rule or source declares such conduct (`conduct`) or comes from where a freedom is used
(political expression, religion, media), and an unfavourable consequence that restricts it. For a public operator the
level is "very likely unlawful"; for a private one it is advice.

Why
---
To score down what a freedom protects is an interference with it. These freedoms can be limited by law for a legitimate
aim where that is necessary in a democratic society; we know of no such justification for points, and the live service
refuses such a scheme. Do not declare unprotected conduct, such as violence at a demonstration, as protest.

Example
-------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
rules:
  returned_late:
    conduct: [protest]
```

Use instead
-----------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
rules:
  returned_late:
    reason: Returned a tool {days_late} days late
```

References
----------
EU Charter 10, 11, 12, 52(1); ECHR 9, 10, 11; ICCPR 18, 19, 21, 22.
"""

from collections.abc import Iterator

from isonomia.check.charter.operator import operator_level, rights_citations
from isonomia.check.citations import charter, convention, covenant
from isonomia.check.definition import Check
from isonomia.check.finding import Finding, Place
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import CHARTER_TEXT, CONVENTION_TEXT, COVENANT_TEXT
from isonomia.check.subject.connection import term_of
from isonomia.check.subject.subject import Subject
from isonomia.check.vocabulary_words import conduct_words
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Conduct

CHECK = Check(
    __name__,
    level=Level.RIGHTS,
    force=Force.BINDING,
    citations=(
        charter("10-12"),
        convention("9-11"),
        covenant("18-22"),
    ),
    laws=UNION_EEA_UK,
    readings=(
        CHARTER_TEXT,
        CONVENTION_TEXT,
        COVENANT_TEXT,
    ),
)


PROTECTED: dict[Conduct, tuple[str, str]] = {
    Conduct.SPEECH: ("11", "10"),
    Conduct.PROTEST: ("12(1)", "11"),
    Conduct.PETITION: ("11(1)", "10"),
    Conduct.PRESS: ("11(2)", "10"),
    Conduct.WORSHIP: ("10(1)", "9"),
    Conduct.ASSOCIATION: ("12(1)", "11"),
}


# what people do in these areas of life is a use of the freedom, declared or not
CONDUCT_IN = {
    "political expression": Conduct.SPEECH,
    "religion": Conduct.WORSHIP,
    "media": Conduct.PRESS,
}


def examine(subject: Subject) -> Iterator[Finding]:
    """Each adverse rule, then each consequence, that touches such conduct."""
    for rule in (*subject.adverse_rules, *subject.abstinence_rules):
        sources = [subject.file.sources[name] for name in subject.sources_of(rule)]
        declared = [*rule.written.conduct, *(conduct for source in sources for conduct in source.conduct)]
        touched = [conduct for conduct in PROTECTED if conduct in declared]
        implied = [CONDUCT_IN[term] for source in sources if (term := term_of(source.context)) in CONDUCT_IN]
        if touched or implied:
            message = _("'{subject}' counts conduct against people that a freedom protects: {conduct}.")
            yield _finding(subject, subject.place_of(rule), rule.name, message, touched or implied, not touched)
    for consequence in subject.unfavourable:
        touched = [conduct for conduct in PROTECTED if conduct in consequence.written.restricts]
        if touched:
            message = _("'{subject}' restricts conduct that a freedom protects: {conduct}.")
            yield _finding(subject, subject.at(*consequence.keys, "restricts"), consequence.name, message, touched)


def _finding(
    subject: Subject, place: Place, name: str, message: str, touched: list[Conduct], is_implied: bool = False
) -> Finding:
    of_charter, of_convention = PROTECTED[touched[0]]
    words = conduct_words(touched)
    return CHECK.finding(
        place,
        message.format(subject=name, conduct=words),
        level=operator_level(subject, Level.RIGHTS),
        judgement=_("whether the facts, which come from where the freedom is used, are about its use")
        if is_implied
        else "",
        remedy=_("Leave it out. Nobody may lose points for using a freedom."),
        citations=rights_citations(subject, of_charter, of_convention),
    )
