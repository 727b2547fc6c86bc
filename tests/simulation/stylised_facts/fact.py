"""A stylised fact: what studies found, what the model gives with the shipped societies' stated values, and what it
gives where the assumption that it rests on is nought. Nothing here chooses a number: a society's values are those of
its file, and the only change is the one that a row names."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cache
from math import isnan
from typing import Any

from isonomia.experiment.paired import Estimate, estimate
from isonomia.presets import preset_path, society_path
from isonomia.report.simulation_findings import share
from isonomia.scheme.load import load_scheme
from isonomia.simulate.outcome import Outcome, outcome_of
from isonomia.simulate.run import Request, run
from isonomia.society.load import load_society
from isonomia.society.model.quantity import Quantity
from isonomia.society.model.society_file import SocietyFile

SEED = 1
REPLICATES = 5
PEOPLE = 20_000
WEEKS = 104
COMES_OUT = "comes out"
DIRECTION_ONLY = "the direction, not the size"
DOES_NOT = "does not come out"
Changes = tuple[tuple[str, str], ...]
"""Paths of a society's numbers (`*` stands for any name) with the value to take instead of the stated one."""


@dataclass(frozen=True)
class Row:
    """One figure: what it is, as published, with the stated values, and with the assumption at nought."""

    quantity: str
    published: str
    ours: str
    at_nought: str
    verdict: str


@dataclass(frozen=True)
class Fact:
    """One fact. `rests_on` names the numbers that bring it about; `put_in` says what of it is no result but an input;
    `missing` what it would take for it to come out."""

    name: str
    title: str
    source: str
    setting: str
    rests_on: str
    put_in: str
    missing: str
    rows: Callable[[], Iterable[Row]]

    @property
    def tests(self) -> str:
        """The file of tests beside this one."""
        return f"test_{self.name.replace('-', '_')}.py"


def with_values(part: Any, changes: Mapping[str, str]) -> Any:
    """A society, or a part of one, with other values; a path that leads to no number is an error."""
    for path, value in changes.items():
        changed, count = _changed(part, path.split("."), Decimal(value))
        assert count, path
        part = changed
    return part


def _changed(part: Any, names: list[str], value: Decimal) -> tuple[Any, int]:
    if isinstance(part, Quantity):
        return part.model_copy(update={"value": value}), 1
    fields = (
        dict(part) if isinstance(part, Mapping) else {name: getattr(part, name) for name in type(part).model_fields}
    )
    found, total = {}, 0
    for name, item in fields.items():
        if item is not None and fnmatchcase(str(name), names[0]):
            found[name], count = _changed(item, names[1:], value)
            total += count
    return ({**fields, **found} if isinstance(part, Mapping) else part.model_copy(update=found)), total


def outcome(
    society: SocietyFile, scheme: Any, *, people: int = PEOPLE, weeks: int = WEEKS, seed: int = SEED
) -> Outcome:
    return outcome_of(run(Request(society, scheme, people, weeks, seed=seed), threads=2))


@cache
def shipped(
    society: str, scheme: str | None, replicate: int = 0, changes: Changes = (), people: int = PEOPLE
) -> Outcome:
    """A replicate of a shipped scheme (or none) in a shipped society, with stated values but for the changes."""
    found = with_values(load_society(society_path(society)).file, dict(changes))
    loaded = load_scheme(preset_path(scheme)) if scheme is not None else None
    return outcome(found, loaded, people=people, seed=SEED + replicate)


def acts(one: Outcome, activity: str, first_week: int = 0, end_week: int = WEEKS) -> int:
    """How often an activity was done by all; weeks are counted in whole periods of four."""
    periods = one.by_group(one.tally.acts).sum(axis=1)[:, one.activities.index(activity)]
    return int(periods[first_week // 4 : -(-end_week // 4)].sum())


def change(
    society: str, scheme: str, activity: str, changes: Changes = (), weeks: tuple[int, int] = (0, WEEKS)
) -> Estimate:
    """The relative change of an activity against no scheme, over replicates. What the changes name needs a scheme, so
    the baseline has none of them."""
    return estimate([
        acts(shipped(society, scheme, replicate, changes), activity, *weeks)
        / acts(shipped(society, None, replicate), activity, *weeks)
        - 1
        for replicate in range(REPLICATES)
    ])  # fmt: skip


def shown(found: Estimate, write: Callable[[float], str] = share) -> str:
    """A mean with its 95 % interval."""
    if isnan(found.low):
        return write(found.mean)
    return f"{write(found.mean)} ({write(found.low)} to {write(found.high)})"


def verdict(found: Estimate, low: float, high: float) -> str:
    """Whether the interval of a change reaches the published range; else whether it is on the same side of nought."""
    if found.low <= high and found.high >= low:
        return COMES_OUT
    same_side = found.high < 0 if high < 0 else found.low > 0
    return DIRECTION_ONLY if same_side else DOES_NOT


def figures(fact: Fact) -> list[dict[str, str]]:
    """A fact's rows, run anew."""
    return [asdict(row) for row in fact.rows()]
