"""Consequences of bands, and the rights of members."""

from pydantic import Field, NonNegativeInt

from isonomia.scheme.model.base import (
    DurationValue,
    EndValue,
    Identifier,
    LanguageTexts,
    Model,
    NonEmptyText,
    no_items,
)
from isonomia.scheme.model.law import Provenance
from isonomia.scheme.model.vocabulary import (
    AffectedPeople,
    Area,
    BandDirection,
    Conduct,
    ConsequenceKind,
    DecidedBy,
    Explanation,
    OrdinaryAccess,
    Publication,
    ScoreWeight,
    Severity,
)


class Consequence(Model):
    """What follows from a band. An adverse one is proposed; notice, appeal and `decided_by` come first."""

    band: Identifier = Field(description="The band it follows from.")
    reach: BandDirection | None = Field(None, alias="or", description="`or: better` or `or: worse` bands too.")
    kind: ConsequenceKind = Field(description="What it is.")
    context: NonEmptyText | None = Field(None, description="The area of life it touches: a term of the vocabulary.")
    area: Area | None = Field(None, description="The area in the words of the AI Act's Annex III.")
    effect: NonEmptyText | LanguageTexts | None = Field(None, description="What happens, in a sentence.")
    severity: Severity | None = Field(None, description="How hard it hits.")
    decided_by: DecidedBy | None = Field(None, description="Who decides that it takes effect.")
    decider: NonEmptyText | None = Field(None, description="The role that decides.")
    score_weight: ScoreWeight | None = Field(None, description="How strongly the decision draws on the score.")
    ordinary_access: OrdinaryAccess | None = Field(None, description="What happens to those without the band.")
    scarce: bool = Field(False, description="Whether others lose what the favoured gain (housing, a queue, support).")
    essential_service: bool = Field(False, description="Whether it touches water, energy, home, health, subsistence.")
    affects: list[AffectedPeople] = Field(default_factory=no_items, description="Whom it hits. Default: the member.")
    restricts: list[Conduct] = Field(default_factory=no_items, description="Rights that it restricts.")
    legitimate_aim: NonEmptyText | None = Field(None, description="The aim that justifies it.")
    statute: NonEmptyText | None = Field(None, description="The legal provision that it rests on.")
    ends: EndValue | None = Field(None, description="When it ends, such as `after 6 months`.")
    changes_price: bool = Field(False, description="Whether it changes what the person pays for the same thing.")
    measure: Identifier | None = Field(None, description="The measure's name in the ledger, where it is a step.")
    provenance: Provenance | None = Field(None, description="How well this consequence is supported.")

    @property
    def takes_from_others(self) -> bool:
        """Whether those without the band get less than before, or lose access."""
        return self.ordinary_access in (OrdinaryAccess.REDUCED, OrdinaryAccess.REMOVED)

    @property
    def is_unfavourable(self) -> bool:
        """Whether it treats someone worse, whatever the file calls it; harm is not asked (Guidelines para. 165)."""
        takes = bool(self.restricts) or self.takes_from_others
        match self.kind:
            case ConsequenceKind.ADVERSE:
                return True
            case ConsequenceKind.MEASURE:
                is_low = self.severity is Severity.LOW
                return takes or self.essential_service or not is_low  # where the file does not say, medium
            case ConsequenceKind.BENEFIT:
                return takes
            case _:
                return takes or self.essential_service


class Appeal(Model):
    """How a member contests."""

    to: NonEmptyText = Field(description="Who decides.")
    within: DurationValue | None = Field(None, description="Time to appeal.")
    decided_within: DurationValue | None = Field(None, description="Time to decide.")
    suspends: bool = Field(False, description="Whether an open dispute suspends adverse points and ceilings.")
    decided_by: DecidedBy | None = Field(None, description="Who decides: a person, a court, or the system alone.")
    independent: bool | None = Field(None, description="Whether the deciders are independent of those who recorded.")
    free: bool | None = Field(None, description="Whether it costs nothing.")


class Rights(Model):
    """What members can demand."""

    explanation: Explanation | None = Field(None, description="What members are told about their score.")
    explanation_refused: NonEmptyText | None = Field(
        None, description="Why parts of the explanation are refused, such as a trade secret."
    )
    reasons: bool | None = Field(
        None, description="Whether each adverse decision comes with its reasons: facts, ground, means, redress."
    )
    notice: DurationValue | None = Field(None, description="How long before an adverse consequence people are told.")
    appeal: Appeal | None = Field(None, description="How a member contests.")
    rectification: bool | None = Field(None, description="Whether wrong facts are corrected (GDPR 16).")
    erasure: bool | None = Field(None, description="Whether a member can have everything erased (GDPR 17).")
    restriction: bool | None = Field(None, description="Whether processing rests during a dispute (GDPR 18).")
    objection: bool | None = Field(None, description="Whether a member can object (GDPR 21).")
    human_review: bool | None = Field(None, description="Whether a person reviews automated decisions (GDPR 22(3)).")
    export: bool | None = Field(None, description="Whether a member gets a machine-readable copy (GDPR 20).")
    leave: bool | None = Field(None, description="Whether a member can leave.")
    leave_detriment: NonEmptyText | None = Field(None, description="What a member loses by refusing or leaving.")
    propagation: bool | None = Field(None, description="Whether corrections reach all recipients (GDPR 19).")
    answer_within: DurationValue | None = Field(None, description="Time to answer a request (GDPR 12(3)).")
    requests_free: bool | None = Field(None, description="Whether requests are answered free (GDPR 12(5)).")
    complaint: NonEmptyText | None = Field(None, description="How to complain to the controller (UK DPA 2018, 164A).")
    repair: NonEmptyText | None = Field(None, description="How a member can repair the score early.")
    publication: Publication | None = Field(None, description="Who can see a member's score.")
    shown_entries: NonNegativeInt | None = Field(None, description="How many entries a member sees; all if absent.")
