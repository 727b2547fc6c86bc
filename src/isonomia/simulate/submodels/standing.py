"""The score and the band of one person on one day: the steps of docs/semantics.md on the person's records.

Every step of the reference has its part here, in the same order: match and nth, points, caps, suspension, fading,
steps' measures, total, assessments, ceilings and graces. Held equal to `isonomia score` by tests/simulation.
"""

import numpy as np

from isonomia.expression.to_kernel import UNKNOWN
from isonomia.simulate.calendar import NEVER
from isonomia.simulate.compiled import part
from isonomia.simulate.period_tables import CEILING, POINTS, WHEN
from isonomia.simulate.plan_layout import AT, get, get2, length
from isonomia.simulate.population.state import BEGIN, CODE, DAY, MEASURE_DAY, RECORDS, RECORDS_AT, STATE
from isonomia.simulate.records import KINDS, OPEN, is_false
from isonomia.simulate.submodels.dates import add, halve, times_passed
from isonomia.simulate.submodels.periods import read_period, reckon
from isonomia.simulate.submodels.work import (
    CEILING_END,
    GIVEN,
    LEFT,
    MATCH_DAY,
    MATCH_END,
    PERIOD,
    RECORD,
    RESTS,
    RULE,
    TAKEN,
)


@part
def _capped(plan, caps, row, unit, cap, day, points):
    """The points that a cap lets through, positive and negative ones apart, in the calendar period of `day`."""
    if points == 0:
        return points
    period = get2(plan, AT.calendar_period_of, unit, day)
    if caps[row, PERIOD] != period:
        caps[row, PERIOD] = period
        caps[row, GIVEN] = caps[row, TAKEN] = 0
    side = GIVEN if points > 0 else TAKEN
    allowed = min(abs(points), cap - caps[row, side])
    caps[row, side] += allowed
    return allowed if points > 0 else -allowed


@part
def _nth(plan, items, count, rule, day):
    """Which match of its rule this one is: 1 and the earlier ones whose date + window is later than this date."""
    if not get(plan, AT.rules_counts_nth, rule):
        return np.int64(1)
    days, months = get(plan, AT.rules_window_days, rule), get(plan, AT.rules_window_months, rule)
    nth = np.int64(1)
    for k in range(count):
        if items[RULE, k] == rule and (
            (days == 0 and months == 0) or add(plan, items[MATCH_DAY, k], days, months) > day
        ):
            nth += 1
    return nth


@part
def _through_caps(plan, caps, rule, day, points):
    """The points that the rule's cap and then its pool's let through."""
    cap = get(plan, AT.rules_cap_points, rule)
    if cap:
        points = _capped(plan, caps, rule, get(plan, AT.rules_cap_unit, rule), cap, day, points)
    pool = get(plan, AT.rules_pool, rule)
    if pool >= 0:
        cap, unit = get(plan, AT.rules_pool_points, pool), get(plan, AT.rules_pool_unit, pool)
        points = _capped(plan, caps, length(plan, AT.rules_cap_points) + pool, unit, cap, day, points)
    return points


@part
def matches(plan, people, store, person, district, today, true_only, work):
    """Fill the items with the matches of the records up to `today`, points after caps; returns how many.

    The entries of period rules come before all events of their day. `true_only` leaves out what the person did not
    do. Where there is too little room, `work.lacked` says so.
    """
    at = store.parts[district, BEGIN] + people.longs[RECORDS_AT, person]
    records, count, entry = np.int64(people.longs[RECORDS, person]), np.int64(0), np.int64(0)
    for row in range(work.caps.shape[0]):
        work.caps[row, PERIOD] = -NEVER - 1
    for k in range(records + 1):
        day = np.int64(store.columns[DAY, at + k]) if k < records else today + 1
        end = get(plan, AT.periods_entry_start, min(day, today) + 1)
        while entry < end:
            count = _match_period(plan, store, at, np.int64(k), entry, today, true_only, work, count)
            entry += 1
        if day > today:
            break
        code = np.int64(store.columns[CODE, at + k])
        if not (true_only and is_false(code)):
            rests = get(plan, AT.scoring_suspends, 0) and np.int64(store.columns[STATE, at + k]) == OPEN
            count = _match_record(plan, np.int64(k), code // KINDS, day, rests, work, count)
    return count


@part
def _match_record(plan, k, template, day, rests, work, count):
    """Add the matches of a record; returns how many items there are now."""
    items = work.items
    for match in range(get(plan, AT.events_match_start, template), get(plan, AT.events_match_start, template + 1)):
        valid = get(plan, AT.events_match_valid, match)
        by_day = day if get(plan, AT.events_match_by_day, match) else 0
        if valid >= 0 and not get(plan, AT.events_valid, valid + by_day):
            continue
        if count == items.shape[1]:
            work.lacked[0] = 1
            return count
        rule = get(plan, AT.events_match_rule, match)
        size = get(plan, AT.events_match_nth, match)
        nth = min(_nth(plan, items, count, rule, day), size)
        row = get(plan, AT.events_match_at, match) + by_day * size + nth - 1
        points = _through_caps(plan, work.caps, rule, day, get(plan, AT.events_points, row))
        _fill(plan, items, count, rule, k, day, points, rests, get(plan, AT.events_falls, row))
        count += 1
    return count


@part
def _match_period(plan, store, at, records, entry, today, true_only, work, count):
    """Add a period rule's entry, if it can matter today and applies; the first `records` records are before its day."""
    day, row = get(plan, AT.periods_entry_day, entry), get(plan, AT.periods_entry_rule, entry)
    if today - day > get(plan, AT.periods_keep_days, row):
        return count
    first, rule = get(plan, AT.periods_entry_first, entry), get(plan, AT.periods_rule, row)
    read_period(plan, store, at, records, row, first, true_only, work, count)
    if reckon(plan, row, WHEN, day, work) != 1:
        return count
    points = reckon(plan, row, POINTS, day, work)
    points = np.int64(0) if points == UNKNOWN else points
    falls = get(plan, AT.rules_ceiling, rule) >= 0 and reckon(plan, row, CEILING, day, work) == 1
    if points == 0 and not falls:
        return count
    if count == work.items.shape[1]:
        work.lacked[0] = 1
        return count
    points = _through_caps(plan, work.caps, rule, day, points)
    _fill(plan, work.items, count, rule, np.int64(-1), day, points, False, falls)
    return count + 1


@part
def _fill(plan, items, count, rule, record, day, points, rests, falls):
    days, months = get(plan, AT.rules_expires_days, rule), get(plan, AT.rules_expires_months, rule)
    items[RULE, count] = rule
    items[RECORD, count] = record
    items[MATCH_DAY, count] = day
    items[MATCH_END, count] = add(plan, day, days, months) if days or months else NEVER
    items[LEFT, count] = points
    items[RESTS, count] = 1 if rests else 0
    items[CEILING_END, count] = -1
    if falls and not rests:
        items[CEILING_END, count] = add(
            plan, day, get(plan, AT.rules_ceiling_days, rule), get(plan, AT.rules_ceiling_months, rule)
        )


@part
def _halvings(plan, items, k, day):
    days, months = get(plan, AT.rules_halves_days, items[RULE, k]), get(plan, AT.rules_halves_months, items[RULE, k])
    if days == 0 and months == 0:
        return np.int64(0)
    return times_passed(plan, items[MATCH_DAY, k], days, months, day)


@part
def _points_on(plan, items, k, day):
    """The points that count on a day, suspension aside."""
    left = items[LEFT, k]
    if left == 0 or day < items[MATCH_DAY, k] or day >= items[MATCH_END, k]:
        return np.int64(0)
    return halve(left, _halvings(plan, items, k, day))


@part
def _counts(plan, items, k):
    """Whether no dispute suspends the points."""
    return not (items[RESTS, k] and items[LEFT, k] * get(plan, AT.scoring_direction, 0) < 0)


@part
def _measured_by(plan, people, person, step, day):
    taken = np.int64(people.longs[MEASURE_DAY + get(plan, AT.scoring_step_measure, step), person])
    return 0 <= taken <= day


@part
def cut_at_measures(plan, people, person, today, settled, items, count):
    """Cut matches for good at each step's measure, earliest first, newest match first (StVG 4(6))."""
    steps = length(plan, AT.scoring_step_hold)
    last_day, last_hold, last_step = np.int64(-1), np.int64(-(1 << 62)), np.int64(-1)
    while True:
        best, best_day, best_hold = np.int64(-1), np.int64(NEVER), np.int64(1 << 62)
        for step in range(steps):
            if not _measured_by(plan, people, person, step, today):
                continue
            day = np.int64(people.longs[MEASURE_DAY + get(plan, AT.scoring_step_measure, step), person])
            hold = -get(plan, AT.scoring_direction, 0) * get(plan, AT.scoring_step_hold, step)
            later = (day, hold, step) > (last_day, last_hold, last_step)
            if later and (day, hold, step) < (best_day, best_hold, np.int64(steps) if best < 0 else best):
                best, best_day, best_hold = np.int64(step), day, hold
        if best < 0:
            return
        last_day, last_hold, last_step = best_day, best_hold, best
        _cut_to(plan, items, count, settled, get(plan, AT.scoring_step_hold, best), best_day)


@part
def _cut_to(plan, items, count, settled, hold, day):
    sign = -get(plan, AT.scoring_direction, 0)
    total = get(plan, AT.scoring_base, 0) + settled
    for k in range(count):
        if _counts(plan, items, k):
            total += _points_on(plan, items, k, day)
    excess = (total - hold) * sign
    for k in range(count - 1, -1, -1):
        if excess <= 0:
            return
        if not _counts(plan, items, k):
            continue
        adverse = _points_on(plan, items, k, day) * sign
        if adverse <= 0:
            continue
        taken = min(adverse, excess)
        excess -= taken
        times = min(np.int64(31), _halvings(plan, items, k, day))
        most = (adverse - taken) * (1 << times) + ((1 << times) - 1)
        items[LEFT, k] = min(items[LEFT, k] * sign, most) * sign


@part
def score_on(plan, people, person, day, settled, items, count):
    """The score on a day: base and counting points, clamped, held where a step's measure is missing."""
    total = get(plan, AT.scoring_base, 0) + settled
    for k in range(count):
        if _counts(plan, items, k):
            total += _points_on(plan, items, k, day)
    score = min(max(total, get(plan, AT.scoring_low, 0)), get(plan, AT.scoring_high, 0))
    for step in range(length(plan, AT.scoring_step_hold)):
        if not _measured_by(plan, people, person, step, day):
            hold = get(plan, AT.scoring_step_hold, step)
            score = max(score, hold) if get(plan, AT.scoring_direction, 0) > 0 else min(score, hold)
    return score


@part
def goodness_of(plan, score):
    """The goodness of the band of a score, before ceilings and grace."""
    band = np.int64(0)
    for number in range(length(plan, AT.scoring_threshold)):
        band += 1 if score >= get(plan, AT.scoring_threshold, number) else 0
    return band if get(plan, AT.scoring_direction, 0) > 0 else get(plan, AT.scoring_bands, 0) - 1 - band


@part
def _given_on(plan, day, score, items, count):
    """The goodness that an assessment gives: of the score, and no better than any ceiling that covers the day."""
    given = goodness_of(plan, score)
    for k in range(count):
        if items[MATCH_DAY, k] <= day < items[CEILING_END, k]:
            given = min(given, get(plan, AT.rules_ceiling, items[RULE, k]))
    return given


@part
def band_in_force(plan, people, person, today, settled, items, count):
    """The goodness of the best band that lasts today; -1 where the scheme has no bands."""
    if get(plan, AT.scoring_bands, 0) == 0:
        return np.int64(-1)
    best = np.int64(-1)
    for row in range(get(plan, AT.assessments_start, today), get(plan, AT.assessments_start, today + 1)):
        day = np.int64(get(plan, AT.assessments_day, row))
        score = score_on(plan, people, person, day, settled, items, count)
        given = _given_on(plan, day, score, items, count)
        while given > best and not get2(plan, AT.assessments_lasts, row, given):
            given -= 1
        best = max(best, given)
    return best


@part
def next_change(plan, today, score, band, items, count):
    """The first day after `today` on which score or band may differ without a new record; NEVER if none."""
    day = np.int64(NEVER)
    for k in range(count):
        if items[CEILING_END, k] > today:
            day = min(day, items[CEILING_END, k])
        if items[LEFT, k] == 0 or items[MATCH_END, k] <= today:
            continue
        day = min(day, items[MATCH_END, k])
        days, months = (
            get(plan, AT.rules_halves_days, items[RULE, k]),
            get(plan, AT.rules_halves_months, items[RULE, k]),
        )
        if (days or months) and _points_on(plan, items, k, today) != 0:
            times = _halvings(plan, items, k, today) + 1
            day = min(day, add(plan, items[MATCH_DAY, k], days * times, months * times))
    if band >= 0 and _given_on(plan, today, score, items, count) != band:
        day = min(day, today + 1)
    return day
