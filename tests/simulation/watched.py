"""A run looked at week by week: what was known of everybody before and after each week, and all that was recorded."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from isonomia.scheme.load import read_scheme_text
from isonomia.scheme.scheme import Scheme
from isonomia.simulate.population import state as rows
from isonomia.simulate.population.state import People
from isonomia.simulate.run import Request, Run, begin
from isonomia.society.model.society_file import SocietyFile
from simulation import naive
from simulation.made import EVERYTHING, HEAD, activity, event, lively, q, society_of

SEED = 2**40 + 12345
PEOPLE = 230
WEEKS = 20
EVENT, DISPUTE, UPHELD, REJECTED, MEASURE, LEAVE = range(6)


@dataclass(frozen=True)
class Line:
    """One line of the log: what happened to a person, in the order of the week."""

    what: int
    code: int
    day: int


@dataclass
class Watched:
    """`snapshots[t]` is what was known before week t; `lines[t, person]` what happened in it."""

    run: Run
    seed: int
    snapshots: list[People] = field(default_factory=list)
    lines: dict[tuple[int, int], list[Line]] = field(default_factory=lambda: defaultdict(list))

    @property
    def conduct(self) -> dict[str, Any]:
        return plain(self.run.setting.conduct)

    @property
    def life(self) -> dict[str, Any]:
        return plain(self.run.setting.life)

    @property
    def events(self) -> dict[str, Any]:
        assert self.run.setting.scored is not None
        return plain(self.run.setting.scored.events)

    def districts(self) -> list[range]:
        bounds = self.run.shards[0].bounds.tolist()
        return [range(low, high) for low, high in pairwise(bounds)]

    def state(self, tick: int, person: int) -> dict[str, Any]:
        return person_state(self.snapshots[tick], person)


def plain(table: Any) -> dict[str, Any]:
    """A named tuple of arrays as a dict of lists and whole numbers."""
    return {name: value.tolist() if hasattr(value, "tolist") else value for name, value in table._asdict().items()}


def person_state(people: People, person: int) -> dict[str, Any]:
    """What is known of one person, by name."""
    bytes_, shorts, longs = (part[:, person].tolist() for part in (people.bytes, people.shorts, people.longs))
    return {
        "group": bytes_[rows.GROUP],
        "flags": bytes_[rows.FLAGS],
        "band": bytes_[rows.BAND],
        "restricted": bytes_[rows.RESTRICTED],
        "vigilance": shorts[rows.VIGILANCE],
        "income": shorts[rows.INCOME],
        "income_target": shorts[rows.INCOME_TARGET],
        "trust": shorts[rows.TRUST],
        "trust_target": shorts[rows.TRUST_TARGET],
        "trust_usual": shorts[rows.TRUST_USUAL],
        "strain": shorts[rows.STRAIN],
        "strain_target": shorts[rows.STRAIN_TARGET],
        "own": people.own[person].tolist(),
        "score": longs[rows.SCORE],
        "spell": longs[rows.SPELL],
    }


def busy() -> dict[str, Any]:
    """`lively` with more than eight activities: certain ones, odds above 1, norms both ways, shares left over."""
    society = lively()
    society["people"], society["district_people"] = q(PEOPLE), q(120)
    society["activities"] |= {
        "breathing": activity("Breathing", "lawful", 1, detected=q(0.5), events=[event("deeds", 0.4, kind="air")]),
        "flying": activity("Flying", "harmful", 0, detected=q(1), events=[event("traffic", 1, act="flying")]),
        "working": activity("Working", "lawful", 0.8, spread=q(2), trust=q(0.5), strain=q(-1)),
        "gossiping": activity("Gossiping", "lawful", 0.3, norm=q(-1.5), near={"paying_late": q(0.3)}, fear=q(1)),
        "queueing": activity("Queueing", "lawful", 0.5, norm=q(2)),
        "selling": activity("Selling", "good", 0.05, detected=q(1), events=[event("deeds", kind="sale", hours="1")]),
    }
    society["membership"] = {"join": q(0.9), "leave": q(0.01), "leave_trust": q(-2)}
    return society


def scheme_with_notice(weeks: int = 3) -> Scheme:
    head = HEAD.format(participation="voluntary", suspends="true").replace(
        "rights: {", f"rights: {{notice: {weeks} weeks, "
    )
    reading = read_scheme_text(Path("made.yaml"), head + EVERYTHING)
    assert reading.scheme is not None, [str(item) for item in reading.errors]
    return reading.scheme


def copied(people: People) -> People:
    return People(*(part.copy() for part in people))


def watch(society: SocietyFile, scheme: Scheme | None, people: int, weeks: int, seed: int = SEED) -> Watched:
    """Run week by week on one shard with everyone sampled."""
    run = begin(Request(society, scheme, people, weeks, seed=seed, sample=people, room=256))
    found = Watched(run, seed)
    found.snapshots.append(copied(run.shards[0].people))
    for tick in range(weeks):
        run.advance(tick + 1)
        found.snapshots.append(copied(run.shards[0].people))
    log = run.shards[0].log.rows
    for person, tick, what, code, day in log[1 : int(log[0, 0]) + 1].tolist():
        found.lines[tick, person].append(Line(what, code, day))
    return found


@cache
def busy_run() -> Watched:
    """The run that most tests look at."""
    return watch(society_of(busy()), scheme_with_notice(), PEOPLE, WEEKS)


@cache
def ties_of(size: int, far: int, seed: int) -> list[list[int]]:
    return [naive.permutation(size, seed, number) for number in range(far)]
