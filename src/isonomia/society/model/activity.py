"""What people do: activities, and the events that they leave in a scheme's sources."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from isonomia.scheme.model.base import Identifier, Model, NonEmptyText
from isonomia.scheme.model.vocabulary import Vocabulary
from isonomia.society.model.quantity import FarTies, LogOdds, NearTies, Share, Weight


def _field_value(value: Any) -> Any:
    if not isinstance(value, (bool, int, str)):
        raise ValueError("true, false, a number or a text")
    return value


FieldValue = Annotated[
    bool | int | str, BeforeValidator(_field_value), WithJsonSchema({"type": ["boolean", "number", "string"]})
]
"""The value of a source's field; a number with a point is kept as its text."""


class Moral(Vocabulary):
    """How an activity weighs when conduct with and without a scheme is compared."""

    GOOD = "good", "Serves others."
    HARMFUL = "harmful", "Hurts others, or what all share."
    LAWFUL = "lawful", "Anyone's right; less of it is a loss, whatever a scheme makes of it."


class Event(Model):
    """What an act leaves in a source, where the scheme has that source with these fields."""

    source: Identifier = Field(description="Name of a source of the scheme.")
    schemes: list[NonEmptyText] = Field(
        default_factory=list, description="The schemes it belongs to, by name. Default: every scheme with that source."
    )
    data: Mapping[Identifier, FieldValue] = Field(
        default_factory=dict, description="The values of its fields; those not given are NULL."
    )
    share: Share = Field(description="How often an act becomes this event rather than another one of the same scheme.")


class Activity(Model):
    """Something that people do at most once a week each."""

    title: NonEmptyText = Field(description="Name for readers.")
    moral: Moral = Field(description="good: serves others; harmful: hurts others; lawful: anyone's right.")
    weekly: Share = Field(description="The share of people who do it in a week where no scheme runs.")
    spread: Weight = Field(description="How far people differ: standard deviation of their log-odds.")
    by_group: Mapping[Identifier, LogOdds] = Field(
        default_factory=dict, description="How a group differs from the others, in log-odds."
    )
    norm: LogOdds | None = Field(None, description="Log-odds between none and all of one's ties having done it.")
    money: LogOdds | None = Field(None, description="Log-odds for each loss of all of one's usual income.")
    trust: LogOdds | None = Field(None, description="Log-odds of full trust in the authority, against none.")
    strain: LogOdds | None = Field(None, description="Log-odds of full strain, against none.")
    fear: Weight | None = Field(None, description="Log-odds that certain detection by a scheme takes away.")
    near: Mapping[Identifier, Share] = Field(
        default_factory=dict,
        description="Activities so like this one that their detection is feared here: the share of that fear.",
    )
    crowding_out: Weight | None = Field(
        None,
        description="Log-odds by which its own motive falls for good each time it is paid in points, or the restraint "
        "from it each time that points are taken for it: a price takes their place.",
    )
    detected: Share = Field(description="The chance that the act reaches the authority's records.")
    detected_by_group: Mapping[Identifier, Weight] = Field(
        default_factory=dict, description="A factor on that chance for a group, at equal conduct."
    )
    patrolled: Weight | None = Field(
        None, description="How strongly detection follows last week's records of a district: 1 is in proportion."
    )
    events: list[Event] = Field(default_factory=list, description="What it leaves in which sources.")


class FalseRecord(Model):
    """Records of what a person did not do."""

    activity: Identifier = Field(description="The activity whose events are recorded.")
    weekly: Share = Field(description="The chance of a person in a week.")
    by_group: Mapping[Identifier, Weight] = Field(default_factory=dict, description="A factor for a group.")


class Reporting(Model):
    """What neighbours report of each other; the target is one of the reporter's ties."""

    activity: Identifier = Field(description="The activity of reporting someone.")
    reports: Identifier = Field(description="The activity that is reported.")
    untrue: Share = Field(description="The share of reports on people who did not do it, mistaken or malicious.")


class Ties(Model):
    """How many people one is tied to, in one's own district."""

    near: NearTies = Field(description="Neighbours on each side of a ring: who knows each other knows the same people.")
    far: FarTies = Field(description="Pseudo-random permutations, each of which ties one to two people far off.")
