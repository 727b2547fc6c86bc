"""Limb (ii): how hard a consequence hits against the gravity of the conduct (Guidelines C(2025) 5052, para. 167).

`severity` is the author's word; that a grave area is touched, and for how long, are facts. So what lasts for more than
a year in such an area is for a human to judge whatever it is called, where one slight act alone leads there. The year
is this project's own line: the law has none.
"""

from dataclasses import dataclass

from isonomia.check.subject.consequence import GRAVE_AREAS, ReadConsequence
from isonomia.check.subject.subject import Subject
from isonomia.expression.overlap import can_all_hold
from isonomia.scheme.model.vocabulary import ConsequenceKind, Gravity
from isonomia.scheme.scheme import CompiledBand, CompiledRule

SLIGHT = frozenset({Gravity.NONE, Gravity.MINOR})
LONGEST_YEAR_DAYS = 366


@dataclass(frozen=True)
class Disproportion:
    """Rules on slight conduct that lead to a consequence of high severity, or to one that lasts long in a grave area.

    `at_once` are those of which one match alone leads there from the base score; `hits_everyone` says that the base
    itself lies there, so that people who did nothing are hit; `is_by_duration` that the file calls it less than severe.
    """

    rules: tuple[CompiledRule, ...]
    at_once: tuple[CompiledRule, ...]
    hits_everyone: bool
    is_by_duration: bool = False

    @property
    def is_certain(self) -> bool:
        """Whether one slight act, or none at all, is enough for what the file itself calls severe."""
        return not self.is_by_duration and (bool(self.at_once) or self.hits_everyone)


def disproportion(consequence: ReadConsequence) -> Disproportion | None:
    """What is out of proportion about a consequence; None where nothing is."""
    if not consequence.is_unfavourable or not (consequence.is_high or lasts_long(consequence)):
        return None
    subject = consequence.subject
    feeding = [rule for rule in consequence.feeding_rules if rule in subject.adverse_rules]
    slight = tuple(rule for rule in feeding if _is_slight(subject, rule))
    hits_everyone = subject.base_band is not None and _is_hit(consequence, subject.base_band)
    if not slight and not hits_everyone:
        return None
    at_once = tuple(rule for rule in slight if leads_there(consequence, rule))
    if consequence.is_high:
        return Disproportion(slight, at_once, hits_everyone)
    wrongs = tuple(rule for rule in at_once if rule.written.gravity is not Gravity.NONE)  # no means test, no condition
    return Disproportion(slight, wrongs, False, is_by_duration=True) if wrongs else None


def lasts_long(consequence: ReadConsequence) -> bool:
    """Whether it goes on for more than a year in an area where that bears on how a person lives."""
    ends = consequence.written.ends
    is_grave = consequence.written.area in GRAVE_AREAS
    return is_grave and ends is not None and ends.longest_days() > LONGEST_YEAR_DAYS


def _is_slight(subject: Subject, rule: CompiledRule) -> bool:
    """Whether a rule surely counts slight conduct against people; where the file gives no gravity, it is slight."""
    if rule.written.gravity is Gravity.NONE and subject.most_favourable(rule) > 0:
        return False  # a quantity that counts either way, such as what is left of an income, is no conduct
    return (rule.written.gravity or Gravity.MINOR) in SLIGHT and subject.is_adverse_for_certain(rule)


def leads_there(consequence: ReadConsequence, rule: CompiledRule) -> bool:
    """Whether one match of an adverse rule can bring a member with the base score under the consequence."""
    base = consequence.subject.base_band
    is_outside = base is not None and not _is_hit(consequence, base)
    return is_outside and _is_hit(consequence, _band_after(consequence, rule))


def _is_hit(consequence: ReadConsequence, band: CompiledBand) -> bool:
    """Whether members of the band are treated worse; a benefit that others pay for hits those without its bands."""
    has_it = band in consequence.bands
    return not has_it if consequence.written.kind is ConsequenceKind.BENEFIT else has_it


def _band_after(consequence: ReadConsequence, rule: CompiledRule) -> CompiledBand:
    """The band that one match at its worst leads to from the base: within caps, held by steps, under the ceiling."""
    subject = consequence.subject
    scheme = subject.scheme
    score = subject.score_after_losing(_lost_by_one_event(subject, rule))
    for step in scheme.steps:
        score = max(score, step.hold) if scheme.higher_is_better else min(score, step.hold)
    band = scheme.band_of(score)
    if rule.ceiling is not None and rule.ceiling.goodness < band.goodness:
        return scheme.band_at(rule.ceiling.goodness)
    return band


def _lost_by_one_event(subject: Subject, rule: CompiledRule) -> int:
    """The most that one event can cost by a rule and by all that can match with it, within caps and pools."""
    together = [rule]
    for other in subject.adverse_rules:
        is_same = rule.source is not None and other.source == rule.source and other.name != rule.name
        if is_same and can_all_hold([*(item.when for item in together), other.when]):
            together.append(other)
    alone = sum(subject.lost_by_one_match(item) for item in together if item.name not in subject.scheme.pool_of)
    pools = {id(pool): pool for item in together if (pool := subject.scheme.pool_of.get(item.name)) is not None}
    pooled = sum(
        min(pool.cap.points, sum(subject.lost_by_one_match(item) for item in together if item.name in pool.rules))
        for pool in pools.values()
    )
    return alone + pooled


def is_established(consequence: ReadConsequence) -> bool:
    """Whether limb (ii) holds on the file alone: one slight act suffices, and no aim or law speaks for it."""
    found = disproportion(consequence)
    written = consequence.written
    aims = (written.legitimate_aim, written.statute)
    is_argued = any(aim is not None for aim in aims) or consequence.is_informative
    return found is not None and found.is_certain and not is_argued
