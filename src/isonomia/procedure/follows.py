"""What follows from an act: notices to send, records to append, effects that start or stop, matters to look at again.

The room only says what follows; the service does it, all in the transaction in which it stores the act.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Generic, Literal, TypeVar

Stored = TypeVar("Stored")


class Told(StrEnum):
    """What a notice tells. The values are stored and never change; `notice_text` says each in words."""

    GRANTED = "granted"
    ENDING = "ending"
    KEPT = "kept"
    ENDED = "ended"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    LAPSED = "lapsed"
    UNDONE = "undone"
    APPEAL_RECEIVED = "appeal_received"
    APPEAL_UPHELD = "appeal_upheld"
    APPEAL_REJECTED = "appeal_rejected"
    APPEAL_WITHDRAWN = "appeal_withdrawn"
    DISPUTE_RECEIVED = "dispute_received"
    DISPUTE_UPHELD = "dispute_upheld"
    DISPUTE_REJECTED = "dispute_rejected"
    DISPUTE_CORRECTED = "dispute_corrected"
    DISPUTE_WITHDRAWN = "dispute_withdrawn"
    OVERDUE = "overdue"
    CLAIM_TOLD = "claim_told"
    CLAIM_CONFIRMED = "claim_confirmed"
    CLAIM_REFUSED = "claim_refused"
    REPORT_CONFIRMED = "report_confirmed"
    REPORT_REFUSED = "report_refused"
    VERSION_PROPOSED = "version_proposed"
    VERSION_WITHDRAWN = "version_withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that a member is told; to=None: every member.

    about: identifier of the case, dispute, claim or version. until: the last day of what `told` gives time for (to
    contest, to answer; for OVERDUE and *_RECEIVED the day by which it is decided). from_day: the first day of an
    effect; ends_on: the first day without it. decided_by is a role, never a person's name.
    """

    told: Told
    to: str | None
    about: str
    on: date
    subject: str = ""
    contest_to: str = ""
    until: date | None = None
    from_day: date | None = None
    ends_on: date | None = None
    decided_by: str = ""
    reasons: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRecord:
    """A record to append, as docs/ledger.md writes it; the service adds `recorded_at`."""

    kind: Literal["event", "correction", "withdrawal", "dispute", "decision", "measure"]
    fields: Mapping[str, Any]


class Change(StrEnum):
    """What becomes of an effect. The values are stored and never change."""

    STARTS = "starts"
    STOPS = "stops"
    RESTS = "rests"  # an appeal suspends it
    RESUMES = "resumes"
    UNDONE = "undone"  # as though it had never been: whatever it took is given back, from its start


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """An effect that changes on a day: the first day of the new state; UNDONE names the first day that it had held.

    A day to come can be overtaken by another step: what holds on a day is `ConsequenceCase.is_in_effect`.
    """

    change: Change
    member: str
    consequence: str
    case_id: str
    on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAgain:
    """A case whose facts have changed: rescore, and let the band decide; `why` is the dispute that changed them."""

    case_id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """A term for deciding ran out: `to` is told, it is counted (`times`), and nothing changes for the member."""

    about: str
    to: str
    times: int
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """Something that is deleted now."""

    about: str
    on: date


Follows = Notice | LedgerRecord | Effect | LookAgain | Escalation | Deletion


@dataclass(frozen=True, slots=True)
class Step(Generic[Stored]):
    """What is so after an act, and what follows from it, in order."""

    after: Stored
    follows: tuple[Follows, ...] = field(default=())
