"""What period rules read of one person's records, and what their expressions make of it."""

import numpy as np

from isonomia.expression.to_kernel import UNKNOWN
from isonomia.simulate.compiled import part
from isonomia.simulate.period_tables import LEAST_VALUE, MATCHES, PROGRAMS, TOTAL
from isonomia.simulate.plan_layout import AT, HEADER, get, get2
from isonomia.simulate.population.state import CODE, DAY
from isonomia.simulate.records import KINDS, is_false
from isonomia.simulate.submodels.evaluate import evaluate
from isonomia.simulate.submodels.work import MATCH_DAY, RULE


@part
def reckon(plan, row, number, day, work):
    """The value of a period rule's program for an entry of `day`, UNKNOWN where unknown; one that is not there is 1."""
    begin = get2(plan, AT.periods_program, row * PROGRAMS + number, 0)
    end = get2(plan, AT.periods_program, row * PROGRAMS + number, 1)
    if begin == end:
        return np.int64(1)
    code, ordinal = plan[HEADER * AT.periods_code], day + get(plan, AT.periods_first_ordinal, 0)
    return evaluate(plan, code + begin, code + end, ordinal, work.values, work.stack)


@part
def read_period(plan, store, at, records, row, first, true_only, work, count):
    """Set the aggregates that a period rule reads, of what happened since `first`.

    All of the first `records` records, which lie at `at`, and of the first `count` matches are before the period's end.
    """
    begin, end = get(plan, AT.periods_read_start, row), get(plan, AT.periods_read_start, row + 1)
    of_matches = True
    for place in range(begin, end):
        number = get(plan, AT.periods_read, place)
        how = get(plan, AT.periods_aggregate_how, number)
        if how == MATCHES:
            work.values[number] = _matches_since(plan, work.items, count, number, first)
        else:
            work.values[number] = 0 if how == TOTAL else UNKNOWN
            of_matches = False
    for k in range(records - 1, -1, -1):
        if of_matches or np.int64(store.columns[DAY, at + k]) < first:
            return
        code = np.int64(store.columns[CODE, at + k])
        if true_only and is_false(code):
            continue
        for place in range(begin, end):
            number = get(plan, AT.periods_read, place)
            value = get2(plan, AT.periods_value, number, code // KINDS)
            if value != UNKNOWN and get(plan, AT.periods_aggregate_how, number) != MATCHES:
                work.values[number] = _joined(plan, number, work.values[number], value)


@part
def _matches_since(plan, items, count, number, first):
    """COUNT of a rule; what period rules gave lies among the matches too, and is no event rule's."""
    rule, found = get(plan, AT.periods_aggregate_rule, number), np.int64(0)
    for k in range(count - 1, -1, -1):
        if items[MATCH_DAY, k] < first:
            break
        found += 1 if items[RULE, k] == rule else 0
    return found


@part
def _joined(plan, number, found, value):
    how = get(plan, AT.periods_aggregate_how, number)
    if how == TOTAL:
        return found + value
    if found == UNKNOWN:
        return value
    return min(found, value) if how == LEAST_VALUE else max(found, value)
