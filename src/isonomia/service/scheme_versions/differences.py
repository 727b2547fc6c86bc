"""What a new version does to each member: the real ledgers as of its first day, with nothing more recorded.

Two readings, both as `isonomia compare` computes them. `at_effect`: the scheme in force against the merged one, on the
first day; that is what happens. `always`: against the new one alone, as though it had held ever since; that never
happens, and shows where the new rules lead.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from isonomia.periods import first_instant
from isonomia.scheme.scheme import Scheme
from isonomia.score.account import account
from isonomia.score.comparison import Difference, Standing, compare
from isonomia.score.history import Fact, History
from isonomia.service.instance.instance import Instance
from isonomia.service.members.membership import enrolled
from isonomia.service.records.load import history_of_participant, records_by_member
from isonomia.service.scheme_versions.in_force import Version
from isonomia.service.scheme_versions.prepare import Prepared

MEMBERS_AT_ONCE = 500


@dataclass(frozen=True)
class OwnDifference:
    """One member's difference; bands by their titles, empty where the scheme has none."""

    at_effect: Difference
    always: Difference
    before: str
    after: str
    always_after: str

    def as_parameters(self) -> dict[str, Any]:
        """What the member's notice says of it."""
        return {
            "old_score": self.at_effect.old_score,
            "new_score": self.at_effect.new_score,
            "old_band": self.before,
            "new_band": self.after,
        }


@dataclass(frozen=True)
class Schemes:
    """What is compared, and as of which day."""

    now: Scheme
    merged: Scheme
    alone: Scheme
    day: date

    @classmethod
    def of(cls, prepared: Prepared) -> "Schemes":
        return cls(prepared.now.scheme, prepared.merged.scheme, prepared.scheme, prepared.effective_on)

    @classmethod
    def between(cls, now: Version, coming: Version) -> "Schemes":
        return cls(now.scheme, coming.scheme, coming.written, coming.effective_on)


def differences(
    connection: Connection, instance: Instance, schemes: Schemes, members: list[str] | None = None
) -> Mapping[str, OwnDifference]:
    """The difference of each member who takes part, or of some of them, by name."""
    wanted = enrolled(connection) if members is None else members
    found: dict[str, OwnDifference] = {}
    for begin in range(0, len(wanted), MEMBERS_AT_ONCE):
        found |= _of_some(connection, instance, schemes, wanted[begin : begin + MEMBERS_AT_ONCE])
    return found


def _of_some(
    connection: Connection, instance: Instance, schemes: Schemes, members: list[str]
) -> dict[str, OwnDifference]:
    histories = list(_histories(connection, instance, schemes, members))
    now = _standings(schemes.now, schemes.day, histories)
    merged = compare((schemes.now, schemes.merged), now, _standings(schemes.merged, schemes.day, histories))
    alone = compare((schemes.now, schemes.alone), now, _standings(schemes.alone, schemes.day, histories))
    titles = [{band.name: band.title for band in scheme.bands} for scheme in (schemes.now, schemes.merged)]
    return {
        first.member: OwnDifference(
            first,
            second,
            titles[0].get(first.old_band or "", ""),
            titles[1].get(first.new_band or "", ""),
            titles[1].get(second.new_band or "", ""),
        )
        for first, second in zip(merged.differences, alone.differences, strict=True)
    }


def _histories(connection: Connection, instance: Instance, schemes: Schemes, members: list[str]) -> Iterator[History]:
    """What is known of each; the merged scheme reads every source and field that any version has."""
    for member, records in records_by_member(connection, schemes.merged, members).items():
        history = history_of_participant(member, records, instance.now, instance.today)
        if history is not None:
            yield history


def _standings(scheme: Scheme, day: date, histories: list[History]) -> list[Standing]:
    moment = first_instant(day, scheme.zone)
    made = []
    for history in histories:
        own = account(scheme, _readable(scheme, history), moment)
        made.append(Standing(history.member, own.score, own.band_name))
    return made


def _readable(scheme: Scheme, history: History) -> History:
    """The history without facts of sources that a scheme does not have."""
    facts: list[Fact] = [fact for fact in history.facts if fact.event.source in scheme.fields]
    if len(facts) == len(history.facts):
        return history
    return History(history.member, facts, history.memberships, history.measures, history.has_joins, history.gone)
