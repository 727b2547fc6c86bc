"""One point of a sweep: the society with other numbers, under the scheme and under its baseline, with one seed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from isonomia import __version__
from isonomia.errors import EngineFailed
from isonomia.experiment.paired import Pair
from isonomia.scheme.load import read_scheme_text
from isonomia.scheme.scheme import Scheme
from isonomia.simulate.compiled import kernel_digest
from isonomia.simulate.outcome import Outcome, outcome_of
from isonomia.simulate.run import Request, run
from isonomia.society.load import read_society_text
from isonomia.society.model.society_file import SocietyFile
from isonomia.society.quantities import with_values
from isonomia.sweep.plan import Asked
from isonomia.sweep.subjects import measured

Measured = dict[str, tuple[float | None, float | None]]
Text = tuple[str, str]
"""A file as its path, for messages alone, and its text."""


@dataclass(frozen=True)
class Task:
    """What all pairs of a sweep have in common, as texts and numbers that travel to any machine."""

    society: Text
    scheme: Text
    baseline: Text | None
    people: int
    weeks: int
    version: str
    kernel: str


def task_of(asked: Asked) -> Task:
    """The task of a sweep, made with this version."""
    texts: list[Text | None] = [
        None if item is None else (str(item.path), item.text) for item in (asked.society, asked.scheme, asked.baseline)
    ]
    assert texts[0] is not None
    assert texts[1] is not None
    return Task(texts[0], texts[1], texts[2], asked.people, asked.weeks, __version__, kernel_digest())


def run_pair(task: Task, values: Mapping[str, Decimal], seed: int) -> Measured:
    """Run both, and return what they show; EngineFailed on a machine with another isonomia than where it began."""
    if (task.version, task.kernel) != (__version__, kernel_digest()):
        raise EngineFailed(
            f"a machine of the cluster has isonomia {__version__}, kernel {kernel_digest()}, and the sweep was begun "
            f"with isonomia {task.version}, kernel {task.kernel}",
            remedy="install the same isonomia, with the same Numba, on all machines",
        )
    society, scheme, baseline = _read(task)
    varied = with_values(society, values) if values else society
    return measured(Pair(*(_outcome(task, varied, item, seed) for item in (scheme, baseline))))


def _outcome(task: Task, society: SocietyFile, scheme: Scheme | None, seed: int) -> Outcome:
    return outcome_of(run(Request(society, scheme, task.people, task.weeks, seed)))


@lru_cache(maxsize=2)
def _read(task: Task) -> tuple[SocietyFile, Scheme, Scheme | None]:
    society = read_society_text(Path(task.society[0]), task.society[1]).society
    scheme = read_scheme_text(Path(task.scheme[0]), task.scheme[1]).scheme
    baseline = None if task.baseline is None else read_scheme_text(Path(task.baseline[0]), task.baseline[1]).scheme
    assert society is not None
    assert scheme is not None
    return society.file, scheme, baseline
