"""The society file as a whole."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

from pydantic import Field, field_validator

from isonomia.periods import FIRST_YEAR, LAST_YEAR
from isonomia.scheme.model.base import Identifier, LanguageTexts, Model, NonEmptyText
from isonomia.society.limits import MOST_WEEKS
from isonomia.society.model.activity import Activity, FalseRecord, Reporting, Ties
from isonomia.society.model.quantity import Count, Inhabitants, Share
from isonomia.society.model.response import Contest, Costs, Effects, Feelings, Membership, Response

FIRST_DAY = date(FIRST_YEAR, 1, 1)
LAST_DAY = date(LAST_YEAR, 12, 31) - timedelta(weeks=MOST_WEEKS)
"""The first and the last day on which a run can begin, if each of its days is to be one that a ledger can have."""


class Group(Model):
    """A part of the population by which results are told apart."""

    title: NonEmptyText = Field(description="Name for readers.")
    share: Share = Field(description="Its share of the people.")


class SocietyFile(Model):
    """One society: everything about people that a scheme does not declare."""

    isonomia_society: Literal[1] = Field(description="Version of the format.")
    society: NonEmptyText = Field(description="Identifier.")
    title: NonEmptyText = Field(description="Name for readers.")
    description: LanguageTexts | None = Field(None, description="What it stands for, and what it leaves out.")
    begins: NonEmptyText = Field(description="The Monday on which a run begins: YYYY-MM-DD.")
    people: Count = Field(description="How many people a run has, unless it says otherwise.")
    district_people: Inhabitants = Field(description="How many people live in a district, at most.")
    currency: NonEmptyText = Field(description="The money of `costs`, such as EUR.")
    groups: Mapping[Identifier, Group] = Field(min_length=1, description="The groups, whose shares sum to 1.")
    ties: Ties = Field(description="Who knows whom.")
    activities: Mapping[Identifier, Activity] = Field(min_length=1, description="What people do.")
    false_records: Mapping[Identifier, FalseRecord] = Field(
        default_factory=dict, description="Records of what did not happen."
    )
    reporting: Mapping[Identifier, Reporting] = Field(
        default_factory=dict, description="Reports of neighbours on each other."
    )
    response: Response = Field(description="How people respond to points.")
    effects: Effects = Field(description="What consequences do to people.")
    feelings: Feelings = Field(description="Trust and strain.")
    membership: Membership = Field(description="Who joins and leaves a voluntary scheme.")
    contest: Contest = Field(description="Who contests records, and what comes of it.")
    costs: Costs = Field(description="What it costs.")

    @field_validator("begins")
    @classmethod
    def _a_monday(cls, text: str) -> str:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise ValueError("a date such as 2025-01-06") from None
        if day.isoweekday() != 1:
            raise ValueError("a Monday, such as 2025-01-06")
        if not FIRST_DAY <= day <= LAST_DAY:
            raise ValueError(f"a Monday from {FIRST_DAY} to {LAST_DAY}, so that every day of any run can be scored")
        return text

    @property
    def first_day(self) -> date:
        """The Monday on which a run begins."""
        return date.fromisoformat(self.begins)
