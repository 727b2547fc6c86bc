"""isonomia as a library: what programs and notebooks call, as `isonomia.simulate` and its like."""

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from isonomia.diagnostics.suggest import did_you_mean, one_of
from isonomia.errors import UsageError
from isonomia.experiment.engines.threads import ThreadsEngine
from isonomia.experiment.fit import check_fit, check_numbers, left_out
from isonomia.experiment.frames import acts_table, measures_table, weeks_table, write_tables
from isonomia.experiment.kept import Asked, Runner
from isonomia.experiment.paired import Findings, Row, compare
from isonomia.locale import _
from isonomia.measures.measure import EVERYONE
from isonomia.presets.find import find_scheme, find_society
from isonomia.report.simulation_findings import key_findings
from isonomia.report.simulation_fragment import simulation_fragment
from isonomia.report.simulation_text import simulation_json, simulation_text
from isonomia.scheme import load as schemes
from isonomia.scheme.scheme import Scheme
from isonomia.simulate.compiled import is_compiled
from isonomia.society import load as societies
from isonomia.society.society import Society
from isonomia.whole_file import write_whole

logger = logging.getLogger("isonomia")
Table = Any
"""A pyarrow.Table, which ships without types."""


def load_scheme(scheme: "str | os.PathLike[str]") -> Scheme:
    """A scheme from its file, or a shipped one by its name.

    Raises:
        SchemeError: The file has faults; `diagnostics` lists all of them.
        UsageError: There is no such file or name.
    """
    return schemes.load_scheme(find_scheme(_as_argument(scheme)))


def load_society(society: "str | os.PathLike[str]") -> Society:
    """A society from its file, or a shipped one by its name.

    Raises:
        SocietyError: The file has faults; `diagnostics` lists all of them.
        UsageError: There is no such file or name.
    """
    return societies.load_society(find_society(_as_argument(society)))


def _as_argument(given: "str | os.PathLike[str]") -> str | Path:
    return given if isinstance(given, str) else Path(given)


@dataclass(frozen=True, repr=False, eq=False)
class Simulation:
    """What a comparison of a scheme with its baseline found. `asked` is what was run, `found` every number of it.

    The tables are Arrow tables (`pyarrow.Table`): `polars.DataFrame(result.measures)`, `result.measures.to_pandas()`,
    and whatever else takes an Arrow stream or narwhals.
    """

    asked: Asked
    found: Findings

    @cached_property
    def measures(self) -> Table:
        """One row a measure, item and group: value under the scheme, under the baseline, effect, 95 % intervals."""
        return measures_table(self.found)

    @cached_property
    def weeks(self) -> Table:
        """One row a week, run and band: how many people are in it, and the mean score; of the first replicate."""
        return weeks_table(self.found.first)

    @cached_property
    def acts(self) -> Table:
        """One row a period of four weeks, run, group and activity: how often it was done; of the first replicate."""
        return acts_table(self.found.first)

    def row(self, measure: str, item: str, group: str = EVERYONE) -> Row:
        """One number with its intervals: `.scheme`, `.baseline`, `.effect`, `.relative`, each with mean, low, high.

        Raises:
            UsageError: There is no such measure, item or group.
        """
        rows = self.found.rows
        for kind, word, known in (
            (_("measure"), measure, dict.fromkeys(row.measure.name for row in rows)),
            (_("item"), item, dict.fromkeys(row.item for row in rows if row.measure.name == measure)),
            (
                _("group"),
                group,
                dict.fromkeys(row.group for row in rows if (row.measure.name, row.item) == (measure, item)),
            ),
        ):
            if word not in known:
                raise UsageError(
                    _("no {kind} '{word}'").format(kind=kind, word=word),
                    remedy=did_you_mean(word, known) or one_of(known),
                )
        return self.found.row(measure, item, group)

    @property
    def findings(self) -> tuple[str, ...]:
        """The three findings in words, each with how sure it is."""
        found = key_findings(self.found)
        return tuple(f"{one.sentence} ({one.certainty})" if one.certainty else one.sentence for one in found)

    @property
    def seeds(self) -> tuple[int, ...]:
        """The seed of each replicate."""
        return self.found.seeds

    @property
    def digests(self) -> dict[str, str]:
        """SHA-256 of all states, records and counts of the first replicate's two runs: the same call gives the same."""
        return {"scheme": self.found.first.scheme.digest, "baseline": self.found.first.baseline.digest}

    def to_text(self) -> str:
        """What `isonomia simulate` prints."""
        return simulation_text(self.found, self.asked)

    def to_json(self) -> str:
        """What `isonomia simulate --format json` prints."""
        return simulation_json(self.found, self.asked)

    def report(self, path: "str | os.PathLike[str]") -> Path:
        """Write the page that `isonomia simulate -o FILE.html` writes, whole or not at all; returns its path."""
        from isonomia.report.simulation.page import simulation_page

        place = Path(path)
        write_whole(simulation_page(self.found, self.asked).encode("utf-8"), place)
        return place

    def write_tables(self, folder: "str | os.PathLike[str]") -> list[Path]:
        """Write all tables into a folder, as Parquet and as one SQLite file; returns their paths."""
        place = Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        return write_tables(self.found, place)

    def __repr__(self) -> str:
        asked = self.asked
        against = asked.baseline.name if asked.baseline is not None else "no scheme"
        return (
            f"<Simulation of {asked.scheme.name} in {asked.society.file.society}, against {against}: "
            f"{asked.people} people, {asked.weeks} weeks, {self.found.replicates} replicates from seed {asked.seed}>"
        )

    def _repr_html_(self) -> str:
        return simulation_fragment(self.found, self.asked)


def simulate(  # noqa: PLR0913 - as many as a comparison has numbers, named where it is called
    scheme: "str | os.PathLike[str] | Scheme",
    society: "str | os.PathLike[str] | Society" = "european-town",
    *,
    people: int | None = None,
    weeks: int = 104,
    seed: int = 1,
    replicates: int = 1,
    baseline: "str | os.PathLike[str] | Scheme | None" = None,
    threads: int | None = None,
    progress: Callable[[float], None] | None = None,
) -> Simulation:
    """Run a scheme on a synthetic society, and the same people with the same luck under a baseline.

    The same call gives the same result to the last byte, whatever the number of threads. The first call on a machine
    compiles the simulator, which takes up to a minute; a line of the log says so.

    Args:
        scheme: The file of a scheme, the name of a shipped one, or one from `load_scheme`.
        society: Likewise a society.
        people: How many people; by default as many as the society says.
        weeks: How many weeks, 1 to 5000.
        seed: The first seed; replicate k has the seed `seed` + k.
        replicates: How many pairs of runs. With one there are no intervals.
        baseline: Another scheme to compare with, or None: no scheme.
        threads: How many threads; by default one a processor.
        progress: Is told, as a share from 0 to 1, how much of the work is over.

    Raises:
        SchemeError: The scheme's file has faults.
        SocietyError: The society's file has faults.
        UsageError: A name or number is wrong, or scheme and society do not fit; `remedy` says what to do.
    """
    numbers = {"people": people, "weeks": weeks, "seed": seed, "replicates": replicates, "threads": threads}
    for name, number in numbers.items():
        _check_whole(name, number)
    check_numbers(seed, replicates)
    place = society if isinstance(society, Society) else load_society(society)
    ours = scheme if isinstance(scheme, Scheme) else load_scheme(scheme)
    theirs = baseline if isinstance(baseline, Scheme) or baseline is None else load_scheme(baseline)
    check_fit(place, ours)
    for item in (ours, theirs):
        for text in left_out(place, item) if item is not None else ():
            logger.warning(text)
    count = people if people is not None else int(place.file.people.value)
    asked = Asked(place, ours, theirs, count, weeks, seed, replicates)
    if not is_compiled():
        logger.warning(_("compiling the simulator for this machine, once: this takes up to a minute"))
    told = _Share(2 * replicates, weeks, progress) if progress is not None else None
    runner = Runner(asked, ThreadsEngine(threads if threads is not None else os.cpu_count() or 1), progress=told)
    return Simulation(asked, compare(runner.pairs(), replicates))


def _check_whole(name: str, number: int | None) -> None:
    """UsageError for what a reader of `people=1e5` would take for a whole number, and for no threads at all."""
    is_whole = number is None or hasattr(number, "__index__")
    if not is_whole or (name == "threads" and number is not None and number < 1):
        least = _("a whole number of at least 1") if name == "threads" else _("a whole number, such as 100_000")
        raise UsageError(_("{name} is {number!r}").format(name=name, number=number), remedy=least)


@dataclass
class _Share:
    """From the weeks of one run after the other to the share of all that is over."""

    runs: int
    weeks: int
    tell: Callable[[float], None]
    over: int = 0

    def __call__(self, weeks_over: int) -> None:
        self.tell((self.over * self.weeks + weeks_over) / (self.runs * self.weeks))
        self.over += weeks_over == self.weeks
