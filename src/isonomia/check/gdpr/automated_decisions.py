"""Decisions in the sense of GDPR 22, and the three gates of 22(2) that let a machine take them."""

from enum import StrEnum

from isonomia.check.subject.basis import basis_letters
from isonomia.check.subject.consequence import ReadConsequence
from isonomia.check.subject.subject import Subject


class Gate(StrEnum):
    """What can allow a decision by the system alone."""

    CONTRACT = "22(2)(a)"
    LAW = "22(2)(b)"
    CONSENT = "22(2)(c)"


def decisions_by_system(subject: Subject) -> list[ReadConsequence]:
    """The consequences with a significant effect that no person decides."""
    return [item for item in subject.consequences if item.has_significant_effect and item.is_decided_by_system]


def automated_decisions(subject: Subject) -> list[ReadConsequence]:
    """The same with those that a person only signs: what GDPR 13(2)(f) and 15(1)(h) are about."""
    return [item for item in subject.consequences if item.has_significant_effect and item.is_automated]


def gates(consequence: ReadConsequence) -> set[Gate]:
    """The gates that the file opens for a consequence: by the scheme's ground, or by a law that it names."""
    subject = consequence.subject
    basis = subject.file.legal_basis
    letters = basis_letters(basis.article) if basis is not None else frozenset()
    found: set[Gate] = set()
    if "b" in letters:
        found.add(Gate.CONTRACT)
    if "a" in letters:
        found.add(Gate.CONSENT)
    if consequence.written.statute:
        found.add(Gate.LAW)
    return found
