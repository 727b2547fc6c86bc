"""The elements and the two limbs of article 5(1)(c) of the AI Act (Guidelines C(2025) 5052, paras 149 to 169)."""

from collections.abc import Iterable
from dataclasses import dataclass

from isonomia.check.ai_act.one_match import score_before
from isonomia.check.finding import Element, State
from isonomia.check.level import Level
from isonomia.check.subject.connection import Bond
from isonomia.check.subject.connection import Bond
from isonomia.check.subject.consequence import ReadConsequence
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Gravity
from isonomia.scheme.scheme import CompiledRule

SMALL = frozenset({None, Gravity.NONE, Gravity.MINOR})  # a rule without gravity counts as minor


def quoted(names: Iterable[str]) -> str:
    """Names from the file as a sentence lists them."""
    return ", ".join(f"'{name}'" for name in names)


def evaluation(subject: Subject) -> Element:
    """Natural persons are evaluated or classified over a certain period of time."""
    facts = _("points are added up over time into a score of each person")
    if subject.scheme.bands:
        facts = _("points are added up over time, and each person is placed in one of {count} bands").format(
            count=len(subject.scheme.bands)
        )
    return Element(
        _("evaluation or classification of natural persons over a certain period of time"),
        State.MET,
        facts,
        (subject.at("bands") if subject.scheme.bands else subject.at("score"),),
    )


def personal_data(subject: Subject, sources: Iterable[str]) -> Element:
    """It is based on social behaviour, or on known, inferred or predicted characteristics."""
    names = list(sources)
    return Element(
        _("based on social behaviour, or on known, inferred or predicted personal characteristics"),
        State.MET,
        _("facts about people from {sources}").format(sources=quoted(names)),
        tuple(subject.at("sources", name) for name in names),
    )


def treatment(consequence: ReadConsequence) -> Element:
    """The score leads, or may lead, to detrimental or unfavourable treatment."""
    subject = consequence.subject
    facts = _("'{consequence}' follows from band '{band}'").format(
        consequence=consequence.name, band=consequence.written.band
    )
    return Element(
        _("a score that leads or may lead to detrimental or unfavourable treatment"),
        State.TO_JUDGE if consequence.is_informative else State.MET,
        facts,
        (subject.at(*consequence.keys),),
    )


@dataclass(frozen=True)
class Limb:
    """How one limb stands for a consequence: the sources behind it, the facts, and what a human must judge.

    Where `judgement` is empty, the facts of the file fulfil the limb.
    """

    sources: tuple[str, ...]
    facts: str
    judgement: str
    rules: tuple[CompiledRule, ...] = ()

    @property
    def level(self) -> Level:
        return Level.MAY_BE_PROHIBITED if self.judgement else Level.PROHIBITED

    @property
    def state(self) -> State:
        return State.TO_JUDGE if self.judgement else State.MET


def unrelated_context(consequence: ReadConsequence) -> Limb | None:
    """Limb (i): treatment in a social context unrelated to those that the data comes from."""
    unrelated = consequence.sources_bound(Bond.UNRELATED)
    named = unrelated or consequence.sources_bound(Bond.ARGUED, Bond.UNKNOWN)
    if not consequence.is_unfavourable or not named:
        return None
    judgement = _if_only_shown(consequence)
    if not unrelated:
        judgement = _("whether people would expect these facts to count here: {sources}").format(sources=quoted(named))
    facts = "; ".join(f"'{name}': {consequence.connections[name].reason}" for name in named)
    return Limb(named, facts, judgement)


def out_of_proportion(consequence: ReadConsequence) -> Limb | None:
    """Limb (ii): treatment out of proportion to the gravity of the behaviour (how-it-reads.md, "Gravity")."""
    if not consequence.is_unfavourable or not consequence.is_high:
        return None
    adverse = consequence.subject.adverse_rules
    small = [rule for rule in consequence.feeding_rules if rule in adverse and rule.written.gravity in SMALL]
    if not small:
        return None
    scores = {rule.name: score_before(consequence, rule) for rule in small}
    by_one = tuple(rule for rule in small if scores[rule.name] is not None)
    rules = by_one or tuple(small)
    facts = [_("'{consequence}' is of high severity").format(consequence=consequence.name)]
    for rule in rules:
        facts.append(_gravity(rule))
        if by_one:
            facts.append(
                _("one match of '{rule}' leads there from a score of {score}").format(
                    rule=rule.name, score=scores[rule.name]
                )
            )
    if consequence.written.ends is None:
        facts.append(_("the file does not say when '{consequence}' ends").format(consequence=consequence.name))
    used = {source for rule in rules for source in consequence.subject.sources_of(rule)}
    sources = tuple(name for name in consequence.feeding_sources if name in used)
    return Limb(sources, "; ".join(facts), _proportion_to_judge(consequence, rules, bool(by_one)), rules)


def established(consequence: ReadConsequence) -> tuple[Limb, ...]:
    """The limbs that the facts of the file fulfil for a consequence; either alone makes it prohibited (para. 164)."""
    limbs = (unrelated_context(consequence), out_of_proportion(consequence))
    return tuple(limb for limb in limbs if limb is not None and not limb.judgement)


def either_limb(consequences: Iterable[ReadConsequence]) -> Element:
    """The last element, for a check that asks whether one limb or the other is met for one of these consequences."""
    items = list(consequences)
    found = [limb for item in items for limb in established(item)]
    return Element(
        _("in an unrelated social context, or unjustified or disproportionate to the behaviour or its gravity"),
        State.MET if found else State.TO_JUDGE,
        "; ".join(limb.facts for limb in found) or _("the file settles neither"),
        tuple(item.subject.at(*item.keys) for item in items),
    )


def _gravity(rule: CompiledRule) -> str:
    if rule.written.gravity is None:
        return _("the file does not say how grave the conduct of '{rule}' is").format(rule=rule.name)
    return _("the conduct of '{rule}' is of gravity '{gravity}'").format(
        rule=rule.name, gravity=rule.written.gravity.value
    )


def _proportion_to_judge(consequence: ReadConsequence, rules: tuple[CompiledRule, ...], is_by_one: bool) -> str:
    """What a human must judge before limb (ii) is met; nothing where the file settles it."""
    written = consequence.written
    name = consequence.name
    open_questions: list[str] = []
    if written.statute is not None:
        open_questions.append(
            _("whether the law that the file names ensures that '{consequence}' is in proportion").format(
                consequence=name
            )
        )
    if written.legitimate_aim is not None:
        open_questions.append(
            _("whether the aim that the file states justifies so severe a consequence as '{consequence}'").format(
                consequence=name
            )
        )
    if not is_by_one:
        open_questions.append(
            _("whether '{consequence}' is too severe for several matches of {rules} together").format(
                consequence=name, rules=quoted(rule.name for rule in rules)
            )
        )
    if consequence.is_informative:
        open_questions.append(_if_only_shown(consequence))
    return "; ".join(open_questions)


def _if_only_shown(consequence: ReadConsequence) -> str:
    """The question that stays open where the score is shown to the decider and not relied upon; else nothing."""
    if not consequence.is_informative:
        return ""
    return _("whether the score plays a sufficiently important role, although it is only shown to the decider")


def is_unrelated(consequence: ReadConsequence, source: str) -> bool:
    """Whether limb (i) holds on the file alone for a source that feeds an unfavourable consequence."""
    connection = consequence.connections.get(source)
    is_unconnected = connection is not None and connection.bond is Bond.UNRELATED
    return consequence.is_unfavourable and is_unconnected and not consequence.is_informative
