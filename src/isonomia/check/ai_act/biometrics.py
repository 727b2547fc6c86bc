"""What is read from people's bodies: identification, categories, emotions (AI Act 3(34) to (41), Annex III 1)."""

from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import (
    Area,
    CollectedFrom,
    ControllerKind,
    Evidence,
    SourceKind,
    SpecialCategory,
)

WORK_AND_EDUCATION = frozenset({"work", "platform work", "school", "university", "training"})
EMPLOYERS_AND_SCHOOLS = frozenset({ControllerKind.EMPLOYER, ControllerKind.SCHOOL, ControllerKind.UNIVERSITY})
AREAS_OF_WORK = frozenset({Area.EMPLOYMENT, Area.EDUCATION})
# what devices read from a body, and what is computed: a trait that stands there was deduced from it
FROM_THE_BODY = frozenset({SourceKind.SENSOR, SourceKind.INFERENCE})

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


def is_at_work_or_school(subject: Subject, source: str) -> bool:
    """Whether a source, or the whole scheme, concerns work or education."""
    is_everywhere = (
        subject.controller.kind in EMPLOYERS_AND_SCHOOLS
        or subject.is_about_staff
        or any(
            item.written.area in AREAS_OF_WORK or item.written.context in WORK_AND_EDUCATION
            for item in subject.consequences
        )
    )
    return is_everywhere or subject.file.sources[source].context in WORK_AND_EDUCATION


def states_medical_or_safety_reason(subject: Subject, source: str) -> bool:
    """Whether the file gives a reason that a human must judge (AI Act 5(1)(f))."""
    return subject.file.sources[source].medical_or_safety is not None


def is_deduced_from_body(subject: Subject, source: str) -> bool:
    """Whether a source that holds biometric data beside a sensitive trait has deduced the trait from it."""
    written = subject.file.sources[source]
    return (
        written.kind in FROM_THE_BODY
        or written.evidence is Evidence.INFERRED
        or written.collected_from is CollectedFrom.OBSERVATION
    )


def is_prohibited(subject: Subject, source: str) -> bool:
    """Whether article 5(1)(f) or (g) prohibits the source beyond doubt; Annex III 1 lists only what is permitted."""
    if reads_emotions(subject, source) and is_at_work_or_school(subject, source):
        return not states_medical_or_safety_reason(subject, source)
    revealed = subject.reveals(source)
    is_both = SpecialCategory.BIOMETRIC in revealed and not revealed.isdisjoint(DEDUCED)
    is_police = subject.file.sources[source].context == "police"
    return is_both and is_deduced_from_body(subject, source) and not is_police


def biometric_point(subject: Subject, source: str) -> tuple[str, str] | None:
    """The letter of Annex III 1 that a source falls under, and what a human must judge first; None if under none."""
    revealed = subject.reveals(source)
    if is_prohibited(subject, source):
        return None
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
