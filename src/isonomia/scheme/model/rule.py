"""Rules: how facts become points."""

from functools import cached_property
from typing import cast

from pydantic import Field, PositiveInt, model_validator

from isonomia.periods import PeriodUnit
from isonomia.scheme.model.base import (
    DurationValue,
    ExpressionText,
    Identifier,
    IntervalValue,
    LanguageTexts,
    Model,
    NonEmptyText,
    no_items,
)
from isonomia.scheme.model.law import Provenance
from isonomia.scheme.model.vocabulary import CapPeriod, Conduct, Gravity, RulePeriod


class Cap(Model):
    """A bound on what is given within a calendar period; positive and negative points each have the whole of it."""

    points: PositiveInt = Field(description="The most points, a positive whole number.")
    per: CapPeriod = Field(description="The calendar period.")

    @cached_property
    def unit(self) -> PeriodUnit:
        """The period as the calendar functions name it."""
        return cast(PeriodUnit, self.per.value)


class Nth(Model):
    """Counts a member's matches of the rule, this one included, so that repeats can count differently."""

    within: DurationValue | None = Field(
        None,
        description="How long a match counts; without it, for ever. A match counts while its date + within is later.",
    )


class Ceiling(Model):
    """The best band that is possible for a while after a match."""

    band: Identifier = Field(description="The best band allowed.")
    lasts: DurationValue = Field(alias="for", description="From the event's date up to the day before date + for.")
    when: ExpressionText | None = Field(
        None, description="Condition; the names of `points` and `nth`. Default: always."
    )


class Rule(Model):
    """An event rule (`source`) gives points for each event; a period rule (`each`) for each calendar period."""

    source: Identifier | None = Field(None, description="The source of an event rule.")
    each: RulePeriod | None = Field(None, description="The calendar period of a period rule.")
    when: ExpressionText | None = Field(None, description="Condition for a match. Default: always.")
    points: ExpressionText = Field(description="A whole number or an expression, rounded half away from zero.")
    nth: Nth | None = Field(None, description="Lets `nth` count repeats; not in a period rule.")
    cap: Cap | None = Field(None, description="The most points that this rule gives in a calendar period.")
    expires: DurationValue | None = Field(None, description="Whole life of the points.")
    halves: IntervalValue | None = Field(None, description="Stepwise fading: at each anniversary divided by two.")
    ceiling: Ceiling | None = Field(None, description="The best band possible for a while after a match.")
    gravity: Gravity | None = Field(None, description="How grave the conduct is.")
    reason: LanguageTexts | None = Field(None, description="Sentence for the statement; {field} names a value.")
    conduct: list[Conduct] = Field(default_factory=no_items, description="Protected conduct that the rule scores.")
    discretionary: bool = Field(False, description="Whether the number of points is at someone's discretion.")
    also_sanctioned_by: NonEmptyText | None = Field(None, description="A fine or penalty for the same fact, if any.")
    statute: NonEmptyText | None = Field(None, description="The legal provision that the rule rests on.")
    purchasable: bool = Field(False, description="Whether the points can be had for money.")
    relative: bool = Field(False, description="Whether the points depend on other members.")
    provenance: Provenance | None = Field(None, description="How well this rule is supported.")

    @property
    def unit(self) -> PeriodUnit:
        """The period of a period rule as the calendar functions name it."""
        assert self.each is not None
        return cast(PeriodUnit, self.each.value)

    @model_validator(mode="after")
    def _either_source_or_period(self) -> "Rule":
        if (self.source is None) == (self.each is None):
            raise ValueError("either `source` (an event rule) or `each` (a period rule)")
        if self.each is not None and self.nth is not None:
            raise ValueError("no `nth` in a period rule")
        return self


class Pool(Model):
    """A cap that several rules share, on what their own caps have left."""

    rules: list[Identifier] = Field(min_length=1, description="The rules in the pool; a rule is in one pool only.")
    cap: Cap = Field(description="The cap they share.")
