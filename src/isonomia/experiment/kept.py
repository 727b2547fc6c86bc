"""A comparison that can be stopped at any moment: each run's checkpoints in a folder, and what was asked for.

`request.json` holds the texts of scheme, baseline and society and all numbers; `<replicate>-scheme.npz` and
`<replicate>-baseline.npz` the runs as they stood last. Going on takes up each run where it stopped; one that was over
is not run again. A run that was stopped at a week can also go on under other schemes, from there (`branch`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from isonomia.errors import UsageError
from isonomia.experiment.engines.interface import Engine, Finished, Job, check_branch
from isonomia.experiment.paired import MOST_REPLICATES, Pair, seed_of
from isonomia.experiment.request_file import REQUEST_FILE, TEXTS, read_request, read_texts, texts_of, write_request
from isonomia.scheme.scheme import Scheme
from isonomia.simulate.checkpoint import Checkpoint, Origin, load, weeks_over
from isonomia.simulate.outcome import Outcome
from isonomia.simulate.run import Progress
from isonomia.society.society import Society

NUMBERS = ("people", "weeks", "seed", "replicates", "until", "sample", "stop_at")


@dataclass(frozen=True)
class Asked:
    """What a comparison was asked for.

    stop_at: after how many weeks the runs under the scheme stop, with all records kept for others to go on from there.
    branch_from: the folder of such runs, from which scheme and baseline go on.
    """

    society: Society
    scheme: Scheme
    baseline: Scheme | None
    people: int
    weeks: int
    seed: int
    replicates: int
    until: float | None = None
    sample: int = 0
    stop_at: int | None = None
    branch_from: Path | None = None

    @property
    def schemes(self) -> list[Scheme]:
        """The scheme, and its baseline if that is one."""
        return [self.scheme] if self.baseline is None else [self.scheme, self.baseline]

    def origin(self, scheme: Scheme | None, replicate: int, shards: int) -> Origin:
        """The run of one replicate under one scheme; people are sampled under the scheme in the first alone."""
        sample = self.sample if replicate == 0 and scheme is self.scheme else 0
        seed = seed_of(self.seed, replicate)
        keeps_all = self.stop_at is not None
        return Origin(self.society, scheme, self.people, self.weeks, seed, shards, sample, keeps_all)


def keep_request(asked: Asked, folder: Path) -> None:
    """Write what was asked for into a new or empty folder, or UsageError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(
            f"'{folder}' exists already and is not an empty directory",
            remedy=f"go on with `--resume {folder}`, or name another",
        )
    folder.mkdir(parents=True, exist_ok=True)
    write_request(texts_of(asked) | {name: getattr(asked, name) for name in NUMBERS}, folder)


def kept_request(folder: Path) -> Asked:
    """What the runs in a folder were asked for; UsageError where there are none, or the request is not as written."""
    absent = UsageError(
        f"'{folder}' holds no runs to go on with", remedy="name the folder that `--checkpoint` was given"
    )
    found = read_request(folder, (*TEXTS, *NUMBERS), absent)
    society, scheme, baseline = read_texts(found, folder)
    return Asked(society, scheme, baseline, *[found[name] for name in NUMBERS])


def branch(folder: Path, scheme: Scheme, baseline: Scheme | None, society: Society | None = None) -> Asked:
    """The comparison of a scheme that takes over the runs kept in a folder with `baseline`, or the one that they had.

    UsageError where there are no such runs, or not all of them stopped at one week.
    """
    kept = kept_request(folder)
    if kept.stop_at is None:
        raise UsageError(
            f"the runs in '{folder}' were not stopped for others to go on from there",
            remedy="make them with `--checkpoint DIR --stop-at WEEK`",
        )
    if not is_stopped(kept, folder):
        raise UsageError(
            f"the runs in '{folder}' have not all come to week {kept.stop_at}",
            remedy=f"let them go on to there with `--resume {folder}`",
        )
    return replace(
        kept,
        society=society or kept.society,
        scheme=scheme,
        baseline=baseline or kept.scheme,
        until=None,
        branch_from=folder,
    )


def is_stopped(asked: Asked, folder: Path) -> bool:
    """Whether all runs stand at the week at which they were to stop."""
    places = [folder / f"{replicate}-scheme.npz" for replicate in range(asked.replicates)]
    return all(weeks_over(place) == asked.stop_at for place in places)


@dataclass(frozen=True)
class Runner:
    """Runs the pairs of a comparison; with a folder, it keeps their checkpoints there and goes on from them."""

    asked: Asked
    engine: Engine
    folder: Path | None = None
    progress: Progress | None = None
    on_sample: Callable[[Finished], None] | None = None

    def pairs(self) -> Iterator[Pair]:
        """Pairs without end, replicate by replicate."""
        for replicate in range(MOST_REPLICATES):
            scheme = self._outcome("scheme", self.asked.scheme, replicate)
            yield Pair(scheme, self._outcome("baseline", self.asked.baseline, replicate))

    def stop(self) -> None:
        """Run all replicates under the scheme, up to the week at which they stop."""
        for replicate in range(self.asked.replicates):
            self.engine.run(self._job("scheme", self.asked.scheme, replicate, self.asked.stop_at), self.progress)

    def _outcome(self, arm: str, scheme: Scheme | None, replicate: int) -> Outcome:
        job = self._job(arm, scheme, replicate)
        done = self.engine.run(job, self.progress)
        assert done is not None
        if job.origin.sample and scheme is self.asked.scheme and self.on_sample is not None:
            self.on_sample(done)
        return done.outcome

    def _job(self, arm: str, scheme: Scheme | None, replicate: int, end_tick: int | None = None) -> Job:
        if self.asked.branch_from is not None:
            return self._branch(scheme, replicate, self.asked.branch_from)
        origin = self.asked.origin(scheme, replicate, self.engine.shards)
        if self.folder is None:
            return Job(origin)
        stopped = self.folder / f"{replicate}-{arm}.npz"
        goes_on = self.asked.stop_at is not None and end_tick is None  # the run at its stop is left to other schemes
        place = self.folder / f"{replicate}-{arm}-on.npz" if goes_on else stopped
        last = place if place.exists() else stopped
        if not last.exists():
            return Job(origin, None, end_tick, place)
        checkpoint = load(last)
        if replace(checkpoint.origin, shards=origin.shards).text != origin.text:
            raise UsageError(
                f"'{last}' is not a run of what '{self.folder / REQUEST_FILE}' asks for",
                remedy="begin anew in another folder",
            )
        return Job(checkpoint.origin, checkpoint, end_tick, place)

    def _branch(self, scheme: Scheme | None, replicate: int, folder: Path) -> Job:
        checkpoint: Checkpoint = load(folder / f"{replicate}-scheme.npz")
        origin = replace(checkpoint.origin, scheme=scheme, society=self.asked.society)
        check_branch(checkpoint, origin)
        return Job(origin, checkpoint)


def described(asked: Asked) -> dict[str, object]:
    """What was asked for, in a few words, for reports."""
    branched = {"from_week": asked.stop_at} if asked.branch_from is not None else {}
    return branched | {
        "scheme": asked.scheme.name,
        "baseline": asked.baseline.name if asked.baseline is not None else None,
        "society": asked.society.file.society,
        "people": asked.people,
        "weeks": asked.weeks,
        "seed": asked.seed,
    }
