"""scorelet in NumPy by someone who measures: people side by side, float32, one number for act and detection."""

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
    """Arrays have the people side by side, (activities, people): the longest runs for each operation.

    One number decides an act and its detection: act iff u < p, detected iff u < p x chance of detection.
    """

    def __init__(self, people: int, seed: int) -> None:
        usual, self.group = make_people(people, seed)
        self.chance = np.random.default_rng(seed + 1)
        # act iff u < 1 / (1 + e^-z), z being the usual log-odds and the norm's part, of which there are five
        self.against = np.exp(-usual.T).astype(np.float32)
        self.norm = np.exp(-NORM / 4 * np.arange(5)).astype(np.float32)
        self.detected = np.array(DETECTED, np.float32)[self.group]
        self.acts = np.zeros((len(POINTS), people), np.bool_)
        self.seen = np.zeros((len(POINTS), people), np.bool_)
        self.points = np.full(people, START, np.int32)
        self.income = np.ones(people, np.float32)
        self.recorded: list[tuple[float, np.ndarray]] = []

    def tick(self) -> None:
        acts, people = self.acts.view(np.int8), self.group.size
        pairs = np.empty((len(POINTS), people + 3), np.int8)  # of neighbours i - 2, i - 1 and so on round the ring
        ring = np.concatenate([acts[:, -2:], acts, acts[:, :2]], axis=1)
        np.add(ring[:, :-1], ring[:, 1:], out=pairs)
        ties = pairs[:, :people] + pairs[:, 3:]
        odds_against = self.against * self.norm[ties]
        odds_against += 1
        number = self.chance.random((len(POINTS), people), np.float32)
        number *= odds_against
        self.acts = number < 1
        self.seen = number < self.detected
        for points, seen in zip(POINTS, self.seen, strict=True):
            self.points += points * seen.view(np.int8)
        self.points += FALSE_POINTS * (self.chance.random(people, np.float32) < FALSE_RECORDS).view(np.int8)
        self.score = np.clip(self.points, 0, HIGHEST)
        reached = [self.score >= threshold for threshold in THRESHOLDS]
        self.band = reached[0].view(np.int8) + reached[1].view(np.int8) + reached[2].view(np.int8)
        target = np.where(reached[0], np.float32(1), np.float32(LOWERED_INCOME))
        self.income += (target - self.income) * np.float32(RECOVERY)
        above = [people, *(np.count_nonzero(one) for one in reached), 0]
        self.recorded.append((float(self.score.mean()), -np.diff(above)))

    def state(self) -> dict[str, Any]:
        return {
            "acts": self.acts.T,
            "seen": self.seen.T,
            "group": self.group,
            "score": self.score,
            "band": self.band,
            "income": self.income,
        }


def start(people: int, seed: int) -> tuple[Callable[[], None], Callable[[], dict[str, Any]]]:
    """A model before its first tick."""
    model = Scorelet(people, seed)
    return model.tick, model.state
