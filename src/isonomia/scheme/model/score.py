"""Score, bands and steps."""

from typing import cast

from pydantic import Field, model_validator

from isonomia.fixed_point import INTEGER_MAX, INTEGER_MIN
from isonomia.periods import AssessmentSchedule
from isonomia.scheme.model.base import DurationValue, Identifier, Model
from isonomia.scheme.model.law import Provenance
from isonomia.scheme.model.vocabulary import Assessed, Better

Points = int


class Score(Model):
    """Where the score starts, between which ends it stays, which direction is better, when bands are assessed."""

    base: Points = Field(0, ge=INTEGER_MIN // 2, le=INTEGER_MAX // 2, description="The score without any entry.")
    range: tuple[Points | None, Points | None] | None = Field(
        None, description="Least and greatest score; either may be null. The sum itself is not bounded."
    )
    better: Better = Field(Better.HIGHER, description="Which direction is better for the member.")
    assessed: Assessed = Field(Assessed.DAILY, description="When bands are assessed.")
    provenance: Provenance | None = Field(None, description="How well these numbers are supported.")

    @property
    def schedule(self) -> AssessmentSchedule:
        """The assessment days as the calendar functions name them."""
        return cast(AssessmentSchedule, self.assessed.value)

    @model_validator(mode="after")
    def _ends_in_order(self) -> "Score":
        low, high = self.range or (None, None)
        if low is not None and high is not None and low >= high:
            raise ValueError("a range whose first number is below the second")
        if (low is not None and self.base < low) or (high is not None and self.base > high):
            raise ValueError("a base inside the range")
        return self


class Band(Model):
    """A band begins at `from` and ends below the next one's."""

    begins: Points | None = Field(None, alias="from", description="Least score of the band; the lowest has none.")
    grace: DurationValue | None = Field(
        None,
        description=(
            "How much longer the band lasts after the assessment that finds a fall; at most 400 days where bands are "
            "assessed daily, else 3 years. Default: not longer."
        ),
    )
    title: str | None = Field(None, description="Name for readers. Default: the key.")
    provenance: Provenance | None = Field(None, description="How well this threshold is supported.")


class StepMeasure(Model):
    """The measure of an earlier band."""

    band: Identifier = Field(description="The earlier band.")
    measure: Identifier = Field(description="Name of the measure, as `measure` records carry it.")


class Step(Model):
    """A later band that takes effect only after an earlier band's measure was taken."""

    band: Identifier = Field(description="The later band.")
    after: StepMeasure = Field(description="The earlier band and its measure.")
