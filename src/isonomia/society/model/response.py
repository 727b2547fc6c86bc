"""How people respond to a scheme: what they know and believe, what its consequences do to them, what they feel."""

from collections.abc import Mapping

from pydantic import Field

from isonomia.scheme.model.base import Identifier, Model
from isonomia.scheme.model.vocabulary import Area, Severity
from isonomia.society.model.quantity import Amount, LogOdds, Share, Weight


class Response(Model):
    """What a scheme's promises do to conduct."""

    know: Share = Field(description="The share of people who know the scheme's rules; the others do as without it.")
    point_value: LogOdds = Field(description="Log-odds that one point adds to an act that brings it.")
    edge: Weight = Field(description="The factor on that value for who stands near the edge of another band.")
    edge_points: Amount = Field(description="How many points from an edge counts as near.")
    belief_at_start: Weight = Field(
        description="Detection as believed when the scheme begins, as a multiple of the truth: what is new is feared."
    )
    belief_learning: Share = Field(description="The share of the error in that belief that a week's experience undoes.")
    belief_after_record: Weight = Field(description="What an own record adds to that multiple.")


class Effect(Model):
    """What a consequence does to a person while it lasts."""

    income: LogOdds = Field(description="The share of usual income that is gained (or lost, if negative).")
    trust: LogOdds = Field(description="Where trust in the authority drifts, from usual, as a share of its scale.")
    strain: LogOdds = Field(description="Where strain drifts, from none, as a share of its scale.")


class Effects(Model):
    """The effects of consequences by severity, and by the area of life they touch where that is known to differ."""

    adverse: Mapping[Severity, Effect] = Field(description="Of adverse consequences, by severity.")
    benefit: Mapping[Severity, Effect] = Field(description="Of benefits, by severity.")
    by_area: Mapping[Area, Effect] = Field(
        default_factory=dict, description="Of adverse consequences in an area, in place of their severity's."
    )
    recovery: Share = Field(
        description="The share of the gap to its target that income, trust and strain close a week."
    )


class Feelings(Model):
    """Trust in the authority and what a record does to it."""

    trust: Share = Field(description="Usual trust in the authority.")
    trust_spread: Share = Field(description="Standard deviation among people.")
    trust_after_true_record: LogOdds = Field(description="Change after an adverse record of what one did.")
    trust_after_false_record: LogOdds = Field(description="Change after a record of what one did not do.")
    trust_after_reward: LogOdds = Field(description="Change after a record that brings points in one's favour.")
    trust_after_redress: LogOdds = Field(description="Change after a contest that was upheld.")
    strain_after_record: LogOdds = Field(description="Change of strain after an adverse record.")


class Membership(Model):
    """Who takes part where a scheme is voluntary."""

    join: Share = Field(description="The share of people who join at the start.")
    leave: Share = Field(description="The chance that a member with usual trust leaves in a week.")
    leave_trust: LogOdds = Field(description="Log-odds of leaving for full trust, against none.")


class Contest(Model):
    """Who contests a record, and what comes of it."""

    noticed: Share = Field(description="The chance that a person learns of an adverse record within the week.")
    when_false: Share = Field(description="The chance that who learns of a false record contests it.")
    when_true: Share = Field(description="The chance that who learns of a true record contests it.")
    by_group: Mapping[Identifier, Weight] = Field(
        default_factory=dict, description="A factor on both for a group: access, language, trust."
    )
    reviewers: Amount = Field(description="Decisions that reviewers can make in a week for 1,000 people.")
    upheld_when_false: Share = Field(description="The chance that a contest of a false record is upheld.")
    upheld_when_true: Share = Field(description="The chance that a contest of a true record is upheld.")


class Costs(Model):
    """What running it costs the authority, in the society's money."""

    person: Amount = Field(description="For each person enrolled, a week.")
    record: Amount = Field(description="For each record.")
    decision: Amount = Field(description="For each contest decided.")
