"""What points and consequences do to people, as tables: beliefs, feelings, contests, effects by band."""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from isonomia.procedure.deadlines import weekly
from isonomia.scheme.model.consequence import Consequence
from isonomia.scheme.model.vocabulary import BandDirection, ConsequenceKind, Participation, Severity
from isonomia.scheme.scheme import Scheme
from isonomia.simulate.log_odds import as_32_bits, exponential, log_odds, to_units
from isonomia.society.model.response import Effect
from isonomia.society.model.society_file import SocietyFile

Array = npt.NDArray[Any]
WHOLE = 8192
"""Usual income, full trust, full strain."""


class Life(NamedTuple):
    """Whole numbers of 1/8192 for income, trust and strain; vigilance in 1/1024; rates in 1/32768 a week.

    income, trust, strain: by goodness of the band in force, what its consequences make of the target; adverse: whether
    it brings any that is adverse; alike: the same number for bands between which nothing changes for those who
    move. contest: (2, groups), the chance of 2^32 that a true (0) or a false (1) record is
    contested; upheld: (2,). service: microweeks that one decision takes for a district of 1,000 people, 0: never.
    """

    know: int
    edge_points: int
    edge_factor: int
    vigilance_start: int
    vigilance_rate: int
    vigilance_record: int
    recovery: int
    income: Array
    trust: Array
    strain: Array
    adverse: Array
    alike: Array
    notice_weeks: int
    trust_mean: int
    trust_spread: int
    trust_true: int
    trust_false: int
    trust_reward: int
    trust_redress: int
    strain_record: int
    contest: Array
    upheld: Array
    service: int
    is_voluntary: int
    join: int
    leave: Array
    leave_highest: int
    feels: int


def _parts(value: Decimal, whole: int) -> int:
    return int((value * whole).to_integral_value(rounding=ROUND_HALF_EVEN))


def bands_reached(scheme: Scheme, consequence: Consequence) -> list[int]:
    """The goodness of the bands that a consequence follows from."""
    own = next(band.goodness for band in scheme.bands if band.name == consequence.band)
    match consequence.reach:
        case BandDirection.BETTER:
            return list(range(own, len(scheme.bands)))
        case BandDirection.WORSE:
            return list(range(own + 1))
        case _:
            return [own]


def effect_of(society: SocietyFile, consequence: Consequence) -> Effect | None:
    """What a society says of such a consequence; what is only shown or a mere step does nothing."""
    severity = consequence.severity or Severity.MEDIUM
    if consequence.kind is ConsequenceKind.BENEFIT:
        return society.effects.benefit.get(severity)
    if consequence.kind is ConsequenceKind.ADVERSE:
        if consequence.area is not None and consequence.area in society.effects.by_area:
            return society.effects.by_area[consequence.area]
        return society.effects.adverse.get(severity)
    return None


def _effects(scheme: Scheme | None, society: SocietyFile) -> tuple[Array, Array, Array, Array]:
    """By goodness: the targets of income, trust and strain, and whether anything adverse follows."""
    size = max(1, len(scheme.bands)) if scheme is not None else 1
    income, trust, strain = (np.zeros(size, np.int64) for _ in range(3))
    adverse = np.zeros(size, np.int64)
    for consequence in scheme.file.consequences.values() if scheme is not None else ():
        effect = effect_of(society, consequence)
        for goodness in bands_reached(scheme, consequence) if scheme is not None and effect is not None else ():
            assert effect is not None
            income[goodness] += _parts(effect.income.value, WHOLE)
            trust[goodness] += _parts(effect.trust.value, WHOLE)
            strain[goodness] += _parts(effect.strain.value, WHOLE)
            adverse[goodness] |= consequence.kind is ConsequenceKind.ADVERSE
    return np.maximum(WHOLE + income, 0), trust, np.clip(strain, 0, WHOLE), adverse


def _alike(income: Array, trust: Array, strain: Array, adverse: Array) -> Array:
    """By goodness, the lowest one that brings the same; an adverse band, whose notice begins anew, is like no other."""
    effects = list(zip(income.tolist(), trust.tolist(), strain.tolist(), adverse.tolist(), strict=True))
    return np.array([row if effect[3] else effects.index(effect) for row, effect in enumerate(effects)], np.int64)


def make_life(society: SocietyFile, scheme: Scheme | None) -> Life:
    """The tables of a society under a scheme, or under none."""
    income, trust, strain, adverse = _effects(scheme, society)
    response, feelings, contest = society.response, society.feelings, society.contest
    groups = list(society.groups)
    noticed = contest.noticed.value
    factors = [contest.by_group[group].value if group in contest.by_group else Decimal(1) for group in groups]
    leave = _leaving(society)
    is_voluntary = scheme is not None and scheme.file.participation is Participation.VOLUNTARY
    deltas = [
        feelings.trust_after_true_record,
        feelings.trust_after_false_record,
        feelings.trust_after_reward,
        feelings.trust_after_redress,
        feelings.strain_after_record,
    ]
    changes = [_parts(item.value, WHOLE) for item in deltas]
    return Life(
        know=as_32_bits(response.know.value),
        edge_points=int(response.edge_points.value),
        edge_factor=to_units(response.edge.value),
        vigilance_start=to_units(response.belief_at_start.value),
        vigilance_rate=_parts(response.belief_learning.value, 32768),
        vigilance_record=to_units(response.belief_after_record.value),
        recovery=_parts(society.effects.recovery.value, 32768),
        income=income,
        trust=trust,
        strain=strain,
        adverse=adverse,
        alike=_alike(income, trust, strain, adverse),
        notice_weeks=weekly(scheme.file.rights).notice_weeks if scheme is not None else 0,
        trust_mean=_parts(feelings.trust.value, WHOLE),
        trust_spread=_parts(feelings.trust_spread.value, WHOLE),
        trust_true=changes[0],
        trust_false=changes[1],
        trust_reward=changes[2],
        trust_redress=changes[3],
        strain_record=changes[4],
        contest=_contest(noticed, (contest.when_true.value, contest.when_false.value), factors),
        upheld=np.array(
            [as_32_bits(contest.upheld_when_true.value), as_32_bits(contest.upheld_when_false.value)], np.int64
        ),
        service=int(Decimal(10**6) / contest.reviewers.value) if contest.reviewers.value else 0,
        is_voluntary=int(is_voluntary),
        join=as_32_bits(society.membership.join.value) if is_voluntary else 2**32,
        leave=leave if is_voluntary else np.zeros_like(leave),
        leave_highest=int(leave.max()) if is_voluntary else 0,
        feels=int(any(changes) or bool(response.belief_after_record.value)),
    )


def _contest(noticed: Decimal, chances: Sequence[Decimal], factors: Sequence[Decimal]) -> Array:
    rows = [[as_32_bits(min(Decimal(1), noticed * chance * factor)) for factor in factors] for chance in chances]
    return np.array(rows, np.int64)


LEAVE_STEPS = 16


def _leaving(society: SocietyFile) -> Array:
    """The chance of 2^32 of leaving in a week, by sixteenths of trust."""
    membership = society.membership
    if not membership.leave.value:
        return np.zeros(LEAVE_STEPS, np.int64)
    usual = log_odds(membership.leave.value)
    weight = to_units(membership.leave_trust.value)
    mean = _parts(society.feelings.trust.value, LEAVE_STEPS)
    table = []
    for step in range(LEAVE_STEPS):
        units = usual + weight * (step - mean) // LEAVE_STEPS
        table.append(_probability(units))
    return np.array(table, np.int64)


def _probability(units: int) -> int:
    """The 32-bit threshold of a probability given by its log-odds."""
    odds = exponential(units)
    return as_32_bits(odds / (1 + odds))
