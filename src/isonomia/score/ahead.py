"""What a member's account will hold on a later day, if nothing more is recorded.

Where all that is on record has happened, only periods that end later add to the account of now: every entry that is
there stays as it is, and what the caps have let through is known, so that only those periods are computed.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from isonomia.periods import last_instant
from isonomia.scheme.scheme import Scheme
from isonomia.score.account import Account
from isonomia.score.entry import Entry, by_rule
from isonomia.score.history import History
from isonomia.score.over_time import AccountsOverTime
from isonomia.score.steps.band import ActiveCeiling, ceilings
from isonomia.score.steps.caps import apply_caps
from isonomia.score.steps.fading import begin_fading
from isonomia.score.steps.period_rules import match_periods
from isonomia.score.steps.points import give_points
from isonomia.score.steps.so_far import Given, SoFar
from isonomia.score.steps.total import changes_of


class Ahead(NamedTuple):
    """By how much the sum of what counts changes on each day; the ceilings; the date of each measure.

    Days on which it stays as it is may be among them.
    """

    changes: Mapping[date, int]
    ceilings: Sequence[ActiveCeiling]
    measures: Mapping[str, date]


def ahead(accounts: AccountsOverTime, as_of: datetime, until: date) -> Ahead:
    """What the account of the day `until` holds, as seen at `as_of`."""
    scheme, history = accounts.scheme, accounts.history
    now = accounts.at(as_of)
    if not _has_all_happened(history, as_of, now.today):
        future = accounts.at(last_instant(until, scheme.zone))
        # a measure still to come may take all that is left of an entry, which counts until then
        days = [entry.date for entry in future.entries]
        days += [day for entry in future.entries for day, _points in entry.fades(entry.date)]
        return Ahead({**dict.fromkeys(days, 0), **accounts.changes(future)}, future.ceilings, future.measures)
    coming = _coming(scheme, history, now, until)
    changes = dict(accounts.changes(now))
    for day, points in changes_of(scheme, coming).items():
        changes[day] = changes.get(day, 0) + points
    return Ahead(changes, [*now.ceilings, *ceilings(scheme, coming)], now.measures)


def _has_all_happened(history: History, as_of: datetime, today: date) -> bool:
    """Whether nothing on record is still to happen; a measure reaches back, and is left to the whole account."""
    return (
        not history.measures
        and all(fact.event.occurred_at <= as_of for fact in history.facts)
        and all(item.occurred_on <= today for item in history.memberships)
    )


def _coming(scheme: Scheme, history: History, now: Account, until: date) -> list[Entry]:
    """The entries of the periods that end after today and up to `until`, through all steps."""
    if not scheme.period_rules:
        return []
    then = last_instant(until, scheme.zone)
    matches = [entry for entry in now.entries if entry.fact is not None]
    found = match_periods(scheme, history.facts, matches, history.enrolments(then, until), then, until)
    coming = sorted([entry for entry in found if entry.date > now.today], key=lambda entry: entry.order)
    of_rules = by_rule(scheme, coming)
    give_points(of_rules)
    apply_caps(scheme, of_rules, coming, _copied(now.so_far))
    begin_fading(coming)
    return coming


def _copied(so_far: SoFar) -> SoFar:
    """What the caps have let through by now, to go on from without a change of the account of now."""
    return SoFar(
        {name: Given(dict(given.gains), dict(given.losses)) for name, given in so_far.of_rules.items()},
        {name: Given(dict(given.gains), dict(given.losses)) for name, given in so_far.of_pools.items()},
    )
