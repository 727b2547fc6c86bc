"""Activities as tables: how likely, how detectable, what moves them, and which events they leave."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from isonomia.scheme.scheme import Scheme
from isonomia.simulate.log_odds import FULL, LARGEST, as_16_bits, as_32_bits, exponential, to_units
from isonomia.simulate.population.disposition import usual_log_odds
from isonomia.simulate.rule_tables import Events
from isonomia.simulate.templates import Template
from isonomia.society.model.activity import Activity
from isonomia.society.model.quantity import Quantity
from isonomia.society.model.society_file import SocietyFile

Array = npt.NDArray[Any]
VIGILANCE_STEPS = 16
"""Steps of 1/2 of the factor by which a person believes detection likelier than it is."""
HIGHEST_HELD = 3584
"""Log-odds of 3.5, a chance of 97 %: no act that is not certain is more likely in a week."""


class Conduct(NamedTuple):
    """One entry an activity, in the order of the file; log-odds in 1/1024.

    An act's odds are odds16 / 2^shift, where odds16 = top x e^(z - z_top), z_top being the largest log-odds that the
    scale holds; raised: what a product of 2^16 times the odds is multiplied by, 2^(16 - shift) or 1; lowered: the
    factor 2^(16 - shift) in 1/65536 where it is below 1, else 0; margin: how near (in 1/65536) a number must be to its
    threshold for the finer half to decide.
    norm: (activities, ties + 1), the factor on the odds by how many of one's ties did it, at most 1; its largest value
    is added to `norm_offset` in log-odds.
    near: (activities, activities), the share of the other's fear that is felt here, in 1/1024.
    feared: (groups x 16, activities), what fear takes from the log-odds, by step of the factor believed in.
    detection: (activities, groups), chances in 1/65535. choice_: the events that a detected act becomes.
    one_template: the activity's only template where each detected act becomes it, else -1.
    """

    mean: Array
    spread: Array
    by_group: Array
    z_top: Array
    top: Array
    shift: Array
    raised: Array
    lowered: Array
    margin: Array
    norm: Array
    norm_offset: Array
    money: Array
    trust: Array
    strain: Array
    incentive: Array
    fear: Array
    near: Array
    feared: Array
    crowding_out: Array
    detection: Array
    patrolled: Array
    choice_start: Array
    choice_template: Array
    choice_below: Array
    one_template: Array
    good: Array
    harmful: Array


class FalseRecords(NamedTuple):
    """False records by (process, group): a 32-bit number below the cumulative threshold `below` makes one.

    highest: the largest sum over groups, so that one comparison tells who needs a closer look.
    """

    activity: Array
    below: Array
    highest: int


class Reports(NamedTuple):
    """Reporting a neighbour: the act, what is reported, and the chance (of 2^32) that it is filed though untrue."""

    act: Array
    reported: Array
    untrue: Array


@dataclass(frozen=True)
class Scored:
    """A scheme with its templates and their tables; what a run without a scheme has none of."""

    scheme: Scheme
    templates: tuple[Template, ...]
    events: Events

    @property
    def watched(self) -> set[int]:
        """The numbers of the activities whose acts a source can take."""
        return {template.activity for template in self.templates}


def _value(quantity: Quantity | None) -> Decimal:
    return quantity.value if quantity is not None else Decimal(0)


def _units(quantities: Iterable[Quantity | None]) -> Array:
    return np.array([to_units(_value(quantity)) for quantity in quantities], np.int64)


def expected_points(scored: Scored | None, activities: int) -> list[Decimal]:
    """What an act of each activity brings on average when it is recorded for the first time; positive is better."""
    totals = [Decimal(0)] * activities
    shares = [Decimal(0)] * activities
    if scored is None:
        return totals
    direction = 1 if scored.scheme.higher_is_better else -1
    events = scored.events
    for number, template in enumerate(scored.templates):
        matches = range(events.match_start[number], events.match_start[number + 1])
        points = sum(int(events.points[events.match_at[match]]) for match in matches)
        totals[template.activity] += template.share * points * direction
        shares[template.activity] += template.share
    return [total / share if share else Decimal(0) for total, share in zip(totals, shares, strict=True)]


def make_conduct(society: SocietyFile, scored: Scored | None, ties: int) -> Conduct:
    """The tables of a society under a scheme, or under none."""
    names, activities = list(society.activities), list(society.activities.values())
    groups = list(society.groups)
    means = np.array([usual_log_odds(activity, society) for activity in activities], np.int64)
    points = expected_points(scored, len(activities))
    value = society.response.point_value.value
    incentive = np.array([to_units(value * item) for item in points], np.int64)
    norms = _units(activity.norm for activity in activities)
    z_top, top, shift = _scales(activities, means, incentive, norms, value_factor=society.response.edge.value)
    norm = _norm_factors(activities, norms, ties)
    choices = _choices(scored, len(activities))
    watched = scored.watched if scored is not None else set()
    adverse = _adverse(scored)
    fear = _units(activity.fear if number in adverse else None for number, activity in enumerate(activities))
    near, detection = _near(names, activities), _detection(activities, groups, watched)
    return Conduct(
        mean=means,
        spread=_units(activity.spread for activity in activities),
        by_group=_grid(activities, groups, lambda activity: activity.by_group, Decimal(0)),
        z_top=z_top,
        top=top,
        shift=shift,
        raised=np.array([1 << max(0, 16 - int(item)) for item in shift], np.int64),
        lowered=np.array([1 << (32 - int(item)) if item > 16 else 0 for item in shift], np.int64),
        margin=np.array([3 + 2 * (65536 >> int(item)) for item in shift], np.int64),
        norm=norm[0],
        norm_offset=norm[1],
        money=_units(activity.money for activity in activities),
        trust=_units(activity.trust for activity in activities),
        strain=_units(activity.strain for activity in activities),
        incentive=incentive,
        fear=fear,
        near=near,
        feared=_feared(fear, near, detection),
        crowding_out=_units(activity.crowding_out for activity in activities),
        detection=detection,
        patrolled=_units(activity.patrolled for activity in activities),
        choice_start=choices[0],
        choice_template=choices[1],
        choice_below=choices[2],
        one_template=choices[3],
        good=np.array([activity.moral.value == "good" for activity in activities], np.int64),
        harmful=np.array([activity.moral.value == "harmful" for activity in activities], np.int64),
    )


def _adverse(scored: Scored | None) -> set[int]:
    """The activities that can bring points to the worse, or a ceiling."""
    if scored is None:
        return set()
    return {template.activity for number, template in enumerate(scored.templates) if scored.events.adverse[number]}


def _grid(activities: Sequence[Activity], groups: Sequence[str], of: Any, default: Decimal) -> Array:
    """A number of 1/1024 for each activity and group."""
    rows = []
    for activity in activities:
        given: Mapping[str, Quantity] = of(activity)
        rows.append([to_units(given[group].value if group in given else default) for group in groups])
    return np.array(rows, np.int64)


def _scales(
    activities: Sequence[Activity], means: Array, incentive: Array, norms: Array, *, value_factor: Decimal
) -> tuple[Array, Array, Array]:
    """For each activity the largest log-odds that its odds can hold in 16 bits, those odds, and their binary scale.

    The scale reaches 3 1/2 standard deviations above the mean, with half of all that may push upwards, but not beyond
    97 % a week (a wider scale leaves more to the finer numbers); what lies above is held at its end. For
    a chance of 4 in 10,000 one step of the odds is then a relative 1/1,000 or less.
    """
    z_top, top, shift = [], [], []
    for number, activity in enumerate(activities):
        group = max((abs(to_units(item.value)) for item in activity.by_group.values()), default=0)
        pushes = [abs(to_units(_value(item))) for item in (activity.money, activity.trust, activity.strain)]
        reach = int(means[number]) + to_units(activity.spread.value * Decimal("3.5")) + group + sum(pushes) // 2
        reach += int(abs(incentive[number]) * value_factor) + abs(int(norms[number])) // 2
        highest = max(-LARGEST, min(HIGHEST_HELD, reach))
        odds, scale = exponential(highest), 0
        while scale < 31 and odds * 2 ** (scale + 1) <= FULL - 1:
            scale += 1
        z_top.append(highest)
        top.append(int(odds * 2**scale))
        shift.append(scale)
    return np.array(z_top, np.int64), np.array(top, np.int64), np.array(shift, np.int64)


def _norm_factors(activities: Sequence[Activity], norms: Array, ties: int) -> tuple[Array, Array]:
    """The factor on the odds by the number of ties that did it, over its largest value; and that value's log-odds.

    A share of one's ties above the usual weekly share pushes up, one below pulls down: e^(norm x (share - weekly)).
    """
    table = np.empty((norms.size, ties + 1), np.uint16)
    offset = np.zeros(norms.size, np.int64)
    for number, activity in enumerate(activities):
        pushes = [
            int(int(norms[number]) * (Decimal(count) / max(1, ties) - activity.weekly.value))
            for count in range(ties + 1)
        ]
        offset[number] = max(pushes)
        table[number] = [int(FULL * exponential(push - max(pushes))) for push in pushes]
    if not ties:
        offset[:], table[:] = 0, FULL
    return table, offset


def _near(names: Sequence[str], activities: Sequence[Activity]) -> Array:
    table = np.zeros((len(names), len(names)), np.int64)
    for number, activity in enumerate(activities):
        for other, share in activity.near.items():
            table[number, names.index(other)] = to_units(share.value)
    return table


def _feared(fear: Array, near: Array, detection: Array) -> Array:
    """Fear is log-odds for certain detection; the chance believed is the true one times a factor of 0 to 7 1/2."""
    rows = []
    for group in range(detection.shape[1]):
        for step in range(VIGILANCE_STEPS):
            believed = np.minimum(FULL, detection[:, group] * (step << 9) >> 10)
            own = fear * believed // FULL
            rows.append(own + (near * own >> 10).sum(axis=1))
    return np.array(rows, np.int64).reshape(-1, fear.size)


def _detection(activities: Sequence[Activity], groups: Sequence[str], watched: set[int]) -> Array:
    """The chance of detection by activity and group, 0 where no source of the scheme would take the act."""
    table = np.zeros((len(activities), len(groups)), np.int64)
    for number, activity in enumerate(activities):
        if number not in watched:
            continue
        for column, group in enumerate(groups):
            factor = activity.detected_by_group[group].value if group in activity.detected_by_group else Decimal(1)
            table[number, column] = as_16_bits(min(Decimal(1), activity.detected.value * factor))
    return table


def _choices(scored: Scored | None, activities: int) -> tuple[Array, Array, Array, Array]:
    """By activity: its templates, and the 32-bit thresholds below which a number chooses each."""
    start, chosen, below, single = [0], [], [], []
    for activity in range(activities):
        share = Decimal(0)
        templates = scored.templates if scored is not None else ()
        own = [number for number, template in enumerate(templates) if template.activity == activity]
        for number in own:
            share += templates[number].share
            chosen.append(number)
            below.append(as_32_bits(min(Decimal(1), share)))
        single.append(own[0] if len(own) == 1 and share == 1 else -1)
        start.append(len(chosen))
    return (
        np.array(start, np.int64),
        np.array(chosen, np.int64),
        np.array(below, np.int64),
        np.array(single, np.int64),
    )


def make_false_records(society: SocietyFile, scored: Scored | None) -> FalseRecords:
    """The false records that a scheme's sources can hold."""
    names, groups = list(society.activities), list(society.groups)
    watched = scored.watched if scored is not None else set()
    kept = [item for item in society.false_records.values() if names.index(item.activity) in watched]
    below = np.zeros((len(kept), len(groups)), np.int64)
    for column, group in enumerate(groups):
        total = Decimal(0)
        for row, item in enumerate(kept):
            factor = item.by_group[group].value if group in item.by_group else Decimal(1)
            total += item.weekly.value * factor
            below[row, column] = as_32_bits(min(Decimal(1), total))
    highest = int(below.max()) if below.size else 0
    return FalseRecords(np.array([names.index(item.activity) for item in kept], np.int64), below, highest)


def make_reports(society: SocietyFile, scored: Scored | None) -> Reports:
    """The reports that a scheme's sources can hold."""
    names = list(society.activities)
    watched = scored.watched if scored is not None else set()
    kept = [item for item in society.reporting.values() if names.index(item.reports) in watched]
    return Reports(
        np.array([names.index(item.activity) for item in kept], np.int64),
        np.array([names.index(item.reports) for item in kept], np.int64),
        np.array([as_32_bits(item.untrue.value) for item in kept], np.int64),
    )
