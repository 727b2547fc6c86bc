"""What an agent of scorelet does in a tick, as fast as we could make it; tuned programs of two libraries share it."""

from math import exp
from typing import Any

from scorelet import (
    FALSE_POINTS,
    FALSE_RECORDS,
    HIGHEST,
    LOWERED_INCOME,
    NORM,
    POINTS,
    RECOVERY,
    THRESHOLDS,
)


class Tuned:
    """One pass over a person's activities, no attribute read twice. `detected`: the chance in the person's group."""

    model: Any
    neighbours: list[Any]
    usual: list[float]

    def act(self) -> None:
        random, detected, gained = self.model.random.random, self.detected, 0
        one, two, three, four = self.neighbours
        acts = []
        for usual, points, a, b, c, d in zip(
            self.usual, POINTS, one.acts, two.acts, three.acts, four.acts, strict=True
        ):
            if random() * (1.0 + exp(-usual - NORM / 4 * (a + b + c + d))) < 1.0:
                acts.append(1)
                if random() < detected:
                    gained += points
            else:
                acts.append(0)
        if random() < FALSE_RECORDS:
            gained += FALSE_POINTS
        self.new_acts = acts
        self.points += gained
        self.score = score = min(max(self.points, 0), HIGHEST)
        first, second, third = THRESHOLDS
        self.band = (score >= first) + (score >= second) + (score >= third)
        self.income += ((LOWERED_INCOME if self.band == 0 else 1.0) - self.income) * RECOVERY

    def advance(self) -> None:
        self.acts = self.new_acts
