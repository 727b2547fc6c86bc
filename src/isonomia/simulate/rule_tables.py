"""The scheme as tables of whole numbers: rules, pools, bands, steps, and what each rule makes of each template."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from isonomia.procedure.deadlines import weekly
from isonomia.scheme.keeping import keeping_of
from isonomia.scheme.scheme import Scheme
from isonomia.simulate.calendar import NEVER, UNITS, Span, parts
from isonomia.simulate.record_lives import lives_of
from isonomia.simulate.templates import Match, Template, matches_of

Array = npt.NDArray[Any]
NO_LIMIT = 2**62


class Rules(NamedTuple):
    """One row a rule, in the order of the file; durations in days and months apart, (0, 0) for none."""

    expires_days: Array
    expires_months: Array
    halves_days: Array
    halves_months: Array
    cap_points: Array
    cap_unit: Array
    pool: Array
    counts_nth: Array
    window_days: Array
    window_months: Array
    ceiling: Array
    ceiling_days: Array
    ceiling_months: Array
    pool_points: Array
    pool_unit: Array


class Events(NamedTuple):
    """What each template matches. A record's code is 4 x template + kind (isonomia.simulate.records).

    match_start: (templates + 1,) into the match_ arrays; match_at: where its points begin in `points` and `falls`, a
    table of (days or 1) x match_nth; match_valid: where its days begin in `valid`, -1 if it applies on every day.
    keep_days, settle_days, settle_unit: when a record can be forgotten, or its points added up for good
    (isonomia.simulate.record_lives). held_from: the first day whose facts are still held when the run is over, by the
    retention of their source.
    """

    activity: Array
    match_start: Array
    match_rule: Array
    match_at: Array
    match_nth: Array
    match_by_day: Array
    match_valid: Array
    points: Array
    falls: Array
    valid: Array
    adverse: Array
    favourable: Array
    keep_days: Array
    settle_days: Array
    settle_unit: Array
    held_from: Array


class Scoring(NamedTuple):
    """Base, range, direction (1: higher is better, -1: lower), thresholds of bands, steps.

    bands: how many; threshold: the `from` of the bands after the first in the file; step_hold, step_measure: each
    step's hold and the number of its measure; measure_band: the goodness at or below which a measure is taken.
    """

    base: int
    low: int
    high: int
    direction: int
    bands: int
    threshold: Array
    suspends: int
    can_contest: int
    step_hold: Array
    step_measure: Array
    measure_band: Array


def make_rules(scheme: Scheme) -> Rules:
    """The rows of all rules."""
    rules = scheme.rules
    pools = {pool.name: number for number, pool in enumerate(scheme.pools)}
    windows = [rule.written.nth.within if rule.written.nth is not None else None for rule in rules]
    ceilings = [rule.ceiling for rule in rules]
    fading = (_columns(rule.expires for rule in rules), _columns(rule.halves for rule in rules))
    return Rules(
        *fading[0],
        *fading[1],
        _integers([rule.cap.points if rule.cap else 0 for rule in rules]),
        _integers([UNITS.index(rule.cap.unit) if rule.cap else 0 for rule in rules]),
        _integers([pools[scheme.pool_of[rule.name].name] if rule.name in scheme.pool_of else -1 for rule in rules]),
        _integers([rule.written.nth is not None for rule in rules]),
        *_columns(windows),
        _integers([ceiling.goodness if ceiling else -1 for ceiling in ceilings]),
        *_columns(ceiling.lasts if ceiling else None for ceiling in ceilings),
        _integers([pool.cap.points for pool in scheme.pools]),
        _integers([UNITS.index(pool.cap.unit) for pool in scheme.pools]),
    )


def _columns(durations: Any) -> tuple[Array, Array]:
    pairs = [parts(duration) for duration in durations]
    return _integers([days for days, _ in pairs]), _integers([months for _, months in pairs])


def _integers(values: Sequence[int]) -> Array:
    return np.array(values, np.int64)


def make_scoring(scheme: Scheme) -> Scoring:
    """The totals' and bands' numbers."""
    score, terms = scheme.file.score, weekly(scheme.file.rights)
    low, high = score.range or (None, None)
    measures = list(dict.fromkeys(step.measure for step in scheme.steps))
    goodness = {band.name: band.goodness for band in scheme.bands}
    taken_in = {step.after.measure: goodness[step.after.band] for step in scheme.file.steps or ()}
    return Scoring(
        base=score.base,
        low=-NO_LIMIT if low is None else low,
        high=NO_LIMIT if high is None else high,
        direction=1 if scheme.higher_is_better else -1,
        bands=len(scheme.bands),
        threshold=_integers([band.begins for band in scheme.bands[1:] if band.begins is not None]),
        suspends=int(terms.suspends),
        can_contest=int(terms.can_appeal),
        step_hold=_integers([step.hold for step in scheme.steps]),
        step_measure=_integers([measures.index(step.measure) for step in scheme.steps]),
        measure_band=_integers([taken_in[measure] for measure in measures]),
    )


def make_events(scheme: Scheme, templates: Sequence[Template], span: Span, *, keeps_all: bool = False) -> Events:
    """The tables of all templates; a rule's `nth` can be at most the records that a run can make of its source."""
    days: list[date] = [span.date_of(day) for day in range(span.days)]
    most_nth = [_most_nth(scheme, template, templates, span.weeks) for template in templates]
    matches = [matches_of(scheme, template, days, most) for template, most in zip(templates, most_nth, strict=True)]
    flat = [match for found in matches for match in found]
    points: list[int] = []
    falls: list[bool] = []
    valid: list[bool] = []
    at, valid_at = [], []
    for match in flat:
        at.append(len(points))
        points += [value for row in match.points for value in row]
        falls += [value for row in match.ceiling for value in row]
        always = all(match.valid)
        valid_at.append(-1 if always else len(valid))
        valid += [] if always else match.valid
    direction = 1 if scheme.higher_is_better else -1
    lives = lives_of(scheme, templates, [[scheme.rules[match.rule] for match in found] for found in matches])
    return Events(
        _integers([template.activity for template in templates]),
        _integers([0, *np.cumsum([len(found) for found in matches])]),
        _integers([match.rule for match in flat]),
        _integers(at),
        _integers([len(match.points[0]) for match in flat]),
        _integers([len(match.points) > 1 for match in flat]),
        _integers(valid_at),
        _integers(points),
        np.array(falls, np.uint8),
        np.array(valid, np.uint8),
        _integers([any(_is_adverse(match, direction) for match in found) for found in matches]),
        _integers([any(_is_favourable(match, direction) for match in found) for found in matches]),
        _integers([NEVER] * len(templates) if keeps_all else lives.keep),
        _integers([NEVER] * len(templates) if keeps_all else lives.settle),
        _integers([lives.unit]),
        _integers([_held_from(scheme, template.source, days) for template in templates]),
    )


def _held_from(scheme: Scheme, source: str, days: Sequence[date]) -> int:
    """The first of these days whose facts are not over on the last of them, as a service deletes them."""
    keeping = keeping_of(scheme).get(source)
    day = len(days)
    while day and (keeping is None or not keeping.is_over(days[day - 1], days[-1])):
        day = day - 1 if keeping is not None else 0
    return day


def _is_adverse(match: Match, direction: int) -> bool:
    return any(value * direction < 0 for row in match.points for value in row) or any(
        value for row in match.ceiling for value in row
    )


def _is_favourable(match: Match, direction: int) -> bool:
    return any(value * direction > 0 for row in match.points for value in row)


def _most_nth(scheme: Scheme, template: Template, templates: Sequence[Template], weeks: int) -> int:
    """Each activity yields at most one true, one false and one reported record in a week."""
    activities = {other.activity for other in templates if other.source == template.source}
    return 3 * weeks * len(activities) + 1
