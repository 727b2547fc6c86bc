"""Where a scheme rests on consent, for the checks that ask whether the consent is good."""

from isonomia.check.finding import Place
from isonomia.check.subject.basis import basis_letters
from isonomia.check.subject.subject import Subject


def is_consent(basis: str | None) -> bool:
    """Whether a legal basis, as the file writes it, is consent."""
    return basis is not None and "a" in basis_letters(basis)


def consent_places(subject: Subject) -> list[Place]:
    """The lines that name consent as the ground: of the scheme, then of its sources."""
    basis = subject.file.legal_basis
    places = [subject.at("legal_basis", "article")] if basis is not None and is_consent(basis.article) else []
    for name, source in subject.file.sources.items():
        if is_consent(source.legal_basis):
            places.append(subject.at("sources", name, "legal_basis"))
    return places
