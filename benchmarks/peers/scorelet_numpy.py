"""scorelet in plain NumPy, as one would write it first: a row a person, float64, two numbers for act and detection."""

from collections.abc import Callable
from typing import Any

import numpy as np
from scorelet import (
    DETECTED,
    FALSE_POINTS,
    FALSE_RECORDS,
    HIGHEST,
    LOWERED_INCOME,
    NORM,
    POINTS,
    RECOVERY,
    START,
    THRESHOLDS,
    make_people,
)


class Scorelet:
    """Arrays of all people; `acts` and `seen` are (people, activities)."""

    def __init__(self, people: int, seed: int) -> None:
        self.usual, self.group = make_people(people, seed)
        self.chance = np.random.default_rng(seed + 1)
        self.detected = np.array(DETECTED)[self.group][:, None]
        self.acts = np.zeros(self.usual.shape, np.int8)
        self.points = np.full(people, START)
        self.income = np.ones(people)
        self.recorded: list[tuple[float, np.ndarray]] = []

    def tick(self) -> None:
        acts = self.acts
        ties = np.roll(acts, 2, 0) + np.roll(acts, 1, 0) + np.roll(acts, -1, 0) + np.roll(acts, -2, 0)
        chance = 1 / (1 + np.exp(-(self.usual + NORM / 4 * ties)))
        done = self.chance.random(acts.shape) < chance
        self.seen = done & (self.chance.random(acts.shape) < self.detected)
        self.acts = done.astype(np.int8)
        self.points += self.seen @ np.array(POINTS)
        self.points += FALSE_POINTS * (self.chance.random(self.points.size) < FALSE_RECORDS)
        self.score = np.clip(self.points, 0, HIGHEST)
        self.band = np.digitize(self.score, THRESHOLDS)
        self.income += (np.where(self.band == 0, LOWERED_INCOME, 1) - self.income) * RECOVERY
        self.recorded.append((self.score.mean(), np.bincount(self.band, minlength=4)))

    def state(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("acts", "seen", "group", "score", "band", "income")}


def start(people: int, seed: int) -> tuple[Callable[[], None], Callable[[], dict[str, Any]]]:
    """A model before its first tick."""
    model = Scorelet(people, seed)
    return model.tick, model.state
