"""The conformity assessment that a high-risk system needs before it is put into service (AI Act 16(f), 43(2))."""

from collections.abc import Iterator

from isonomia.check.ai_act.high_risk import high_risk
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import ScoreBy


def not_shown(check: Check, subject: Subject, points: frozenset[str], message: str) -> Iterator[Finding]:
    """A finding for each consequence in these points of Annex III, if the file names no conformity assessment."""
    if subject.documents.conformity is not None:
        return
    for item in high_risk(subject):
        if item.point in points:
            yield check.finding(
                item.place,
                message.format(consequence=item.name),
                remedy=_remedy(subject, is_biometric=bool(item.source)),
                judgement=item.doubt,
                related=(subject.at("documents"),),
            )


def _remedy(subject: Subject, *, is_biometric: bool) -> str:
    if subject.file.score_by is ScoreBy.THIRD_PARTY:
        return _(
            "Obtain the maker's EU declaration of conformity and say under `documents.conformity` where it is found, "
            "or keep the score out of this area."
        )
    if is_biometric:
        return _(
            "Take the source out. Else have the conformity assessed by a notified body (by internal control only where "
            "harmonised standards are applied: AI Act 43(1)), and say under `documents.conformity` where it is found."
        )
    return _(
        "Have the conformity assessed by internal control (AI Act, Annex VI) and say under `documents.conformity` "
        "where that is found, or keep the score out of this area."
    )
