"""Fields that the law check reads: who runs the scheme, on what ground, with which documents."""

from pydantic import Field, NonNegativeInt

from isonomia.scheme.model.base import LanguageTexts, Model, NonEmptyText, no_items
from isonomia.scheme.model.vocabulary import ControllerKind, ProvenanceStatus


class Controller(Model):
    """The organisation that runs the scheme and answers for it (GDPR 4(7))."""

    name: NonEmptyText = Field(description="Name of the organisation.")
    kind: ControllerKind | None = Field(None, description="What kind of organisation it is.")
    country: NonEmptyText | None = Field(None, description="Country of establishment: ISO code in lower case, or uk.")
    public_authority: bool | None = Field(None, description="Whether it is, or acts for, a public authority.")
    contact: NonEmptyText | None = Field(None, description="Where members write to.")
    data_protection_officer: NonEmptyText | None = Field(None, description="Contact of the officer (GDPR 37).")
    representative: NonEmptyText | None = Field(None, description="Representative in the Union (GDPR 27).")
    processors: list[NonEmptyText] = Field(default_factory=no_items, description="Processors (GDPR 28).")
    joint_controllers: list[NonEmptyText] = Field(default_factory=no_items, description="Joint controllers (GDPR 26).")
    arrangement: NonEmptyText | None = Field(None, description="Where the contract or arrangement is found.")


class LegalBasis(Model):
    """The ground of processing."""

    article: NonEmptyText = Field(description='The article, such as "6(1)(a)".')
    text: NonEmptyText | None = Field(None, description="The ground in words.")
    statute: NonEmptyText | None = Field(None, description="The law that grounds it, for 6(1)(c) and (e).")


class Statute(Model):
    """The law that imposes participation."""

    statute: NonEmptyText = Field(description="The provision.")


class Mandatory(Model):
    """Participation imposed by law."""

    mandatory: Statute = Field(description="The statute that imposes it.")


class People(Model):
    """Who is scored."""

    minimum_age: NonNegativeInt | None = Field(None, description="Least age in years.")
    maximum_age: NonNegativeInt | None = Field(None, description="Greatest age in years.")
    groups: list[NonEmptyText] = Field(default_factory=no_items, description="Groups of people in scope.")
    count: NonNegativeInt | None = Field(None, description="About how many people.")
    online_consent: bool | None = Field(None, description="Whether consent is given online (GDPR 8).")
    employees: bool | None = Field(None, description="Whether they are the controller's staff.")


class Recipient(Model):
    """Someone to whom scores or facts are passed."""

    name: NonEmptyText = Field(description="Who receives.")
    purpose: NonEmptyText | None = Field(None, description="What for.")
    what: NonEmptyText | None = Field(None, description="What is passed.")


class Transfer(Model):
    """A transfer outside the EEA."""

    to: NonEmptyText = Field(description="Country or organisation.")
    ground: NonEmptyText | None = Field(None, description="Ground of chapter V, such as an adequacy decision.")


class Information(Model):
    """What people are told."""

    before_use: bool | None = Field(None, description="Whether people are told before they are scored.")
    logic: bool | None = Field(None, description="Whether the logic is explained (GDPR 13(2)(f)).")
    consequences: bool | None = Field(None, description="Whether the consequences are explained.")
    child_version: bool | None = Field(None, description="Whether there is a version for children (GDPR 12(1)).")
    third_party_notice: NonEmptyText | None = Field(
        None, description="When people are told of data from others (GDPR 14)."
    )
    workers_told: bool | None = Field(None, description="Whether workers and representatives are told (AI Act 26(7)).")
    personalised_price: bool | None = Field(
        None, description="Whether people are told that their price is personalised."
    )
    adverse_action_notice: NonEmptyText | None = Field(
        None, description="What people are told after an adverse decision, and by when (FCRA 615, Regulation B)."
    )
    interface_disclosed: bool | None = Field(None, description="Whether a chatbot says that it is one (AI Act 50).")


class Oversight(Model):
    """Who watches over the scheme."""

    role: NonEmptyText = Field(description="The role.")
    can_override: bool | None = Field(None, description="Whether it can override any outcome.")
    trained: bool | None = Field(None, description="Whether it has the competence and training (AI Act 26(2)).")


class Documents(Model):
    """Assessments and records that exist; each says where it is found."""

    dpia: NonEmptyText | None = Field(None, description="Data protection impact assessment (GDPR 35).")
    fria: NonEmptyText | None = Field(None, description="Fundamental rights impact assessment (AI Act 27).")
    processing_record: NonEmptyText | None = Field(None, description="Record of processing (GDPR 30).")
    security: NonEmptyText | None = Field(None, description="Security measures (GDPR 32).")
    conformity: NonEmptyText | None = Field(None, description="Conformity assessment (AI Act 43).")
    eu_database: NonEmptyText | None = Field(None, description="Registration in the EU database (AI Act 49).")
    staff_training: NonEmptyText | None = Field(None, description="Training of staff (AI Act 4).")
    high_risk_exemption: NonEmptyText | None = Field(None, description="Claim of exemption under AI Act 6(3).")
    minimisation: NonEmptyText | None = Field(
        None, description="Design note on minimal and pseudonymous variants (GDPR 25)."
    )
    equality_analysis: NonEmptyText | None = Field(None, description="Equality analysis (EqA 149).")
    bias_audit: NonEmptyText | None = Field(None, description="Bias audit (NYC Local Law 144).")
    permissible_purpose: NonEmptyText | None = Field(
        None, description="The permissible purpose of a consumer report (FCRA 604)."
    )
    score_sources: NonEmptyText | None = Field(None, description="Data sources of a score made by others.")


class Relation(Model):
    """Two contexts that the scheme's authors hold to be related, for a reason that a human must judge."""

    between: tuple[NonEmptyText, NonEmptyText] = Field(description="Two terms of the vocabulary of contexts.")
    reason: NonEmptyText = Field(description="Why people would expect facts of the one to count in the other.")


class Citation(Model):
    """Where something is found."""

    title: NonEmptyText = Field(description="Title of the text.")
    url: NonEmptyText | None = Field(None, description="Address.")
    date: NonEmptyText | None = Field(None, description="Date of the text, or of the reading.")
    note: NonEmptyText | None = Field(None, description="What it supports.")


class Provenance(Model):
    """How well a file or an item is supported."""

    status: ProvenanceStatus = Field(description="The weakest support that holds for the item.")
    sources: list[NonEmptyText | Citation] = Field(default_factory=no_items, description="The texts it rests on.")
    note: NonEmptyText | LanguageTexts | None = Field(None, description="What a reader must know.")
