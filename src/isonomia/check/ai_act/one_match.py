"""Whether one match of a rule, alone, brings a member under a consequence."""

from isonomia.check.subject.consequence import ReadConsequence
from isonomia.scheme.model.vocabulary import ConsequenceKind
from isonomia.scheme.scheme import CompiledBand, CompiledRule


def score_before(consequence: ReadConsequence, rule: CompiledRule) -> int | None:
    """A score outside the consequence from which one match of an adverse rule leads into it; None if there is none.

    Tried are the base and the best score that the bands name.
    """
    scheme = consequence.subject.scheme
    named = [band.begins for band in scheme.bands if band.begins is not None]
    best = (max if scheme.higher_is_better else min)(named, default=scheme.file.score.base)
    for score in (scheme.clamp(scheme.file.score.base), scheme.clamp(best)):
        if not _is_hit(consequence, scheme.band_of(score)) and _is_hit(consequence, _band_after(consequence, rule, score)):
            return score
    return None


def _is_hit(consequence: ReadConsequence, band: CompiledBand) -> bool:
    """Whether a member of the band is treated worse; a benefit that others pay for hits those without the band."""
    if consequence.written.kind is ConsequenceKind.BENEFIT:
        return band not in consequence.bands
    return band in consequence.bands


def _band_after(consequence: ReadConsequence, rule: CompiledRule, score: int) -> CompiledBand:
    """The band after one match at its worst: points within the caps, held by steps, under the ceiling."""
    subject = consequence.subject
    scheme = subject.scheme
    lost = max(0, -subject.least_favourable(rule))
    pool = scheme.pool_of.get(rule.name)
    for cap in (rule.cap, pool.cap if pool is not None else None):
        lost = min(lost, cap.points) if cap is not None else lost
    after = scheme.clamp(score + scheme.adverse_sign * lost)
    for step in scheme.steps:
        after = max(after, step.hold) if scheme.higher_is_better else min(after, step.hold)
    band = scheme.band_of(after)
    if rule.ceiling is not None and rule.ceiling.goodness < band.goodness:
        return scheme.band_at(rule.ceiling.goodness)
    return band
