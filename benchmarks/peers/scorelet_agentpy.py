"""scorelet in AgentPy: an agent a person in an AgentList, as fast as we could make it."""

from collections.abc import Callable
from typing import Any

import agentpy
import numpy as np
from scorelet import DETECTED, POINTS, START, make_people
from scorelet_agents import Tuned

NOBODY = (0,) * len(POINTS)


class Person(Tuned, agentpy.Agent):
    """One person; `acts` are last tick's, `new_acts` this tick's."""

    def setup(self) -> None:
        self.points = self.score = START
        self.band, self.income = 2, 1.0
        self.acts = self.new_acts = NOBODY


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
