"""How far recomputed scores agree with published ones. Plain counting, with nothing left out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

START, START_WITH_BONUS = 1, 101
WITHIN = (0, 2, 10)


@dataclass(frozen=True, slots=True)
class Person:
    """One member's published reputation beside ours. `start` is what the score begins with."""

    member: str
    start: int
    ours: int
    published: int

    @property
    def remainder(self) -> int:
        """What the published figure has more than ours."""
        return self.published - self.ours


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of `people` how many agree exactly, within 2 and within 10 points; each number includes the one before."""

    label: str
    exact: int
    within_2: int
    within_10: int
    people: int


def agreement(label: str, people: Iterable[Person]) -> Agreement:
    """Count how many agree."""
    distances = [abs(person.remainder) for person in people]
    exact, near, far = (sum(distance <= limit for distance in distances) for limit in WITHIN)
    return Agreement(label, exact, near, far, len(distances))


def beside(scores: Mapping[str, int], published: Mapping[str, int], start: int) -> list[Person]:
    """Every member's score beside the published figure."""
    return [Person(member, start, score, published[member]) for member, score in scores.items()]


def fitted(plain: Iterable[Person], with_bonus: Iterable[Person]) -> list[Person]:
    """For each member the start that comes nearer to the published figure, the lower one if both are as near."""
    return [
        min(pair, key=lambda person: (abs(person.remainder), person.start))
        for pair in zip(plain, with_bonus, strict=True)
    ]


def remainders(people: Iterable[Person]) -> Counter[int]:
    """How many people have which remainder."""
    return Counter(person.remainder for person in people)
