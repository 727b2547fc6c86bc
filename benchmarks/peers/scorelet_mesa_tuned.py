"""scorelet in Mesa as fast as we could make it."""

from collections.abc import Callable
from typing import Any

import scorelet_mesa
from scorelet import DETECTED
from scorelet_agents import Tuned


class Person(Tuned, scorelet_mesa.Person):
    """The same person."""

    def __init__(self, model: scorelet_mesa.Scorelet, usual: list[float], group: int) -> None:
        super().__init__(model, usual, group)
        self.detected = DETECTED[group]


def start(people: int, seed: int) -> tuple[Callable[[], None], Callable[[], dict[str, Any]]]:
    """A model before its first tick."""
    return scorelet_mesa.start(people, seed, Person)
