"""A whole ledger, checked: every record once, every reference known, every event of an enrolled member."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from isonomia.ledger.record import (
    Correction,
    Decision,
    Dispute,
    Event,
    Measure,
    Membership,
    Withdrawal,
)

EventKey = tuple[str, str]


@dataclass(frozen=True)
class Ledger:
    """Records by kind, as `validate` leaves them; made by nothing else."""

    events: Mapping[EventKey, Event] = field(default_factory=dict)
    corrections: Mapping[EventKey, tuple[Correction, ...]] = field(default_factory=dict)
    withdrawals: Mapping[EventKey, Withdrawal] = field(default_factory=dict)
    disputes: Mapping[str, Dispute] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    withdrawn_measures: Mapping[str, Withdrawal] = field(default_factory=dict)
    memberships: tuple[Membership, ...] = ()

    @property
    def has_joins(self) -> bool:
        """Whether enrolment is explicit: some record of the whole ledger is a join."""
        return any(record.kind == "join" for record in self.memberships)

    def disputes_of(self) -> dict[EventKey, list[Dispute]]:
        """The disputes of each event."""
        found: dict[EventKey, list[Dispute]] = {}
        for dispute in self.disputes.values():
            found.setdefault((dispute.source, dispute.event_id), []).append(dispute)
        return found
