"""How far is any engine from a fused pass of compiled code over sorted rows, written for this one scheme?

From the same Parquet files to the same table: members become numbers, rows are put in order once (a counting sort by
member, then by time and event id within each), and one Numba loop over each member's rows does caps, pools, halving,
expiry, the sums of the six days and the next fade. Calendar questions are tables over day numbers, made beforehand.
"""

import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import numba
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from isonomia.periods import Duration, add
from peers.benchmark_scheme import BANDS, DAYS, LOWEST, NOW, POOLS, RANGE, RULES, TODAY, stages

BASE, LAST = date(2021, 1, 1), date(2027, 1, 1)
NEVER = np.int32(2**31 - 1)
RULE = {name: number for number, name in enumerate(RULES)}
CAPS = np.array([rule.cap for rule in RULES.values()] + [cap for cap, _ in POOLS.values()])
FIELDS = {
    "hours": ["data_hours", "data_task"],
    "payments": ["data_days_late", "data_amount"],
    "reports": ["data_severity", "data_confirmed"],
}


class Calendar(NamedTuple):
    """By rule (then pool) and day number: the period, the divisors on the asked days (0: none), the next fade."""

    period: np.ndarray
    divisor: np.ndarray
    next_fade: np.ndarray


class Events(NamedTuple):
    """One source: rows ordered by member and time with where each member's begin, and the columns they point to."""

    begin: np.ndarray
    rows: np.ndarray
    at: np.ndarray
    day: np.ndarray
    first: np.ndarray
    second: np.ndarray


def standings(folder: Path) -> pa.Table:
    """Member, score, band and next fade of everybody, ordered by member."""
    tables = {source: _read(folder, source) for source in FIELDS}
    dictionaries = [table["member"].chunk(0).dictionary for table in tables.values()]
    names = pc.unique(pa.concat_arrays(dictionaries))
    names = names.take(pc.sort_indices(names))
    listed = np.zeros(len(names), np.bool_)
    events = [_events(source, table, names, listed) for source, table in tables.items()]
    sums, fades = np.zeros((len(names), len(DAYS)), np.int64), np.full(len(names), NEVER)
    _pass(events[0], events[1], events[2], calendar(), sums, fades)
    return _table(names, listed, sums, fades)


def _read(folder: Path, source: str) -> pa.Table:
    columns = ["member", "occurred_at", "occurred_on", "recorded_at", "event_id", *FIELDS[source]]
    table = pq.read_table(folder / f"{source}.parquet", columns=columns).combine_chunks()
    return table.set_column(0, "member", table["member"].chunk(0).dictionary_encode())


def _events(source: str, table: pa.Table, names: pa.Array, listed: np.ndarray) -> Events:
    codes = table["member"].chunk(0)
    place = pc.index_in(codes.dictionary, value_set=names).to_numpy().astype(np.int32)
    member = place[codes.indices.to_numpy()]
    at, known = (table[name].cast(pa.int64()).to_numpy() for name in ("occurred_at", "recorded_at"))
    now = int(np.datetime64(NOW, "us").astype(np.int64))
    day = table["occurred_on"].cast(pa.int32()).to_numpy() - _number(BASE)
    first_day = _number(min(rule.first for rule in RULES.values() if rule.source == source)) - _number(BASE)
    _, offsets, letters = table["event_id"].chunk(0).buffers()
    ids = np.frombuffer(offsets, np.int32), np.frombuffer(letters, np.uint8)
    begin, rows = _ordered(member, (at, known, day), (now, first_day), listed, ids)
    first, second = (_column(table[name].chunk(0)) for name in FIELDS[source])
    return Events(begin, rows, at, day, first, second)


def _column(column: pa.Array) -> np.ndarray:
    """Whole numbers: decimals as millionths, a task as 1 for night and 2 for teaching, else the value."""
    if pa.types.is_decimal(column.type):
        return np.frombuffer(column.buffers()[1], np.int64)[::2]
    if pa.types.is_string(column.type):
        column = column.dictionary_encode()
        meaning = np.array([{"night": 1, "teaching": 2}.get(task.as_py(), 0) for task in column.dictionary])
        return meaning[column.indices.to_numpy()]
    return column.cast(pa.int64()).to_numpy()


@numba.njit(cache=True)
def _ordered(member, dates, limits, listed, ids):  # noqa: ANN001, ANN202
    """Counting sort by member of what counts at all; then by time and event id where rows came out of order."""
    at, known, day = dates
    now, first_day = limits
    begin = np.zeros(len(listed) + 1, np.int64)
    for row in range(len(member)):
        if known[row] <= now:
            listed[member[row]] = True
            if at[row] <= now and day[row] >= first_day:
                begin[member[row] + 1] += 1
    begin = np.cumsum(begin)
    free = begin[:-1].copy()
    rows = np.empty(begin[-1], np.int32)
    for row in range(len(member)):
        if known[row] <= now and at[row] <= now and day[row] >= first_day:
            rows[free[member[row]]] = row
            free[member[row]] += 1
    for who in range(len(listed)):
        own = rows[begin[who] : begin[who + 1]]
        for place in range(1, len(own)):
            if at[own[place]] < at[own[place - 1]]:
                own[:] = own[np.argsort(at[own], kind="mergesort")]
                break
        for place in range(1, len(own)):
            back = place
            while back > 0 and at[own[back]] == at[own[back - 1]] and _before(own[back], own[back - 1], ids):
                own[back], own[back - 1] = own[back - 1], own[back]
                back -= 1
    return begin, rows


@numba.njit(cache=True)
def _before(one, other, ids):  # noqa: ANN001, ANN202
    """Whether one row's event id comes before another's, byte by byte, which is by code point in UTF-8."""
    offsets, letters = ids
    i, j = offsets[one], offsets[other]
    while i < offsets[one + 1] and j < offsets[other + 1]:
        if letters[i] != letters[j]:
            return letters[i] < letters[j]
        i, j = i + 1, j + 1
    return offsets[one + 1] - offsets[one] < offsets[other + 1] - offsets[other]


def calendar() -> Calendar:
    """The tables of this scheme."""
    days = [BASE + timedelta(n) for n in range((LAST - BASE).days)]
    period = [[_period(day, rule.per) for day in days] for rule in RULES.values()]
    period += [[_period(day, per) for day in days] for _, per in POOLS.values()]
    divisor = np.zeros((len(RULES), len(days), len(DAYS)), np.int64)
    fades = np.full((len(RULES), len(days)), NEVER)
    for number, rule in enumerate(RULES.values()):
        for n, asked in enumerate(DAYS):
            for stage in reversed(stages(rule, asked)):
                divisor[number, max(0, (stage.first - BASE).days) : (asked - BASE).days + 1, n] = stage.divisor
        for stage in reversed(stages(rule, TODAY)):
            for place in range(max(0, (stage.first - BASE).days), len(days)):
                fades[number, place] = _number(add(days[place], Duration(stage.months, "months")))
    return Calendar(np.array(period), divisor, fades)


def _period(day: date, per: str) -> int:
    if per in ("day", "week"):
        return _number(day) if per == "day" else (_number(day) + 3) // 7
    return {"month": day.year * 12 + day.month, "quarter": day.year * 4 + (day.month - 1) // 3, "year": day.year}[per]


def _number(day: date) -> int:
    return (day - date(1970, 1, 1)).days


@numba.njit(cache=True)
def _cap(which, day, points, calendar, periods, sums):  # noqa: ANN001, ANN202
    """What the cap of a rule or pool leaves of the next entry."""
    if periods[which] != calendar.period[which, day]:
        periods[which], sums[which] = calendar.period[which, day], 0
    left = min(points, CAPS[which] - sums[which])
    sums[which] += left
    return left


@numba.njit(cache=True)
def _count(rule, day, points, sign, calendar, days, fade):  # noqa: ANN001, ANN202
    """Add what is left of an entry to the sums of the asked days; the earlier next fade comes back."""
    for n in range(len(days)):
        divisor = calendar.divisor[rule, day, n]
        if divisor:
            days[n] += sign * (points // divisor)
    today = calendar.divisor[rule, day, 0]
    if today and points >= today:
        return min(fade, calendar.next_fade[rule, day])
    return fade


@numba.njit(cache=True)
def _hours(events, who, calendar, periods, sums, days, fade):  # noqa: ANN001, ANN202
    for place in range(events.begin[who], events.begin[who + 1]):
        row = events.rows[place]
        day, hours, task = events.day[row], events.first[row], events.second[row]
        if hours >= 2_000_000:
            points = _cap(0, day, (min(hours, 8_000_000) * 2 + 500_000) // 1_000_000, calendar, periods, sums)
            fade = _count(0, day, _cap(10, day, points, calendar, periods, sums), 1, calendar, days, fade)
        else:
            points = _cap(1, day, 1, calendar, periods, sums)
            fade = _count(1, day, _cap(10, day, points, calendar, periods, sums), 1, calendar, days, fade)
        if task == 1:
            points = _cap(2, day, 3, calendar, periods, sums)
            fade = _count(2, day, _cap(10, day, points, calendar, periods, sums), 1, calendar, days, fade)
        elif task == 2:
            fade = _count(3, day, _cap(3, day, 5, calendar, periods, sums), 1, calendar, days, fade)
    return fade


@numba.njit(cache=True)
def _payment(events, row, calendar, periods, sums, days, fade):  # noqa: ANN001, ANN202
    day, late, amount = events.day[row], events.first[row], events.second[row]
    if late <= 0:
        points = _cap(11, day, _cap(4, day, 1, calendar, periods, sums), calendar, periods, sums)
        fade = _count(4, day, points, 1, calendar, days, fade)
    elif late > 30:
        points = _cap(5, day, 12 if late > 90 else 4, calendar, periods, sums)
        fade = _count(5, day, points, -1, calendar, days, fade)
    if amount >= 500_000_000:
        fade = _count(6, day, _cap(6, day, 2, calendar, periods, sums), 1, calendar, days, fade)
    return fade


@numba.njit(cache=True)
def _report(events, row, calendar, periods, sums, days, fade):  # noqa: ANN001, ANN202
    day, severity, confirmed = events.day[row], events.first[row], events.second[row]
    if severity == 0:
        points = _cap(11, day, _cap(9, day, 4, calendar, periods, sums), calendar, periods, sums)
        return _count(9, day, points, 1, calendar, days, fade)
    if confirmed and severity == 1:
        return _count(7, day, _cap(7, day, 2, calendar, periods, sums), -1, calendar, days, fade)
    if confirmed:
        return _count(8, day, _cap(8, day, severity * 10, calendar, periods, sums), -1, calendar, days, fade)
    return fade


@numba.njit(parallel=True, cache=True)
def _pass(hours, payments, reports, calendar, days, fades):  # noqa: ANN001, ANN202
    """Each member's rows in order; payments and reports together, as one pool takes from both."""
    for who in numba.prange(len(fades)):
        periods, sums = np.full(len(CAPS), -1), np.zeros(len(CAPS), np.int64)
        fade = _hours(hours, who, calendar, periods, sums, days[who], fades[who])
        i, j = payments.begin[who], reports.begin[who]
        while i < payments.begin[who + 1] or j < reports.begin[who + 1]:
            if j == reports.begin[who + 1] or (
                i < payments.begin[who + 1] and payments.at[payments.rows[i]] <= reports.at[reports.rows[j]]
            ):
                fade = _payment(payments, payments.rows[i], calendar, periods, sums, days[who], fade)
                i += 1
            else:
                fade = _report(reports, reports.rows[j], calendar, periods, sums, days[who], fade)
                j += 1
        fades[who] = fade


def _table(names: pa.Array, listed: np.ndarray, sums: np.ndarray, fades: np.ndarray) -> pa.Table:
    band = np.full(len(names), LOWEST, dtype="U16")
    for name, threshold, sundays in reversed(BANDS):
        band[sums[:, 1 : sundays + 1].max(axis=1) >= threshold] = name
    table = pa.table(
        {
            "member": names,
            "score": np.clip(sums[:, 0], *RANGE),
            "band": pa.array(band),
            "next_fade": pa.array(fades.astype(np.int32), pa.int32(), mask=fades == NEVER).cast(pa.date32()),
        }
    )
    return table.filter(pa.array(listed))


if __name__ == "__main__":
    begun = time.perf_counter()
    print(len(standings(Path(sys.argv[1]))), round(time.perf_counter() - begun, 2))
