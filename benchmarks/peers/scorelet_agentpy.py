"""scorelet in AgentPy: an agent a person in an AgentList."""

from collections.abc import Callable
from math import exp
from typing import Any

import agentpy
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

NOBODY = (0,) * len(POINTS)


class Person(agentpy.Agent):
    """One person; `acts` are last tick's, `new_acts` this tick's."""

    def setup(self) -> None:
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


class Scorelet(agentpy.Model):
    """People on a ring."""

    def setup(self) -> None:
        people = self.p.people
        usual, group = make_people(people, self.p.seed)
        self.agents = agentpy.AgentList(self, people, Person)
        self.people = list(self.agents)
        for place, person in enumerate(self.people):
            person.usual, person.group = usual[place].tolist(), int(group[place])
            person.detected = DETECTED[person.group]
            person.neighbours = [self.people[(place + step) % people] for step in (-2, -1, 1, 2)]

    def step(self) -> None:
        self.agents.act()
        self.agents.advance()

    def update(self) -> None:
        self.record("score", sum(self.agents.score) / self.p.people)
        self.record("bands", np.bincount(list(self.agents.band), minlength=4))


def start(people: int, seed: int) -> tuple[Callable[[], None], Callable[[], dict[str, Any]]]:
    """A model before its first tick."""
    model = Scorelet({"people": people, "seed": seed, "steps": 10**6})
    model.sim_setup(steps=10**6, seed=seed)

    def state() -> dict[str, Any]:
        names = ("acts", "group", "score", "band", "income")
        return {name: np.array([getattr(person, name) for person in model.people]) for name in names}

    return model.sim_step, state
