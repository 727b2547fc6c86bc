"""scorelet in Mesa: an agent a person, all activated at once, written as its documentation writes models."""

from collections.abc import Callable
from math import exp
from typing import Any

import mesa
import numpy as np
from mesa.datacollection import DataCollector
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


class Person(mesa.Agent):
    """One person; `acts` are last tick's, `new_acts` this tick's."""

    def __init__(self, model: "Scorelet", usual: list[float], group: int) -> None:
        super().__init__(model)
        self.usual, self.group = usual, group
        self.points = self.score = START
        self.band, self.income = 2, 1.0
        self.acts = [0] * len(POINTS)
        self.new_acts = [0] * len(POINTS)

    def act(self) -> None:
        random = self.model.random.random
        for activity, points in enumerate(POINTS):
            others = sum(other.acts[activity] for other in self.neighbours) / 4
            log_odds = self.usual[activity] + NORM * others
            if random() < 1.0 / (1.0 + exp(-log_odds)):
                self.new_acts[activity] = 1
                if random() < DETECTED[self.group]:
                    self.points += points
            else:
                self.new_acts[activity] = 0
        if random() < FALSE_RECORDS:
            self.points += FALSE_POINTS
        self.score = min(HIGHEST, max(0, self.points))
        self.band = sum(self.score >= threshold for threshold in THRESHOLDS)
        self.income += ((LOWERED_INCOME if self.band == 0 else 1.0) - self.income) * RECOVERY

    def advance(self) -> None:
        self.acts, self.new_acts = self.new_acts, self.acts


class Scorelet(mesa.Model):
    """People on a ring."""

    def __init__(self, people: int, seed: int, person: type[Person]) -> None:
        super().__init__(seed=seed)
        usual, group = make_people(people, seed)
        self.people = list(person.create_agents(self, people, usual.tolist(), group.tolist()))
        for place, one in enumerate(self.people):
            one.neighbours = [self.people[(place + step) % people] for step in (-2, -1, 1, 2)]
        self.datacollector = DataCollector(
            model_reporters={
                "score": lambda model: model.agents.agg("score", sum) / people,
                "bands": lambda model: np.bincount(model.agents.get("band"), minlength=4),
            }
        )

    def step(self) -> None:
        self.agents.do("act")
        self.agents.do("advance")
        self.datacollector.collect(self)


def start(
    people: int, seed: int, person: type[Person] = Person
) -> tuple[Callable[[], None], Callable[[], dict[str, Any]]]:
    """A model before its first tick."""
    model = Scorelet(people, seed, person)

    def state() -> dict[str, Any]:
        names = ("acts", "group", "score", "band", "income")
        return {name: np.array([getattr(person, name) for person in model.people]) for name in names}

    return model.step, state
