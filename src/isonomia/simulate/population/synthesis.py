"""Who the people are: group, disposition, knowledge, trust. The same people whatever the scheme, and in any shard."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from isonomia.simulate.conduct_tables import Conduct
from isonomia.simulate.life_tables import WHOLE
from isonomia.simulate.log_odds import CERTAIN, LARGEST, as_32_bits
from isonomia.simulate.plan import Setting
from isonomia.simulate.population.disposition import spread_out
from isonomia.simulate.population.state import (
    FLAGS,
    GROUP,
    INCOME,
    INCOME_TARGET,
    KNOWS,
    MEMBER,
    TRUST,
    TRUST_TARGET,
    TRUST_USUAL,
    VIGILANCE,
    People,
    empty_people,
)
from isonomia.simulate.random_streams.philox import philox
from isonomia.simulate.random_streams.streams import DISPOSITION, SYNTHESIS

Words = npt.NDArray[np.uint32]


def draw(first: int, count: int, seed: int, stream: Any, slot: int = 0) -> Words:
    """Four words for each of the persons first .. first + count - 1, at tick 0."""
    counters = np.zeros((count, 4), np.uint32)
    counters[:, 0] = np.arange(first, first + count)
    counters[:, 2], counters[:, 3] = slot, int(stream)
    key = np.array([seed & 0xFFFFFFFF, seed >> 32 & 0xFFFFFFFF], np.uint32)
    return philox(counters, np.tile(key, (count, 1)))


def draw_groups(words: npt.NDArray[Any], shares: Sequence[Decimal]) -> npt.NDArray[np.uint8]:
    """The group of each person by one word."""
    edges = np.cumsum([as_32_bits(share) for share in shares])[:-1]
    return np.searchsorted(edges, words.astype(np.int64), side="right").astype(np.uint8)


def synthesize(setting: Setting, first: int, count: int, *, seed: int) -> People:
    """The people first .. first + count - 1 of a run's society, on the day before the run."""
    society, conduct, life = setting.society, setting.conduct, setting.life
    activities, measures = len(society.activities), setting.scoring.measure_band.size
    people = empty_people(count, activities, measures, counted=setting.is_plain)
    words = draw(first, count, seed, SYNTHESIS)
    people.bytes[GROUP] = draw_groups(words[:, 0], [group.share.value for group in society.groups.values()])
    people.bytes[FLAGS] = np.where(words[:, 1].astype(np.int64) < life.know, KNOWS, 0)
    people.bytes[FLAGS] |= np.where(words[:, 2].astype(np.int64) < life.join, MEMBER, 0).astype(np.uint8)
    for activity in range(activities):
        if activity % 8 == 0:
            fresh = draw(first, count, seed, DISPOSITION, activity // 8)
        bits = (fresh[:, activity // 2 % 4] >> np.uint32(16 * (activity % 2))) & np.uint32(0xFFF0)
        people.own[:, activity] = _own(conduct, activity, bits >> np.uint32(4), people.bytes[GROUP])
    trust = np.clip(life.trust_mean + spread_out(life.trust_spread, words[:, 3] >> 20), 0, WHOLE)
    people.shorts[TRUST] = people.shorts[TRUST_TARGET] = people.shorts[TRUST_USUAL] = trust
    people.shorts[INCOME] = people.shorts[INCOME_TARGET] = WHOLE
    people.shorts[VIGILANCE] = life.vigilance_start
    return people


def _own(conduct: Conduct, activity: int, draws: npt.NDArray[Any], group: npt.NDArray[np.uint8]) -> npt.NDArray[Any]:
    mean = int(conduct.mean[activity])
    if abs(mean) == CERTAIN:
        return np.full(draws.size, mean, np.int16)
    units = mean + spread_out(int(conduct.spread[activity]), draws) + conduct.by_group[activity][group]
    own: npt.NDArray[np.int16] = np.clip(units, -LARGEST, LARGEST).astype(np.int16)
    return own
