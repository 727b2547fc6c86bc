"""Who is asking."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person may do. A person can have several; a machine has scopes instead."""

    MEMBER = "member"
    RECORDER = "recorder"
    REVIEWER = "reviewer"
    STEWARD = "steward"
    AUDITOR = "auditor"


@dataclass(frozen=True)
class Actor:
    """A person who signed in, a machine with a key, or nobody in particular.

    `member` is the person's name in the ledger, and set only while the person takes part; `former` is the same of
    whoever took part once and does no longer. `sources` are those that the person records.
    """

    actor_id: str = ""
    member: str | None = None
    name: str = ""
    language: str = ""
    roles: frozenset[Role] = frozenset()
    sources: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    is_machine: bool = False
    session_digest: str = ""
    is_to_be_noted: bool = False  # the session was last noted as seen some minutes ago
    way: str = ""  # how the person signed in
    signed_in_at: datetime | None = None
    former: str | None = None

    @property
    def is_known(self) -> bool:
        return bool(self.actor_id)

    @property
    def has_left(self) -> bool:
        """Whether this person took part once, and does no longer."""
        return self.former is not None

    @property
    def number(self) -> str | None:
        """The person's name in the ledger, also after leaving."""
        return self.member or self.former

    def has(self, role: Role) -> bool:
        return role in self.roles

    def may_record(self, source: str) -> bool:
        """Whether facts of a source are taken from this actor."""
        return source in self.sources or f"records:write:{source}" in self.scopes or "records:write" in self.scopes


NOBODY = Actor()
