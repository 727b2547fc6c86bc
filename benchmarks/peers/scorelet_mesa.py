"""scorelet in Mesa: an agent a person, all activated at once, as its documentation has it."""

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

NOBODY = (0,) * len(POINTS)


class Person(mesa.Agent):
    """One person; `acts` are last tick's, `new_acts` this tick's."""

    def __init__(self, model: "Scorelet", usual: list[float], group: int) -> None:
        super().__init__(model)
        self.usual, self.group, self.detected = usual, group, DETECTED[group]
        self.points = self.score = START
        self.band, self.income = 2, 1.0
        self.acts = self.new_acts = NOBODY

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


class Scorelet(mesa.Model):
    """People on a ring."""

    def __init__(self, people: int, seed: int) -> None:
        super().__init__(seed=seed)
        usual, group = make_people(people, seed)
        self.people = list(Person.create_agents(self, people, usual.tolist(), group.tolist()))
        for place, person in enumerate(self.people):
            person.neighbours = [self.people[(place + step) % people] for step in (-2, -1, 1, 2)]
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


def start(people: int, seed: int) -> tuple[Callable[[], None], Callable[[], dict[str, Any]]]:
    """A model before its first tick."""
    model = Scorelet(people, seed)

    def state() -> dict[str, Any]:
        names = ("acts", "group", "score", "band", "income")
        return {name: np.array([getattr(person, name) for person in model.people]) for name in names}

    return model.step, state
