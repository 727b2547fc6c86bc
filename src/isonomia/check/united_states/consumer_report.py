"""What the Fair Credit Reporting Act covers: consumer reports, and decisions that rest on them."""

from isonomia.check.subject.subject import Subject
from isonomia.scheme.model.vocabulary import Area, ControllerKind, ScoreBy

AREAS = frozenset({Area.CREDIT, Area.EMPLOYMENT, Area.INSURANCE, Area.HOUSING})


def is_consumer_report(subject: Subject) -> bool:
    """Whether a bureau makes the score, or a score made by others decides on credit, work, insurance or a home."""
    if subject.controller.kind is ControllerKind.CREDIT_BUREAU:
        return True
    is_bought = subject.file.score_by is ScoreBy.THIRD_PARTY
    return is_bought and any(consequence.area in AREAS for consequence in subject.file.consequences.values())
