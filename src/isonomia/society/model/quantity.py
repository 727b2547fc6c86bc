"""A number as a society file gives it: its value, the range it may lie in, and where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, WithJsonSchema, model_validator
from pydantic_core import CoreSchema

from isonomia.fixed_point import DECIMAL_PATTERN
from isonomia.scheme.model.base import Model, NonEmptyText
from isonomia.society.limits import MOST_FAR, MOST_NEAR

VALUE_INSIDE = "a value inside its range"
QUANTITY = "a number with its range and its source: {value: 0.2, range: [0.1, 0.4], source: assumption}"
RANGE_ORDER = "a range that begins with its least number"

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


def _pair(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value  # strict about types, a tuple is wanted


Bounds = Annotated[tuple[Number, Number], BeforeValidator(_pair)]
"""The least and the greatest."""


class Quantity(Model):
    """A number with its range and its source."""

    value: Number = Field(description="What a run uses.")
    range: Bounds = Field(description="The least and the greatest that is plausible; `sweep` varies it.")
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
        if low > high:
            raise ValueError(RANGE_ORDER)
        if not low <= self.value <= high:
            raise ValueError(VALUE_INSIDE)
        return self


IN_RANGE = ", in the range too"
"""Ends what is said of a bound that the range breaks, and the value does not."""


def _within(low: int, high: int, words: str, *, whole: bool = False) -> BeforeValidator:
    """The bounds that a kind of quantity keeps, value and range alike."""

    def fits(part: Any) -> bool:
        try:
            number = _number(part)
        except ValueError:
            return True  # the quantity's own validation says what is wrong
        return low <= number <= high and not (whole and number != int(number))

    def check(value: Any) -> Any:
        if isinstance(value, Quantity):
            given: Any = value.value
            bounds: Any = value.range
        elif isinstance(value, dict) and isinstance(value.get("range"), (list, tuple)):
            given, bounds = value.get("value"), value["range"]
        elif isinstance(value, dict):
            return value  # incomplete, and the quantity's own validation says so
        else:
            raise ValueError(QUANTITY)
        if not fits(given):
            raise ValueError(words)
        if not all(fits(bound) for bound in bounds):
            raise ValueError(words + IN_RANGE)
        return value

    return BeforeValidator(check)


@dataclass(frozen=True)
class _Bounds:
    """The same bounds in the JSON Schema."""

    low: int
    high: int
    type: str = "number"

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        number = {"type": self.type, "minimum": self.low, "maximum": self.high}
        bounded = {"value": number, "range": {"prefixItems": [number, number]}}
        return {"allOf": [handler(schema), {"properties": bounded}]}


SHARE = "a share between 0 and 1"
LOG_ODDS = "log-odds between -8 and 8"
WEIGHT = "a weight between 0 and 8"
AMOUNT = "an amount between 0 and 1000000"
COUNT = "a whole number that is not negative"
INHABITANTS = "a whole number of at least 1"
NEAR_TIES = f"a whole number between 0 and {MOST_NEAR}"
FAR_TIES = f"a whole number between 0 and {MOST_FAR}"

Share = Annotated[Quantity, _within(0, 1, SHARE), _Bounds(0, 1)]
"""A share or a probability, 0 to 1."""
LogOdds = Annotated[Quantity, _within(-8, 8, LOG_ODDS), _Bounds(-8, 8)]
"""An effect on the log-odds of an act: +0.69 doubles the odds, -0.69 halves them."""
Weight = Annotated[Quantity, _within(0, 8, WEIGHT), _Bounds(0, 8)]
"""A strength that is not negative: a spread, a factor, log-odds without sign."""
Amount = Annotated[Quantity, _within(0, 1_000_000, AMOUNT), _Bounds(0, 1_000_000)]
"""Money, hours, decisions, weeks: not negative."""
Count = Annotated[Quantity, _within(0, 1_000_000_000, COUNT, whole=True), _Bounds(0, 1_000_000_000, "integer")]
"""A whole number of people, ties or weeks."""

Inhabitants = Annotated[
    Quantity, _within(1, 1_000_000_000, INHABITANTS, whole=True), _Bounds(1, 1_000_000_000, "integer")
]
"""A whole number of people who live in one place."""
NearTies = Annotated[Quantity, _within(0, MOST_NEAR, NEAR_TIES, whole=True), _Bounds(0, MOST_NEAR, "integer")]
FarTies = Annotated[Quantity, _within(0, MOST_FAR, FAR_TIES, whole=True), _Bounds(0, MOST_FAR, "integer")]
"""As many ties as a run has room for."""


def is_count(metadata: Sequence[Any]) -> bool:
    """Whether a field with this metadata is a whole number."""
    return any(isinstance(item, _Bounds) and item.type == "integer" for item in metadata)
