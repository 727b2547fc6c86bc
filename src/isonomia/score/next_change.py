"""When does a member's standing next change by itself, if nothing more is recorded? (docs/semantics.md, 6.17)

The score can change only where an entry begins, fades or ends, or a measure is taken; the band besides only at the
first assessment after such a day or after a ceiling's start or end, and where a grace then runs out. These days are
tried in order; the first on which score or band differ is the answer.
"""

import heapq
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import accumulate

from isonomia.expression.tree import names_in
from isonomia.periods import ONE_DAY, Duration, add, add_months, last_instant, next_assessment, next_period_start
from isonomia.scheme.scheme import CompiledRule, Scheme
from isonomia.score.account import Account
from isonomia.score.ahead import Ahead, ahead
from isonomia.score.over_time import AccountsOverTime
from isonomia.score.steps.band import assessment_days, band_in_force
from isonomia.score.steps.holds import held

Standing = tuple[int, str | None]

LOOKAHEAD_YEARS = 30
"""How far period rules are followed where their next effect cannot be bounded: while the range hides it, or where
a rule asks for the date."""


def next_change(accounts: AccountsOverTime, as_of: datetime) -> date | None:
    """The first local date after as_of's on which score or band differ; None if they never do.

    What is known and dated later than `as_of` will have happened by then.
    """
    scheme, history = accounts.scheme, accounts.history
    now = accounts.at(as_of)
    horizon = _horizon(accounts, now)
    future = ahead(accounts, as_of, horizon)
    standing = (now.score, now.band_name)
    future_measures = [day for _, instant, day in history.measures if instant > as_of]
    causal = _Causal(scheme, future) if not future_measures else None
    for day in _candidates(scheme, now.today, future, future_measures):
        if scheme.period_rules and day > horizon:
            break  # the periods after the horizon are not in the future account, and repeat those before it
        then = causal.standing_on(day) if causal is not None else _standing(accounts, day)
        if then != standing:
            return day
    return None


def _standing(accounts: AccountsOverTime, day: date) -> Standing:
    then = accounts.at(last_instant(day, accounts.scheme.zone))
    return then.score, then.band_name


class _Causal:
    """Standings of many days from one account of a later day.

    An entry depends only on what precedes it, so a later account holds the entries of each earlier day as they
    were; only a measure reaches back, and there this is not used.
    """

    def __init__(self, scheme: Scheme, future: Ahead) -> None:
        self.scheme = scheme
        self.future = future
        self.days = sorted(future.changes)
        self.sums = list(accumulate([future.changes[day] for day in self.days], initial=scheme.file.score.base))

    def standing_on(self, day: date) -> Standing:
        band = band_in_force(self.scheme, day, self.score_on, self.future.ceilings)
        return self.score_on(day), band.band.name if band is not None else None

    def score_on(self, day: date) -> int:
        total = self.sums[bisect_right(self.days, day)]
        return held(self.scheme, self.scheme.clamp(total), day, self.future.measures)


def _candidates(scheme: Scheme, today: date, future: Ahead, measures: Iterable[date]) -> Iterator[date]:
    """The days after today on which the standing may differ, each once, ascending."""
    changes = {today + ONE_DAY, *measures, *future.changes}
    for ceiling in future.ceilings:
        changes.update((ceiling.first, ceiling.ends))
    schedule = scheme.file.score.schedule
    graces = {band.grace for band in scheme.bands if band.grace is not None}
    waiting = {
        end
        for given in assessment_days(scheme, today)
        for end in _ends(next_assessment(given, schedule), graces)
        if end > today
    }
    # a day that a change leads to is never before it, so that later changes wait until they are asked for
    coming = sorted((change for change in changes if change > today), reverse=True)
    heap = list(waiting)
    heapq.heapify(heap)
    latest = today
    while heap or coming:
        if coming and (not heap or coming[-1] <= heap[0]):
            change = coming.pop()
            first = next_assessment(change - ONE_DAY, schedule)
            for day in {change, *_ends(first, graces), *_ends(next_assessment(first, schedule), graces)}:
                heapq.heappush(heap, day)
        elif (day := heapq.heappop(heap)) > latest:
            yield day
            latest = day


def _ends(day: date, graces: Iterable[Duration]) -> set[date]:
    return {day, *(add(day, grace) for grace in graces)}


def _horizon(accounts: AccountsOverTime, now: Account) -> date:
    """A day by which everything that can still make a difference has begun.

    Without period rules that is the last day on record. With them it is two periods, and a new period of the caps,
    after the last day on which anything else changes; far more where the range hides what they do.
    """
    scheme, history = accounts.scheme, accounts.history
    days = [now.today, *(fact.event.occurred_on for fact in history.facts)]
    days += [record.occurred_on for record in history.memberships]
    days += [day for *_, day in history.measures]
    last = max(days)
    if not scheme.period_rules:
        return last
    recorded = accounts.at(last_instant(last, scheme.zone))
    fades = [day for entry in recorded.entries for day, _points in entry.fades(max(now.today, entry.date))]
    last = max([last, *fades])
    for ceiling in recorded.ceilings:
        last = max(last, ceiling.ends)
    total = recorded.total
    is_hidden = total.total != total.score or now.total.total != now.total.score
    if is_hidden or any(_asks_for_the_date(rule) for rule in scheme.period_rules):
        return add_months(last, 12 * LOOKAHEAD_YEARS)
    return max(_reach(scheme, rule, last) for rule in scheme.period_rules)


def _asks_for_the_date(rule: CompiledRule) -> bool:
    ceiling_when = rule.ceiling.when if rule.ceiling is not None else None
    return any("date" in names_in(node) for node in (rule.when, rule.points, ceiling_when))


def _reach(scheme: Scheme, rule: CompiledRule, last: date) -> date:
    """Two whole periods of the rule after `last`, and as many after its caps begin anew and its points end."""
    unit = rule.written.unit
    pool = scheme.pool_of.get(rule.name)
    starts = [last]
    caps = (rule.cap, pool.cap if pool is not None else None)
    starts += [next_period_start(last, cap.unit) for cap in caps if cap is not None and cap.unit != "ever"]
    if rule.expires is not None:
        starts.append(add(last, rule.expires))
    day = max(starts)
    for _time in range(3):
        day = next_period_start(day, unit)
    return day
