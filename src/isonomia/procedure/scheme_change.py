"""A new version of a scheme: proposed, announced, then in force from the start of a local day; never for the past."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from isonomia.errors import NotAllowed
from isonomia.locale import _, said_day
from isonomia.periods import ONE_DAY, first_instant
from isonomia.procedure.actions import Action
from isonomia.procedure.deadlines import Terms, last_day
from isonomia.procedure.follows import Notice, Step, Told
from isonomia.procedure.who_may import Actor, require
from isonomia.scheme.duration_words import duration_in_words


@dataclass(frozen=True, slots=True)
class Objection:
    """A finding of the check that bars a scheme: its code, and its sentence."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedVersion:
    """A version on its way. In force from the start of `effective_on`, unless withdrawn before."""

    version: str
    proposed_by: str
    proposed_on: date
    notice_until: date
    effective_on: date
    withdrawn_on: date | None = None

    def effective_at(self, zone: ZoneInfo) -> datetime:
        """The first instant in force, in UTC; `zone` is the scheme's."""
        return first_instant(self.effective_on, zone)

    def is_in_force(self, day: date) -> bool:
        """Whether events of `day` fall under it or under a later version."""
        return self.withdrawn_on is None and day >= self.effective_on


VersionStep = Step[ProposedVersion]


def propose_version(
    version: str,
    by: Actor,
    *,
    objections: Sequence[Objection],
    pending: Iterable[ProposedVersion],
    terms: Terms,
    on: date,
    effective_on: date | None = None,
) -> VersionStep:
    """Announce a version to every member. `terms` are those of the scheme in force: its members count on them.

    `objections` are the check's findings that the live service refuses (prohibited, rights). `effective_on` may be
    later than notice asks for, never earlier.
    """
    require(by, Action.PROPOSE_VERSION)
    if objections:
        listed = "; ".join(f"{item.code}: {item.sentence}" for item in objections)
        raise NotAllowed(
            _("this version may not run: {findings}").format(findings=listed),
            _("mend what the check found; nothing turns it off"),
        )
    open_one = next((item for item in pending if item.withdrawn_on is None and item.effective_on > on), None)
    if open_one is not None:
        raise NotAllowed(
            _("version {version} is announced for {day}").format(
                version=open_one.version, day=said_day(open_one.effective_on)
            ),
            _("withdraw it, or wait until it is in force"),
        )
    notice_end = last_day(on, terms.change_notice)
    earliest = notice_end + ONE_DAY
    if effective_on is not None and effective_on < earliest:
        raise NotAllowed(
            _("notice of {notice} runs up to and including {day}").format(
                notice=duration_in_words(terms.change_notice), day=said_day(notice_end)
            ),
            _("let it take effect on {day} or later").format(day=said_day(earliest)),
        )
    proposed = ProposedVersion(
        version=version,
        proposed_by=by.name,
        proposed_on=on,
        notice_until=notice_end,
        effective_on=effective_on or earliest,
    )
    told = Notice(told=Told.VERSION_PROPOSED, to=None, about=version, on=on, from_day=proposed.effective_on)
    return Step(proposed, (told,))


def withdraw_version(proposed: ProposedVersion, by: Actor, on: date) -> VersionStep:
    """Take it back before its first day."""
    require(by, Action.WITHDRAW_VERSION)
    if proposed.withdrawn_on is not None:
        raise NotAllowed(
            _("version {version} was withdrawn on {day}").format(
                version=proposed.version, day=said_day(proposed.withdrawn_on)
            ),
            _("nothing is left to withdraw"),
        )
    if on >= proposed.effective_on:
        raise NotAllowed(
            _("version {version} is in force since {day}").format(
                version=proposed.version, day=said_day(proposed.effective_on)
            ),
            _("propose another version; what happened meanwhile stays as it was counted"),
        )
    told = Notice(told=Told.VERSION_WITHDRAWN, to=None, about=proposed.version, on=on)
    return Step(replace(proposed, withdrawn_on=on), (told,))


def version_for(day: date, first: str, versions: Iterable[ProposedVersion]) -> str:
    """The version under which an event of `day` counts, for ever: later versions do not reprice it."""
    in_force = [item for item in versions if item.is_in_force(day)]
    return max(in_force, key=lambda item: (item.effective_on, item.proposed_on)).version if in_force else first
