"""What is read from people's bodies: identification, categories, emotions (AI Act 3(34) to (41), Annex III 1)."""

from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import SourceKind, SpecialCategory

FROM_WORDS = frozenset(
    {
        SourceKind.POST,
        SourceKind.MESSAGE,
        SourceKind.SURVEY,
        SourceKind.SELF_REPORT,
        SourceKind.RATING,
        SourceKind.REVIEW,
        SourceKind.REPORT,
    }
)
DEDUCED = frozenset(
    {
        SpecialCategory.ETHNICITY,
        SpecialCategory.POLITICS,
        SpecialCategory.UNION,
        SpecialCategory.BELIEF,
        SpecialCategory.SEXUAL_LIFE,
        SpecialCategory.SEXUAL_ORIENTATION,
    }
)
SENSITIVE = DEDUCED | {SpecialCategory.HEALTH, SpecialCategory.GENETIC}


def reads_emotions(subject: Subject, source: str) -> bool:
    """Whether emotions are inferred from the body; those read from words are outside (Guidelines para. 250)."""
    revealed = subject.reveals(source)
    is_of_the_body = SpecialCategory.BIOMETRIC in revealed or subject.file.sources[source].kind not in FROM_WORDS
    return SpecialCategory.EMOTION in revealed and is_of_the_body


def biometric_point(subject: Subject, source: str) -> tuple[str, str] | None:
    """The letter of Annex III 1 that a source falls under, and what a human must judge first; None if under none."""
    revealed = subject.reveals(source)
    if reads_emotions(subject, source):
        return "1(c)", ""
    if SpecialCategory.BIOMETRIC not in revealed:
        return None
    if not revealed.isdisjoint(SENSITIVE):
        return "1(b)", _("whether people are put into categories by their biometric data in '{source}'").format(
            source=source
        )
    if subject.file.sources[source].generalised_surveillance:
        question = _("whether '{source}' tells at a distance who someone is, and does not only confirm who they say")
        return "1(a)", question.format(source=source)
    return None
