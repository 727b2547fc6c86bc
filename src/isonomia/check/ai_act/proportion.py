"""Severity of a consequence against the gravity of the conduct (AI Act 5(1)(c)(ii), Guidelines C(2025) 5052, para. 167)."""

from dataclasses import dataclass

from isonomia.check.subject.consequence import ReadConsequence
from isonomia.scheme.model.vocabulary import Gravity
from isonomia.scheme.scheme import CompiledRule

SLIGHT = frozenset({Gravity.NONE, Gravity.MINOR})


@dataclass(frozen=True)
class Disproportion:
    """Rules on slight conduct that lead to a consequence of high severity.

    `at_once` are those of which one match alone leads there from the base score; `hits_everyone` says that the base
    itself lies there, so that whoever did nothing is hit.
    """

    rules: tuple[CompiledRule, ...]
    at_once: tuple[CompiledRule, ...]
    hits_everyone: bool

    @property
    def is_certain(self) -> bool:
        """Whether one slight act, or none at all, is enough."""
        return bool(self.at_once) or self.hits_everyone


def disproportion(consequence: ReadConsequence) -> Disproportion | None:
    """What is out of proportion about a consequence; None where nothing is."""
    if not consequence.is_unfavourable or not consequence.is_high:
        return None
    subject = consequence.subject
    feeding = [rule for rule in consequence.feeding_rules if rule in subject.adverse_rules]
    slight = tuple(rule for rule in feeding if (rule.written.gravity or Gravity.MINOR) in SLIGHT)
    hits_everyone = subject.base_band in consequence.bands
    if not slight and not hits_everyone:
        return None
    return Disproportion(slight, tuple(rule for rule in slight if leads_there(consequence, rule)), hits_everyone)


def leads_there(consequence: ReadConsequence, rule: CompiledRule) -> bool:
    """Whether one match of an adverse rule can bring a member with the base score under the consequence."""
    subject = consequence.subject
    scheme = subject.scheme
    best_hit = max(band.goodness for band in consequence.bands)
    if rule.ceiling is not None and rule.ceiling.goodness <= best_hit:
        return True
    lost = -subject.least_favourable(rule)
    if rule.cap is not None:
        lost = min(lost, rule.cap.points)
    if lost <= 0:
        return False
    score = scheme.file.score.base - lost if scheme.higher_is_better else scheme.file.score.base + lost
    return scheme.band_of(scheme.clamp(score)) in consequence.bands


def is_established(consequence: ReadConsequence) -> bool:
    """Whether limb (ii) holds on the file alone: one slight act suffices, and no aim or law speaks for it."""
    found = disproportion(consequence)
    written = consequence.written
    is_argued = written.legitimate_aim is not None or written.statute is not None or consequence.is_informative
    return found is not None and found.is_certain and not is_argued
