"""The scheme file as a whole. Key by key documentation is generated from these models."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from isonomia.scheme.model.base import DurationValue, Identifier, LanguageTexts, Model, NonEmptyText, no_items
from isonomia.scheme.model.consequence import Consequence, Rights
from isonomia.scheme.model.law import (
    Controller,
    Documents,
    Information,
    LegalBasis,
    Mandatory,
    Oversight,
    People,
    Provenance,
    Recipient,
    Relation,
    Transfer,
)
from isonomia.scheme.model.rule import Pool, Rule
from isonomia.scheme.model.score import Band, Score, Step
from isonomia.scheme.model.source import Source
from isonomia.scheme.model.vocabulary import Method, Participation, Purpose, ScoreBy, WeightsFrom

SchemeIdentifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$", max_length=80)]


class SchemeFile(Model):
    """One scheme: who runs it and why, where facts come from, what they count, what follows."""

    isonomia: Literal[1] = Field(description="Version of the format; 1 is the only one there is.")
    scheme: SchemeIdentifier = Field(description="Identifier: lower-case words joined by hyphens.")
    title: NonEmptyText | None = Field(None, description="Name for readers. Default: the identifier.")
    language: str = Field("en", description="Language of texts that are given without one.")
    jurisdiction: NonEmptyText = Field(
        "none",
        description="Whose law applies: eu, a country's ISO code in lower case (uk for the United Kingdom), one of its "
        "parts such as us-co, or none.",
    )
    time_zone: NonEmptyText = Field(
        description="IANA name of the one zone that says what a day, a week and a month is, such as Europe/Vienna."
    )
    controller: Controller | None = Field(None, description="The organisation that runs the scheme.")
    purpose: NonEmptyText | None = Field(None, description="What the scheme is for, in a sentence.")
    purpose_kind: Purpose | None = Field(None, description="The kind of purpose, in one word.")
    legal_basis: LegalBasis | None = Field(None, description="On what ground personal data is processed (GDPR 6).")
    participation: Participation | Mandatory | None = Field(
        None, description="How people come to take part; {mandatory: {statute: ...}} when it is imposed by law."
    )
    method: Method = Field(Method.FIXED_POINTS, description="How facts become points.")
    weights_from: WeightsFrom = Field(WeightsFrom.PEOPLE, description="Where the numbers come from.")
    score_by: ScoreBy = Field(ScoreBy.SELF, description="Who makes the score.")
    legitimate_aim: NonEmptyText | None = Field(None, description="The aim that justifies the evaluation as a whole.")
    people: People | None = Field(None, description="Who is scored.")
    relations: list[Relation] = Field(
        default_factory=no_items,
        description="Contexts held to be related beyond the shipped list, each with its reason.",
    )
    retroactive: bool = Field(False, description="Whether conduct from before `in_force_from` is scored as well.")
    in_force_from: str | None = Field(None, description="Date from which the scheme applies, YYYY-MM-DD.")
    recipients: list[Recipient] = Field(default_factory=no_items, description="To whom scores or facts are passed.")
    transfers: list[Transfer] = Field(default_factory=no_items, description="Transfers outside the EEA (GDPR 44-49).")
    information: Information | None = Field(None, description="What people are told, and when.")
    oversight: Oversight | None = Field(None, description="Who watches over the scheme (AI Act 14, 26).")
    documents: Documents | None = Field(None, description="Assessments and records that exist.")

    sources: dict[Identifier, Source] = Field(description="Where facts come from, by name.")
    rules: dict[Identifier, Rule] = Field(description="How facts become points, by name; their order counts.")
    pools: dict[Identifier, Pool] = Field(default_factory=dict, description="Caps that several rules share.")
    score: Score = Field(default_factory=Score, description="Where the score starts and ends.")
    bands: dict[Identifier, Band] = Field(default_factory=dict, description="Bands in ascending order of `from`.")
    steps: list[Step] = Field(
        default_factory=no_items, description="Bands that must wait for an earlier band's measure."
    )
    former_measures: list[Identifier] = Field(
        default_factory=no_items,
        description="Measures that earlier versions named and this one does not: records of them change nothing.",
    )
    consequences: dict[Identifier, Consequence] = Field(default_factory=dict, description="What follows from bands.")
    rights: Rights | None = Field(None, description="What members can demand, from whom and until when.")
    provenance: Provenance | None = Field(None, description="How well the file is supported, and by what.")
    notes: LanguageTexts | None = Field(None, description="Remarks for readers; nothing follows from them.")
    log_retention: DurationValue | None = Field(
        None, description="How long logs of the system are kept (AI Act 26(6))."
    )
