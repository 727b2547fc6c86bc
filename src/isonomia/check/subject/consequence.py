"""A consequence as a lawyer sees it: whom it favours, what feeds it, who decides, how hard it hits."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from isonomia.check.subject.connection import CONTEXTS_OF_AREAS, Bond, Connection, contradicts
from isonomia.check.vocabulary_words import area_words
from isonomia.locale import _
from isonomia.scheme.model.consequence import Consequence
from isonomia.scheme.model.vocabulary import (
    Area,
    BandDirection,
    ConsequenceKind,
    DecidedBy,
    ScoreWeight,
    Severity,
)
from isonomia.scheme.scheme import CompiledBand, CompiledRule

if TYPE_CHECKING:
    from isonomia.check.subject.subject import Subject

GRAVE_AREAS = frozenset(
    {
        Area.PUBLIC_BENEFITS,
        Area.ESSENTIAL_SERVICES,
        Area.CREDIT,
        Area.INSURANCE,
        Area.EMPLOYMENT,
        Area.EDUCATION,
        Area.HOUSING,
        Area.HEALTH,
        Area.MIGRATION,
        Area.JUSTICE,
        Area.POLICE,
        Area.DRIVING,
        Area.TRAVEL,
    }
)


@dataclass(frozen=True, eq=False)
class ReadConsequence:
    """A consequence of the file with what follows from its words."""

    name: str
    written: Consequence
    subject: "Subject"

    @property
    def keys(self) -> tuple[str, str]:
        return ("consequences", self.name)

    @cached_property
    def bands(self) -> tuple[CompiledBand, ...]:
        """The bands that it follows from, worst first."""
        own = next(band for band in self.subject.scheme.bands if band.name == self.written.band)
        beyond: dict[BandDirection | None, Callable[[CompiledBand], bool]] = {
            None: lambda band: band is own,
            BandDirection.BETTER: lambda band: band.goodness >= own.goodness,
            BandDirection.WORSE: lambda band: band.goodness <= own.goodness,
        }
        reached = [band for band in self.subject.scheme.bands if beyond[self.written.reach](band)]
        return tuple(sorted(reached, key=lambda band: band.goodness))

    @property
    def severity(self) -> Severity:
        """How hard it hits; where the file does not say, medium."""
        return self.written.severity or Severity.MEDIUM

    @property
    def is_high(self) -> bool:
        return self.severity is Severity.HIGH

    @cached_property
    def is_unfavourable(self) -> bool:
        """Whether it treats someone worse, whatever the file calls it; harm is not asked (Guidelines para. 165)."""
        return self.written.is_unfavourable

    @property
    def singles_out(self) -> bool:
        """Whether people are picked for something that need not be worse: a measure of low severity, an inspection."""
        written = self.written
        is_told_to_deciders = written.kind is ConsequenceKind.INFORMATION and written.area in GRAVE_AREAS
        is_picked = written.kind is ConsequenceKind.MEASURE or is_told_to_deciders or self.is_for_the_worst_alone
        return not self.is_unfavourable and is_picked

    @cached_property
    def is_for_the_worst_alone(self) -> bool:
        """Whether it is called a benefit and given in the worst band without reaching the best: help, or a stigma."""
        order = sorted(self.subject.scheme.bands, key=lambda band: band.goodness)
        is_benefit = self.written.kind is ConsequenceKind.BENEFIT
        return is_benefit and order[0] in self.bands and order[-1] not in self.bands

    @property
    def is_denied(self) -> bool:
        """Whether it treats worse those who do not get it: a benefit by which the others lose what they had."""
        return self.written.kind is ConsequenceKind.BENEFIT and self.written.takes_from_others

    @property
    def is_reward(self) -> bool:
        is_benefit = self.written.kind is ConsequenceKind.BENEFIT and not self.is_unfavourable
        return is_benefit and not self.is_for_the_worst_alone

    @property
    def is_shown_only(self) -> bool:
        return self.written.kind is ConsequenceKind.INFORMATION

    @property
    def weight(self) -> ScoreWeight:
        """How strongly the decision draws on the score; where the file does not say, it decides."""
        return self.written.score_weight or ScoreWeight.DECISIVE

    @property
    def is_informative(self) -> bool:
        """Whether the score is shown to a person who decides, and not relied upon; a machine relies on what it has."""
        return self.weight is ScoreWeight.INFORMATIVE and not self.is_decided_by_system

    @property
    def is_decided_by_system(self) -> bool:
        """Whether no person decides; silence about an unfavourable consequence counts as that."""
        if self.written.decided_by is None:
            return self.is_unfavourable
        return self.written.decided_by is DecidedBy.SYSTEM

    @property
    def is_decided_in_name(self) -> bool:
        """Whether a person decides, but the score is decisive (CJEU, C-634/21)."""
        return self.written.decided_by is DecidedBy.PERSON and self.weight is ScoreWeight.DECISIVE

    @property
    def is_only_signed(self) -> bool:
        """Whether a person decides in name, and nobody reviews it afterwards either."""
        return self.is_decided_in_name and self.subject.rights.human_review is not True

    @property
    def is_automated(self) -> bool:
        """Whether the system decides, in fact if not in name."""
        return self.is_decided_by_system or self.is_only_signed

    @cached_property
    def has_significant_effect(self) -> bool:
        """Whether it is unfavourable and affects a person significantly (GDPR 22(1), WP251)."""
        is_grave = self.severity is Severity.MEDIUM and self.written.area in GRAVE_AREAS
        return self.is_unfavourable and (self.is_high or is_grave)

    @cached_property
    def feeding_rules(self) -> tuple[CompiledRule, ...]:
        """The rules whose points can bring a person under it or keep the person there."""
        subject = self.subject
        if self.written.kind is ConsequenceKind.BENEFIT:
            return subject.scheme.rules
        begins_inside = subject.base_band in self.bands
        sinks = any(not subject.sources_of(rule) for rule in subject.adverse_rules)  # everyone does, with time alone
        stays = bool(subject.lasting_rules)  # what never fades merit alone makes up for
        is_kept_out_by_merit = begins_inside or sinks or stays
        feeding = {rule.name for rule in (*subject.adverse_rules, *subject.abstinence_rules)}
        if is_kept_out_by_merit:
            feeding |= {rule.name for rule in subject.merit_rules}
        return tuple(rule for rule in subject.scheme.rules if rule.name in feeding)

    @cached_property
    def counting_against(self) -> tuple[CompiledRule, ...]:
        """Of the feeding rules those whose matches count against a person; of the others it is their absence."""
        return tuple(rule for rule in self.feeding_rules if rule in self.subject.adverse_rules)

    @cached_property
    def counting_for(self) -> tuple[CompiledRule, ...]:
        """Of the feeding rules those of which too little was recorded."""
        return tuple(rule for rule in self.feeding_rules if rule not in self.counting_against)

    @cached_property
    def feeding_sources(self) -> tuple[str, ...]:
        """The sources behind the feeding rules, in the order of the file."""
        used = {source for rule in self.feeding_rules for source in self.subject.sources_of(rule)}
        return tuple(name for name in self.subject.file.sources if name in used)

    @cached_property
    def connections(self) -> dict[str, Connection]:
        """How each feeding source is connected with the context of this consequence."""
        return {name: self._connection(name) for name in self.feeding_sources}

    def _connection(self, source: str) -> Connection:
        """The bond with the declared context; where the area that is touched contradicts that, none is certain.

        The area is a fact, the context its author's word for it, so a context alone settles nothing: facts that are
        connected with no context of the area are for a human to judge. How hard the consequence hits is not asked, as
        limb (i) asks for no harm (Guidelines para. 165), nor is it for rewards (para. 169).
        """
        found = self.subject.connection(source, self.written.context)
        area = self.written.area
        if found.bond is not Bond.RELATED or area is None or not contradicts(self.written.context, area):
            return found
        if any(self.subject.connection(source, term).bond is Bond.RELATED for term in CONTEXTS_OF_AREAS[area]):
            return found
        reason = _("the file places the consequence in '{context}', and what it touches in '{area}'")
        return Connection(Bond.UNKNOWN, reason.format(context=self.written.context, area=area_words(area)))

    def sources_bound(self, *bonds: Bond) -> tuple[str, ...]:
        """The feeding sources with one of these bonds."""
        return tuple(name for name, connection in self.connections.items() if connection.bond in bonds)
