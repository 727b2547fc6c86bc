"""Sources: where facts come from."""

from typing import Any

from pydantic import Field, model_validator

from isonomia.scheme.model.base import DurationValue, Identifier, Model, NonEmptyText, no_items
from isonomia.scheme.model.law import Provenance
from isonomia.scheme.model.vocabulary import (
    About,
    CollectedFrom,
    Conduct,
    Evidence,
    FieldType,
    ProtectedTrait,
    SourceKind,
    SpecialCategory,
)


class FieldDeclaration(Model):
    """A field of a source: its type, and what it may reveal. The short form is the type alone."""

    type: FieldType = Field(description="The type of the field's values.")
    trait: ProtectedTrait | None = Field(None, description="The protected trait that the field states or stands for.")
    reveals: list[SpecialCategory] = Field(default_factory=no_items, description="Special categories that it reveals.")
    description: NonEmptyText | None = Field(None, description="What the field holds, with its unit.")

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return {"type": value} if isinstance(value, str) else value


class Source(Model):
    """A stream of facts of one kind, with its own context, purpose and evidence."""

    context: NonEmptyText | None = Field(
        None, description="The area of life the facts come from: a term of the vocabulary."
    )
    kind: SourceKind | None = Field(None, description="What kind of record it is.")
    fields: dict[Identifier, FieldDeclaration] = Field(
        default_factory=dict, description="Name and type of each field; others are refused in the ledger."
    )
    verified_by: NonEmptyText | None = Field(None, description="Who stands for the facts.")
    evidence: Evidence | None = Field(None, description="How sure a fact is when it is recorded.")
    purpose: NonEmptyText | None = Field(None, description="What the facts are recorded for.")
    legal_basis: NonEmptyText | None = Field(
        None, description="Ground for this source, if it differs from the scheme's."
    )
    compatibility: NonEmptyText | None = Field(
        None, description="Why this use is compatible with the source's own purpose (GDPR 6(4))."
    )
    retention: DurationValue | None = Field(None, description="How long facts are kept.")
    about: About = Field(About.MEMBER, description="Whose conduct the facts describe.")
    collected_from: CollectedFrom | None = Field(None, description="From whom the data is obtained (GDPR 13, 14).")
    reveals: list[SpecialCategory] = Field(
        default_factory=no_items, description="Special categories that the facts reveal."
    )
    special_ground: NonEmptyText | None = Field(None, description="Ground for special categories (GDPR 9(2), 10).")
    apparent_connection: NonEmptyText | None = Field(
        None,
        description="Why the facts bear on the scheme's purpose, where that is not evident (Guidelines, para. 166).",
    )
    specified_by_law: NonEmptyText | None = Field(
        None, description="The law, or official catalogue, that names this data for this evaluation."
    )
    device_ground: NonEmptyText | None = Field(
        None, description="Consent to reading the person's device, or why it is strictly needed (ePrivacy 5(3))."
    )
    medical_or_safety: NonEmptyText | None = Field(
        None, description="The medical or safety reason for inferring emotions (AI Act 5(1)(f))."
    )
    generalised_surveillance: bool = Field(False, description="Whether the facts come from watching everyone.")
    description: NonEmptyText | None = Field(None, description="What the source is, for readers.")
    conduct: list[Conduct] = Field(default_factory=no_items, description="Protected conduct that the facts record.")
    provenance: Provenance | None = Field(None, description="How well this source is supported.")
