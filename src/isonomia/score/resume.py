"""Going on from an account where nothing but newer events has come: what a later account needs of an earlier one.

An entry depends on what precedes it in the total order and on nothing else. So events that come after all that was
there leave every entry as it was, and the caps and windows that these events meet are known. What else can change the
past (a correction, a dispute, a step's measure, a period that ends) asks for the whole account.

Events of one day come in any order, as their dates often have no time of day. What is kept is therefore of the time
before the latest day of which there are events: that day is open, and its events are handed in again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

import msgspec

from isonomia.ledger.record import Event
from isonomia.periods import add, local_date, next_period_start, period_start
from isonomia.scheme.model.rule import Cap
from isonomia.scheme.scheme import Scheme
from isonomia.score.account import Account, account, stand
from isonomia.score.entry import Entry, by_rule
from isonomia.score.history import Fact, History
from isonomia.score.steps.band import ActiveCeiling, assessment_days, ceilings
from isonomia.score.steps.caps import apply_caps
from isonomia.score.steps.fading import begin_fading
from isonomia.score.steps.match import match_events
from isonomia.score.steps.points import give_points
from isonomia.score.steps.so_far import Given, SoFar


class KeptEntry(NamedTuple):
    """An entry that can still matter: its rule by position, its date as an ordinal, what the caps left of it."""

    rule: int
    day: int
    left: int
    brings_ceiling: bool


class KeptPeriod(NamedTuple):
    """What a cap has let through in a period that may go on, which begins on this ordinal."""

    begins: int
    gains: int
    losses: int


Place = tuple[datetime, str, str]
"""The place of an event in the total order: instant, source, event id."""


class Remembered(msgspec.Struct, frozen=True, array_like=True):
    """What is kept of an account, under the very scheme that made it. Dates are ordinals, which are short.

    `latest` is the place of its latest event in the total order; `windows` are those that `nth` still counts, by rule.
    """

    day: int
    latest: Place | None
    entries: tuple[KeptEntry, ...]
    of_rules: dict[str, tuple[KeptPeriod, ...]]
    of_pools: dict[str, tuple[KeptPeriod, ...]]
    windows: dict[str, tuple[int, ...]]


MOST_OPEN = 32
"""A day of more events than this is not open: it would be computed again and again."""


class GoneOn(NamedTuple):
    """An account that was gone on from; what is remembered for the next; the events of the open day, not in it."""

    account: Account
    remembered: Remembered
    open: tuple[Event, ...]


def remembered(
    scheme: Scheme, made: Account, history: History, as_of: datetime
) -> tuple[Remembered, tuple[Event, ...]] | None:
    """What to keep of a whole account, and the events of the open day; None where a later one cannot go on from it."""
    is_all_past = all(fact.event.occurred_at <= as_of for fact in history.facts) and all(
        item.occurred_on <= made.today for item in history.memberships
    )
    if scheme.steps or not is_all_past or any(fact.disputes for fact in history.facts):
        return None
    events = [fact.event for fact in history.facts]
    ended, still_open = _parted(scheme, events, made.today)
    corrected = {fact.event.occurred_on for fact in history.facts if fact.corrections}
    if still_open and still_open[0].occurred_on in corrected:  # handed in again, it would come as it was recorded
        ended, still_open = tuple(events), ()
    if still_open:
        day = still_open[0].occurred_on
        before = [fact for fact in history.facts if fact.event.occurred_on < day]
        made = account(scheme, replace(history, facts=before), as_of)
    latest = max(map(_place, ended), default=None)
    return _kept(scheme, made.today, made.entries, made.ceilings, made.so_far, latest), still_open


def resumed(scheme: Scheme, before: Remembered, member: str, events: Sequence[Event], as_of: datetime) -> GoneOn | None:
    """The account with these further events, those of the open day among them; None where the whole history is needed.

    It has the total, ceilings, band and next fade of the whole account. Its entries are those that can still matter,
    of earlier ones without what they were about.
    """
    today = local_date(as_of, scheme.zone)
    if not _goes_on(scheme, before, events, as_of, today):
        return None
    ended, still_open = _parted(scheme, events, today)
    entries = [_entry(scheme, item) for item in before.entries]
    begin_fading(entries)
    so_far, active = _so_far(before), _ceilings(before, entries)
    if ended:
        _add(scheme, ended, as_of, entries, active, so_far)
        before = _kept(scheme, today, entries, active, so_far, max(map(_place, ended)), before.entries)
    _add(scheme, still_open, as_of, entries, active, so_far)
    total, band = stand(scheme, today, entries, active, {})
    made = Account(member, today, tuple(entries), total, tuple(active), band, {}, so_far)
    return GoneOn(made, before, still_open)


def _parted(scheme: Scheme, events: Sequence[Event], today: date) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """Events of days that have ended, as far as can be told, and those of the latest day, which is open.

    What a period gave that is over hangs on all of its days: none of them is open.
    """
    latest = max((event.occurred_on for event in events), default=date.min)
    still_open = tuple([event for event in events if event.occurred_on == latest])
    if len(still_open) > MOST_OPEN or latest < _current_periods(scheme, today):
        return tuple(events), ()
    return tuple([event for event in events if event.occurred_on < latest]), still_open


def _current_periods(scheme: Scheme, today: date) -> date:
    """The first day that lies in the current period of every rule that asks about one."""
    return max((period_start(today, rule.written.unit) for rule in scheme.period_rules), default=date.min)


def _add(
    scheme: Scheme,
    events: Sequence[Event],
    as_of: datetime,
    entries: list[Entry],
    active: list[ActiveCeiling],
    so_far: SoFar,
) -> None:
    """Add the entries and ceilings of later events, by what caps and windows have let through so far."""
    new = match_events(scheme, [Fact(event, ()) for event in sorted(events, key=_place)], as_of, so_far)
    of_rules = by_rule(scheme, new)
    give_points(of_rules)
    apply_caps(scheme, of_rules, new, so_far)
    begin_fading(new)
    entries += new
    active += ceilings(scheme, new)


def _place(event: Event) -> Place:
    return event.occurred_at, event.source, event.event_id


def _goes_on(scheme: Scheme, before: Remembered, events: Sequence[Event], as_of: datetime, today: date) -> bool:
    """Whether the events come after all that was there, and no period has ended that a rule asks about."""
    day = date.fromordinal(before.day)
    units = {rule.written.unit for rule in scheme.period_rules}
    if today < day or any(period_start(today, unit) != period_start(day, unit) for unit in units):
        return False
    earliest = _current_periods(scheme, today)
    return all(
        (before.latest is None or _place(event) > before.latest)
        and event.occurred_at <= as_of
        and event.occurred_on >= earliest
        for event in events
    )


def _kept(
    scheme: Scheme,
    today: date,
    entries: Sequence[Entry],
    active: Iterable[ActiveCeiling],
    so_far: SoFar,
    latest: Place | None,
    earlier: Sequence[KeptEntry] = (),
) -> Remembered:
    """What to keep of these entries, of which the first are made of the earlier ones."""
    first = assessment_days(scheme, today)[-1]  # no later standing asks for an earlier day
    bringing = {id(item.entry) for item in active if item.ends > first}
    keeping = []
    for kept, entry in zip(earlier, entries, strict=False):  # most stay as they are
        brings = kept.brings_ceiling and id(entry) in bringing
        if brings or (kept.left and (entry.ends is None or entry.ends > first)):
            keeping.append(kept if brings == kept.brings_ceiling else kept._replace(brings_ceiling=brings))
    for entry in entries[len(earlier) :]:
        brings = id(entry) in bringing
        if brings or (entry.left and (entry.ends is None or entry.ends > first)):
            keeping.append(KeptEntry(entry.rule.position, entry.date.toordinal(), entry.left, brings))
    floor = local_date(latest[0], scheme.zone) if latest is not None else date.min
    return Remembered(
        today.toordinal(),
        latest,
        tuple(keeping),
        _periods({rule.name: rule.cap for rule in scheme.rules if rule.cap is not None}, so_far.of_rules, floor),
        _periods({pool.name: pool.cap for pool in scheme.pools}, so_far.of_pools, floor),
        {name: tuple([end.toordinal() for end in ends if end > floor]) for name, ends in so_far.windows.items()},
    )


def _periods(caps: Mapping[str, Cap], given: Mapping[str, Given], floor: date) -> dict[str, tuple[KeptPeriod, ...]]:
    """What the caps have let through in the periods in which an event of `floor` or later can lie."""
    found: dict[str, tuple[KeptPeriod, ...]] = {}
    for name, own in given.items():
        begins = [day for day in {*own.gains, *own.losses} if next_period_start(day, caps[name].unit) > floor]
        found[name] = tuple(
            [KeptPeriod(day.toordinal(), own.gains.get(day, 0), own.losses.get(day, 0)) for day in sorted(begins)]
        )
    return found


def _so_far(before: Remembered) -> SoFar:
    return SoFar(
        {name: _given(kept) for name, kept in before.of_rules.items()},
        {name: _given(kept) for name, kept in before.of_pools.items()},
        {name: [date.fromordinal(end) for end in ends] for name, ends in before.windows.items()},
    )


def _given(kept: Iterable[KeptPeriod]) -> Given:
    found = Given()
    for begins, gains, losses in kept:
        day = date.fromordinal(begins)
        found.gains[day], found.losses[day] = gains, losses
    return found


def _entry(scheme: Scheme, kept: KeptEntry) -> Entry:
    """The entry with what is left of it; nothing asks any more what it was about."""
    rule, day = scheme.rules[kept.rule], date.fromordinal(kept.day)
    return Entry(rule, day, datetime.max, "", "", {}, raw=kept.left)


def _ceilings(before: Remembered, entries: Iterable[Entry]) -> list[ActiveCeiling]:
    found = []
    for kept, entry in zip(before.entries, entries, strict=True):
        ceiling = entry.rule.ceiling
        if kept.brings_ceiling and ceiling is not None:
            ends = add(entry.date, ceiling.lasts)
            found.append(ActiveCeiling(entry, ceiling.band, ceiling.goodness, entry.date, ends, is_suspended=False))
    return found
