"""A scheme as checks read it: the file, its places, and what follows from its words."""

from collections.abc import Collection, Iterable, Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from isonomia.check.finding import Place
from isonomia.check.simulation_results import SimulationResults
from isonomia.check.subject.basis import basis_letters
from isonomia.check.subject.connection import Bond, Connection, is_argument, term_of
from isonomia.check.subject.consequence import ReadConsequence
from isonomia.check.subject.coverage import is_covered
from isonomia.check.subject.jurisdiction import Jurisdiction
from isonomia.check.subject.placeholders import without_placeholders
from isonomia.diagnostics.yaml_document import Document, Mapping, Scalar, Sequence
from isonomia.expression.overlap import can_hold
from isonomia.expression.refine import bounds_of_quantities, bounds_under
from isonomia.expression.tree import Aggregate, Bounds, Compare, Node, aggregates_in, names_in, walk
from isonomia.fixed_point import round_to_integer
from isonomia.locale import _
from isonomia.scheme.contexts import context_terms, relation_between
from isonomia.scheme.model.consequence import Rights
from isonomia.scheme.model.law import Controller, Documents, Information, Mandatory, Oversight, People
from isonomia.scheme.model.scheme_file import SchemeFile
from isonomia.scheme.model.source import FieldDeclaration
from isonomia.scheme.model.vocabulary import (
    Area,
    ControllerKind,
    Participation,
    ProtectedTrait,
    SourceKind,
    SpecialCategory,
    WeightsFrom,
)
from isonomia.scheme.scheme import CompiledBand, CompiledRule, Scheme

SIGNED = frozenset({SourceKind.SCORE, SourceKind.INFERENCE})
SENSITIVE_TRAITS = {
    ProtectedTrait.ETHNICITY: SpecialCategory.ETHNICITY,
    ProtectedTrait.RELIGION: SpecialCategory.BELIEF,
    ProtectedTrait.SEXUAL_ORIENTATION: SpecialCategory.SEXUAL_ORIENTATION,
    ProtectedTrait.DISABILITY: SpecialCategory.HEALTH,
}
PUBLIC_KINDS = frozenset({ControllerKind.MUNICIPALITY, ControllerKind.AUTHORITY, ControllerKind.COURT})


@dataclass(frozen=True)
class ReadTrait:
    """A rule that reads a field which states a protected trait, or a proxy of one."""

    rule: CompiledRule
    source: str
    field: str
    trait: ProtectedTrait


@dataclass(frozen=True, eq=False)
class Subject:
    """A scheme, where it stands, the day and the jurisdiction that it is read for, and a simulation of it, if given."""

    scheme: Scheme
    document: Document
    as_of: date
    jurisdiction: Jurisdiction
    results: SimulationResults | None = None

    # The file, with its absent parts as empty ones

    @cached_property
    def file(self) -> SchemeFile:
        """The file, with what says nothing (`none`, `todo`) as if it were not there."""
        return without_placeholders(self.scheme.file)

    @cached_property
    def controller(self) -> Controller:
        return self.file.controller or Controller(name="?")

    @cached_property
    def rights(self) -> Rights:
        return self.file.rights or Rights()

    @cached_property
    def information(self) -> Information:
        return self.file.information or Information()

    @cached_property
    def documents(self) -> Documents:
        return self.file.documents or Documents()

    @cached_property
    def people(self) -> People:
        return self.file.people or People()

    @property
    def oversight(self) -> Oversight | None:
        return self.file.oversight

    # Places

    def at(self, *keys: str | int, label: str = "") -> Place:
        """The place of a value; of a block its key; where the last key is missing, that of what should hold it."""
        value = self.document.value_at(keys)
        if value is None and len(keys) > 1:
            held = self.at(*keys[:-1])
            return Place(keys, held.span, "", label)
        if value is None:
            return Place(keys, self.document.locate_key(("scheme",)), "", label)
        if isinstance(value, Scalar):
            return Place(keys, value.span, value.text, label)
        is_short = value.span.start.line == value.span.end.line
        in_list = isinstance(keys[-1], int)
        span = value.span if in_list and is_short else self.document.locate_key(keys)
        return Place(keys, span, "", label)

    def says(self, *keys: str | int) -> bool:
        """Whether the file has a value at a path of keys."""
        value = self.document.value_at(keys)
        return value is not None and (isinstance(value, Mapping | Sequence) or value.value is not None)

    def place_of(self, rule: CompiledRule, *keys: str) -> Place:
        """The place of a rule, or of a key in it."""
        return self.at("rules", rule.name, *keys)

    # Who runs it, for whom, on what ground

    @property
    def is_public(self) -> bool:
        """Whether a public body runs it, or a law charges the operator with it; where nothing is said, no."""
        if self.controller.public_authority is not None:
            return self.controller.public_authority or self.controller.kind in PUBLIC_KINDS
        basis = self.file.legal_basis
        is_charged = basis is not None and basis.statute is not None and "e" in basis_letters(basis.article)
        return self.controller.kind in PUBLIC_KINDS or is_charged

    @cached_property
    def is_law_enforcement(self) -> bool:
        """Whether an authority prevents, prosecutes or punishes offences with it, which the GDPR excepts."""
        contexts = {term_of(item.written.context) for item in self.consequences}
        areas = {item.written.area for item in self.consequences}
        return self.is_public and (Area.POLICE in areas or not contexts.isdisjoint({"police", "prison"}))

    @property
    def is_mandatory(self) -> bool:
        return self.file.participation is Participation.MANDATORY or isinstance(self.file.participation, Mandatory)

    @property
    def participation_statute(self) -> str:
        """The law that imposes participation, or nothing."""
        return self.file.participation.mandatory.statute if isinstance(self.file.participation, Mandatory) else ""

    @property
    def statute(self) -> str | None:
        """The law on which the scheme rests, where the file names one."""
        return self.file.legal_basis.statute if self.file.legal_basis is not None else None

    @property
    def is_about_staff(self) -> bool:
        return self.controller.kind is ControllerKind.EMPLOYER or self.people.employees is True

    @property
    def has_minors(self) -> bool:
        """Whether the file says that people under 18 are in scope; a school's people are, unless it says otherwise."""
        age = self.people.minimum_age
        return age < 18 if age is not None else self.controller.kind is ControllerKind.SCHOOL

    @property
    def is_ai_for_certain(self) -> bool:
        """Whether the scheme is learned or a language model; else people's points are executed as written."""
        return self.file.method.value != "fixed_points" or self.file.weights_from is WeightsFrom.DATA

    def bases(self) -> Iterator[str]:
        """The grounds that scheme and sources name, as written."""
        if self.file.legal_basis is not None:
            yield self.file.legal_basis.article
        for source in self.file.sources.values():
            if source.legal_basis is not None:
                yield source.legal_basis

    def rests_on(self, *letters: str) -> bool:
        """Whether scheme or a source rests on GDPR 6(1) with one of these letters (`a`: consent)."""
        return any(not basis_letters(basis).isdisjoint(letters) for basis in self.bases())

    # Rules

    @cached_property
    def adverse_rules(self) -> tuple[CompiledRule, ...]:
        """The rules that can move a member to the worse, or set a ceiling."""
        return tuple(rule for rule in self.living_rules if rule.ceiling is not None or self.least_favourable(rule) < 0)

    @cached_property
    def lasting_rules(self) -> tuple[CompiledRule, ...]:
        """The rules whose adverse points never fade; a ceiling alone has its own end."""
        adverse = (rule for rule in self.adverse_rules if self.least_favourable(rule) < 0)
        return tuple(rule for rule in adverse if rule.expires is None and rule.halves is None)

    @cached_property
    def merit_rules(self) -> tuple[CompiledRule, ...]:
        """The rules that can move a member to the better."""
        return tuple(rule for rule in self.living_rules if self.most_favourable(rule) > 0)

    @cached_property
    def abstinence_rules(self) -> tuple[CompiledRule, ...]:
        """The merit rules for doing a thing seldom or never, which count it against whoever does it."""
        return tuple(rule for rule in self.merit_rules if rule.is_period and _asks_for_few(rule.when))

    @cached_property
    def living_rules(self) -> tuple[CompiledRule, ...]:
        """The rules whose condition can hold."""
        return tuple(rule for rule in self.scheme.rules if can_hold(rule.when))

    def least_favourable(self, rule: CompiledRule) -> int:
        """The worst that one match can give, negative if adverse; fields hold no negative numbers unless asked for."""
        return self._favour(rule)[0]

    def most_favourable(self, rule: CompiledRule) -> int:
        """The best that one match can give."""
        return self._favour(rule)[1]

    def lost_by_one_match(self, rule: CompiledRule) -> int:
        """The most points that one match, a person's first, can cost: within the caps of the rule and of its pool."""
        pool = self.scheme.pool_of.get(rule.name)
        caps = (rule.cap, pool.cap if pool is not None else None)
        first = self._favour(rule, {"nth": Bounds(Decimal(1), Decimal(1))})
        return min((max(0, -first[0]), *(cap.points for cap in caps if cap is not None)))

    @cached_property
    def _known_favours(self) -> dict[tuple[str, bool], tuple[int, int]]:
        return {}

    def score_after_losing(self, points: int) -> int:
        """The score of a member with the base score who loses some points, within the range."""
        scheme = self.scheme
        return scheme.clamp(scheme.clamp(scheme.file.score.base) + scheme.adverse_sign * points)

    def _favour(self, rule: CompiledRule, given: MappingOf[str, Bounds] | None = None) -> tuple[int, int]:
        """The worst and the best that a match can give; 0 and 0 where there can be none with what is given."""
        key = (rule.name, given is not None)
        if key not in self._known_favours:
            self._known_favours[key] = self._computed_favour(rule, given)
        return self._known_favours[key]

    def _computed_favour(self, rule: CompiledRule, given: MappingOf[str, Bounds] | None) -> tuple[int, int]:
        if self._holds_signed_numbers(rule) and not given:
            interval: Bounds | None = bounds_under(rule.points, rule.when)
        else:
            interval = bounds_of_quantities(rule.points, rule.when, given)
        if interval is None:
            return (0, 0)
        low, high = round_to_integer(interval.low), round_to_integer(interval.high)
        return (low, high) if self.scheme.higher_is_better else (-high, -low)

    def _holds_signed_numbers(self, rule: CompiledRule) -> bool:
        """Whether fields may well be negative: features of a model, scores, what was inferred."""
        kinds = {self.file.sources[name].kind for name in self.sources_of(rule)}
        return self.is_ai_for_certain or not kinds.isdisjoint(SIGNED)

    def is_adverse_for_certain(self, rule: CompiledRule) -> bool:
        """Whether a match can count against a member even if no field is negative; of a learned weight nobody knows."""
        interval = bounds_of_quantities(rule.points, rule.when)
        if interval is None:
            return False
        worst = interval.low if self.scheme.higher_is_better else -interval.high
        return rule.ceiling is not None or round_to_integer(worst) < 0

    def sources_of(self, rule: CompiledRule) -> tuple[str, ...]:
        """The sources whose facts the rule reads; of a period rule those of what it counts."""
        if rule.source is not None:
            return (rule.source,)
        targets = counted_by(rule)
        found: list[str] = []
        for target in targets:
            source = target if target in self.file.sources else self.file.rules[target].source
            if source is not None and source not in found:
                found.append(source)
        return tuple(found)

    def fields_read(self, rule: CompiledRule) -> dict[tuple[str, str], FieldDeclaration]:
        """The fields (source, name) that decide on a match, its points or its ceiling, with their declarations."""
        if rule.source is not None:
            names = {(rule.source, name) for node in _expressions(rule) for name in names_in(node)}
        else:
            aggregates = [part for node in _expressions(rule) for part in aggregates_in(node)]
            names = {(part.target, part.field) for part in aggregates if part.field is not None}
        return {
            (source, name): field
            for source in self.sources_of(rule)
            for name, field in self.file.sources[source].fields.items()
            if (source, name) in names
        }

    def rules_by_trait(
        self, traits: Collection[ProtectedTrait], rules: Iterable[CompiledRule] | None = None
    ) -> Iterator[ReadTrait]:
        """Each rule (of all, or of those given) with each field of one of these traits that it reads."""
        for rule in self.scheme.rules if rules is None else rules:
            for (source, name), field in self.fields_read(rule).items():
                if field.trait is not None and field.trait in traits:
                    yield ReadTrait(rule, source, name, field.trait)

    # Sources

    def reveals(self, name: str) -> frozenset[SpecialCategory]:
        """The special categories that a source or one of its fields reveals, by its trait too."""
        source = self.file.sources[name]
        fields = [category for field in source.fields.values() for category in field.reveals]
        traits = [field.trait for field in source.fields.values() if field.trait is not None]
        return frozenset(
            (*source.reveals, *fields, *(SENSITIVE_TRAITS[trait] for trait in traits if trait in SENSITIVE_TRAITS))
        )

    def connection(self, name: str, context: str | None) -> Connection:
        """How a source is connected with the context of a use (docs/check/how-it-reads.md, "Related, or not")."""
        source = self.file.sources[name]
        own, use = term_of(source.context), term_of(context)
        terms = context_terms()
        if source.generalised_surveillance:
            return Connection(Bond.UNRELATED, _("the facts come from watching everyone"))
        if own is not None and own == use:
            return Connection(Bond.RELATED, _("both are '{context}'").format(context=use))
        related = relation_between(own, use)
        if related is not None and is_covered(self, name, related):
            return Connection(Bond.RELATED, related.reason)
        for relation in self.file.relations:
            if set(map(term_of, relation.between)) == {own, use} and is_argument(relation.reason):
                return Connection(Bond.ARGUED, relation.reason, is_declared=True)
        for argued in (source.specified_by_law, source.apparent_connection):
            if argued is not None:
                return Connection(Bond.ARGUED, argued)
        if related is not None:
            reason = _("'{source}' and '{use}' are related for other facts than these: {reason}")
            return Connection(Bond.DOUBTFUL, reason.format(source=own, use=use, reason=related.reason))
        if own not in terms or use not in terms:
            return Connection(Bond.UNKNOWN, _("the file does not place both in the vocabulary of contexts"))
        return Connection(
            Bond.UNRELATED, _("'{source}' and '{use}' are different areas of life").format(source=own, use=use)
        )

    # Bands and consequences

    @cached_property
    def base_band(self) -> CompiledBand | None:
        """The band of the score without any entry."""
        return self.scheme.band_of(self.scheme.clamp(self.file.score.base)) if self.scheme.bands else None

    @cached_property
    def consequences(self) -> tuple[ReadConsequence, ...]:
        return tuple(ReadConsequence(name, written, self) for name, written in self.file.consequences.items())

    @cached_property
    def unfavourable(self) -> tuple[ReadConsequence, ...]:
        return tuple(item for item in self.consequences if item.is_unfavourable)

    @cached_property
    def rewards(self) -> tuple[ReadConsequence, ...]:
        return tuple(item for item in self.consequences if item.is_reward)


def counted_by(rule: CompiledRule) -> list[str]:
    """The rules and sources that a period rule counts or sums, for its ceiling too."""
    return [part.target for node in _expressions(rule) for part in aggregates_in(node)]


def _expressions(rule: CompiledRule) -> list[Node]:
    """What a rule computes: its condition, its points, and the condition of its ceiling."""
    ceiling = rule.ceiling.when if rule.ceiling is not None else None
    return [node for node in (rule.when, rule.points, ceiling) if node is not None]


def _asks_for_few(condition: Node | None) -> bool:
    """Whether a condition bounds a count from above: `COUNT(x) = 0`, `COUNT(x) < 3`."""
    if condition is None:
        return False
    comparisons = [part for part in walk(condition) if isinstance(part, Compare)]
    return any(
        (_counts(part.left) and part.operator in ("=", "<", "<="))
        or (_counts(part.right) and part.operator in ("=", ">", ">="))
        for part in comparisons
    )


def _counts(node: Node) -> bool:
    return isinstance(node, Aggregate) and node.function == "COUNT"
