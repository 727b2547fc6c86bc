"""The compiled scheme: what scorer, engines and reports read. Frozen; made by `load` alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from isonomia.expression.refine import bounds_under
from isonomia.expression.to_python import Environment, Evaluate, to_python, truths_to_python
from isonomia.expression.tree import Aggregate, Bounds, Node, Round, Type, aggregates_in
from isonomia.periods import Duration
from isonomia.scheme.model.rule import Cap, Rule
from isonomia.scheme.model.scheme_file import SchemeFile
from isonomia.scheme.model.vocabulary import Better


@dataclass(frozen=True)
class CompiledCeiling:
    """The best band possible for `lasts` after a match for which `when` holds; `goodness` as in CompiledBand."""

    band: str
    goodness: int
    lasts: Duration
    when: Node | None

    @cached_property
    def applies(self) -> Evaluate | None:
        """The condition as a Python function; None: always true."""
        return to_python(self.when) if self.when is not None else None


@dataclass(frozen=True)
class CompiledRule:
    """A rule with its expressions compiled; `position` is its place in the file, from 0."""

    name: str
    position: int
    written: Rule
    when: Node | None
    points: Node
    ceiling: CompiledCeiling | None

    @cached_property
    def matches(self) -> Evaluate | None:
        """The condition as a Python function; None: always true."""
        return to_python(self.when) if self.when is not None else None

    @cached_property
    def evaluate_points(self) -> Evaluate:
        """The points as a Python function, rounded half away from zero to a whole number."""
        return to_python(Round(type=Type.INTEGER, operand=self.points, places=0))

    @cached_property
    def points_given(self) -> Bounds:
        """The least and the greatest value of the points where the condition holds, before rounding."""
        return bounds_under(self.points, self.when)

    @cached_property
    def aggregates(self) -> list[Aggregate]:
        """All that its expressions ask of a period; of an event rule none."""
        ceiling_when = self.ceiling.when if self.ceiling is not None else None
        return [item for node in (self.when, self.points, ceiling_when) for item in aggregates_in(node)]

    @cached_property
    def source(self) -> str | None:
        return self.written.source

    @cached_property
    def is_period(self) -> bool:
        return self.written.each is not None

    @cached_property
    def expires(self) -> Duration | None:
        return self.written.expires

    @cached_property
    def halves(self) -> Duration | None:
        return self.written.halves

    @cached_property
    def cap(self) -> Cap | None:
        return self.written.cap


@dataclass(frozen=True)
class CompiledPool:
    """A cap shared by several rules."""

    name: str
    rules: tuple[str, ...]
    cap: Cap


@dataclass(frozen=True)
class CompiledBand:
    """A band; `goodness` rises from the worst band (0) to the best, whichever direction is better."""

    name: str
    title: str
    begins: int | None
    grace: Duration | None
    goodness: int


@dataclass(frozen=True)
class CompiledStep:
    """A band that is reached only after a measure: the score is held at `hold` until then (docs/semantics.md)."""

    band: str
    measure: str
    hold: int


@dataclass(frozen=True)
class Scheme:
    """One scheme, checked and compiled."""

    file: SchemeFile
    path: Path
    text: str
    zone: ZoneInfo
    rules: tuple[CompiledRule, ...]
    pools: tuple[CompiledPool, ...]
    bands: tuple[CompiledBand, ...]
    steps: tuple[CompiledStep, ...]

    @property
    def name(self) -> str:
        return self.file.scheme

    @property
    def title(self) -> str:
        return self.file.title or self.file.scheme

    @cached_property
    def higher_is_better(self) -> bool:
        return self.file.score.better is Better.HIGHER

    @cached_property
    def adverse_sign(self) -> int:
        """The sign of points that move the score to the worse."""
        return -1 if self.higher_is_better else 1

    @cached_property
    def appeal_suspends(self) -> bool:
        """Whether an open dispute suspends adverse points and ceilings."""
        rights = self.file.rights
        return rights is not None and rights.appeal is not None and rights.appeal.suspends

    @cached_property
    def fields(self) -> Mapping[str, Mapping[str, Type]]:
        """The type of each field of each source."""
        return {
            name: {field: Type(declared.type.value) for field, declared in source.fields.items()}
            for name, source in self.file.sources.items()
        }

    @cached_property
    def rules_by_source(self) -> Mapping[str, tuple[CompiledRule, ...]]:
        """The event rules of each source, in the order of the file."""
        return {source: tuple(rule for rule in self.rules if rule.source == source) for source in self.file.sources}

    @cached_property
    def matching(self) -> Mapping[str, Callable[[Environment], tuple[bool, ...]]]:
        """What says which of a source's event rules an event matches, in the order of the file."""
        return {
            source: truths_to_python([rule.when for rule in rules]) for source, rules in self.rules_by_source.items()
        }

    @cached_property
    def period_rules(self) -> tuple[CompiledRule, ...]:
        return tuple(rule for rule in self.rules if rule.is_period)

    def rule(self, name: str) -> CompiledRule:
        """The rule of this name; KeyError if there is none."""
        for rule in self.rules:
            if rule.name == name:
                return rule
        raise KeyError(name)

    @cached_property
    def pool_of(self) -> Mapping[str, CompiledPool]:
        """The pool of each rule that is in one."""
        return {rule: pool for pool in self.pools for rule in pool.rules}

    def clamp(self, points: int) -> int:
        """The score that a sum gives: no lower and no higher than the range allows."""
        low, high = self.file.score.range or (None, None)
        if low is not None and points < low:
            return low
        return high if high is not None and points > high else points

    def band_of(self, score: int) -> CompiledBand:
        """The band of a score, before ceilings and grace."""
        return [band for band in self.bands if band.begins is None or score >= band.begins][-1]

    def band_at(self, goodness: int) -> CompiledBand:
        """The band of this goodness."""
        return self.bands[goodness if self.higher_is_better else len(self.bands) - 1 - goodness]

    @property
    def in_force_from(self) -> date | None:
        text = self.file.in_force_from
        return date.fromisoformat(text) if text else None
