"""A number as a society file gives it: its value, the range it may lie in, and where it comes from."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from isonomia.fixed_point import DECIMAL_PATTERN
from isonomia.scheme.model.base import Model, NonEmptyText

ASSUMPTION = "assumption"
"""The source of a number that nobody has measured; reports list these apart."""


def _number(value: Any) -> Any:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise ValueError("a number such as 0.25")
    if DECIMAL_PATTERN.fullmatch(str(value)) is None:
        raise ValueError("a number such as 0.25, without exponent")
    return Decimal(str(value))


Number = Annotated[Decimal, BeforeValidator(_number), WithJsonSchema({"type": "number"})]


class Quantity(Model):
    """A number with its range and its source."""

    value: Number = Field(description="What a run uses.")
    range: tuple[Number, Number] = Field(description="The least and the greatest that is plausible; `sweep` varies it.")
    source: NonEmptyText = Field(
        description="Where the number comes from: a paper, a register; `assumption` where nobody has measured it."
    )
    note: NonEmptyText | None = Field(None, description="What a reader should know of it.")

    @property
    def is_assumption(self) -> bool:
        return self.source == ASSUMPTION

    @model_validator(mode="after")
    def _value_inside(self) -> "Quantity":
        low, high = self.range
        if not low <= self.value <= high:
            raise ValueError("a value inside its range")
        return self


def _within(low: str | None, high: str | None, words: str) -> BeforeValidator:
    """The bounds that a kind of quantity keeps, value and range alike."""

    def check(value: Any) -> Any:
        parts = (
            [value.value, *value.range]
            if isinstance(value, Quantity)
            else [value.get("value"), *_listed(value.get("range"))]
            if isinstance(value, dict)
            else []
        )
        for part in parts:
            try:
                number = _number(part)
            except ValueError:
                continue  # the quantity's own validation says so
            if (low is not None and number < Decimal(low)) or (high is not None and number > Decimal(high)):
                raise ValueError(words)
        return value

    return BeforeValidator(check)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else []


Share = Annotated[Quantity, _within("0", "1", "a share between 0 and 1, and so its range")]
"""A share or a probability, 0 to 1."""
LogOdds = Annotated[Quantity, _within("-8", "8", "log-odds between -8 and 8, and so their range")]
"""An effect on the log-odds of an act: +0.69 doubles the odds, -0.69 halves them."""
Weight = Annotated[Quantity, _within("0", "8", "a weight between 0 and 8, and so its range")]
"""A strength that is not negative: a spread, a factor, log-odds without sign."""
Amount = Annotated[Quantity, _within("0", "1000000", "an amount between 0 and 1000000, and so its range")]
"""Money, hours, decisions, weeks: not negative."""
Count = Annotated[
    Quantity,
    _within("0", "1000000000", "a whole number that is not negative, and so its range"),
]
"""A whole number of people, ties or weeks."""
