"""Dates as day numbers: durations clamp to the month's end and are counted from the date itself (isonomia.periods)."""

import numpy as np

from isonomia.simulate.calendar import NEVER
from isonomia.simulate.compiled import part
from isonomia.simulate.plan_layout import AT, get, length


@part
def add(plan, day, days, months):
    """`day` plus a duration in days or in months; NEVER where it ends beyond the calendar."""
    if months == 0:
        return np.int64(min(NEVER, day + days))
    month = np.int64(get(plan, AT.calendar_month_of, day)) + months
    if month >= length(plan, AT.calendar_month_first):
        return np.int64(NEVER)
    within = min(
        np.int64(get(plan, AT.calendar_day_of_month, day)), np.int64(get(plan, AT.calendar_month_length, month))
    )
    return np.int64(get(plan, AT.calendar_month_first, month)) + within - 1


@part
def times_passed(plan, day, days, months, until):
    """How many of day + 1 duration, day + 2 durations, ... are not after `until` (a day of the run)."""
    if until <= day:
        return np.int64(0)
    if months == 0:
        return (until - day) // days
    times = (
        np.int64(get(plan, AT.calendar_month_of, until)) - np.int64(get(plan, AT.calendar_month_of, day))
    ) // months
    if times > 0 and add(plan, day, 0, months * times) > until:
        times -= 1
    return times


@part
def halve(points, times):
    """Divide by two so many times, truncated toward zero."""
    if times >= 63:
        return np.int64(0)
    return -((-points) >> times) if points < 0 else points >> times
