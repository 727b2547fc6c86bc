"""Who is a member on which local dates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from isonomia.ledger.record import Membership


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A stretch of membership: from `first` up to and including `last` (None: still enrolled)."""

    first: date
    last: date | None

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


def in_order(records: Iterable[Membership]) -> list[Membership]:
    """Joins and leaves of one member by time; of a join and a leave at one instant, the one that fits comes first."""
    ordered: list[Membership] = []
    waiting = sorted(records, key=lambda record: record.occurred_at)
    is_open = False
    while waiting:
        at = waiting[0].occurred_at
        fitting = "leave" if is_open else "join"
        same = [record for record in waiting if record.occurred_at == at]
        chosen = next((record for record in same if record.kind == fitting), same[0])
        waiting.remove(chosen)
        ordered.append(chosen)
        is_open = chosen.kind == "join"
    return ordered


def enrolments(records: Sequence[Membership]) -> list[Enrolment]:
    """The stretches of membership that the joins and leaves of one member make."""
    stretches: list[Enrolment] = []
    first: date | None = None
    for record in in_order(records):
        if record.kind == "join" and first is None:
            first = record.occurred_on
        elif record.kind == "leave" and first is not None:
            stretches.append(Enrolment(first, record.occurred_on))
            first = None
    if first is not None:
        stretches.append(Enrolment(first, None))
    return stretches
