"""A comparison that can be stopped at any moment: each run's checkpoints in a folder, and what was asked for.

`request.json` holds the texts of scheme, baseline and society and all numbers; `<replicate>-scheme.npz` and
`<replicate>-baseline.npz` the runs as they stood last. Going on takes up each run where it stopped; one that was over
is not run again.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from isonomia.errors import UsageError
from isonomia.experiment.paired import MOST_REPLICATES, Pair, seed_of
from isonomia.scheme.load import read_scheme_text
from isonomia.scheme.scheme import Scheme
from isonomia.simulate.checkpoint import Origin, load, save
from isonomia.simulate.outcome import Outcome, outcome_of
from isonomia.simulate.run import Progress, Request, Run, begin, run
from isonomia.society.load import read_society_text
from isonomia.society.society import Society

REQUEST_FILE = "request.json"


@dataclass(frozen=True)
class Asked:
    """What a comparison was asked for."""

    society: Society
    scheme: Scheme
    baseline: Scheme | None
    people: int
    weeks: int
    seed: int
    replicates: int
    until: float | None = None
    sample: int = 0

    def origin(self, scheme: Scheme | None, replicate: int, shards: int) -> Origin:
        """The run of one replicate under one scheme; people are sampled under the scheme in the first alone."""
        sample = self.sample if replicate == 0 and scheme is self.scheme else 0
        seed = seed_of(self.seed, replicate)
        return Origin(self.society, scheme, self.people, self.weeks, seed, shards, sample)


def keep_request(asked: Asked, folder: Path) -> None:
    """Write what was asked for into a new or empty folder, or UsageError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(
            f"'{folder}' exists already and is not an empty directory",
            remedy=f"go on with `--resume {folder}`, or name another",
        )
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        name: None if item is None else {"path": str(item.path), "text": item.text}
        for name, item in (("society", asked.society), ("scheme", asked.scheme), ("baseline", asked.baseline))
    }
    numbers = {name: getattr(asked, name) for name in ("people", "weeks", "seed", "replicates", "until", "sample")}
    aside = folder / (REQUEST_FILE + ".part")
    aside.write_text(json.dumps(texts | numbers, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    aside.replace(folder / REQUEST_FILE)


def kept_request(folder: Path) -> Asked:
    """What the runs in a folder were asked for; UsageError where there are none."""
    try:
        found = json.loads((folder / REQUEST_FILE).read_text(encoding="utf-8"))
        society = read_society_text(Path(found["society"]["path"]), found["society"]["text"]).society
        schemes = [
            None if found[name] is None else read_scheme_text(Path(found[name]["path"]), found[name]["text"]).scheme
            for name in ("scheme", "baseline")
        ]
        numbers = [found[name] for name in ("people", "weeks", "seed", "replicates", "until", "sample")]
    except (OSError, ValueError, KeyError, TypeError):
        raise UsageError(
            f"'{folder}' holds no runs to go on with", remedy="name the folder that `--checkpoint` was given"
        ) from None
    assert society is not None
    assert schemes[0] is not None
    return Asked(society, schemes[0], schemes[1], *numbers)


@dataclass(frozen=True)
class Runner:
    """Runs the pairs of a comparison; with a folder, it keeps their checkpoints there and goes on from them."""

    asked: Asked
    threads: int
    folder: Path | None = None
    progress: Progress | None = None
    on_sample: Callable[[Run], None] | None = None

    def pairs(self) -> Iterator[Pair]:
        """Pairs without end, replicate by replicate."""
        for replicate in range(MOST_REPLICATES):
            scheme = self._outcome("scheme", self.asked.scheme, replicate)
            yield Pair(scheme, self._outcome("baseline", self.asked.baseline, replicate))

    def _outcome(self, arm: str, scheme: Scheme | None, replicate: int) -> Outcome:
        origin = self.asked.origin(scheme, replicate, self.threads)
        start: Callable[[Request], Run] = begin
        after: Callable[[Run], None] | None = None
        if self.folder is not None:
            place = self.folder / f"{replicate}-{arm}.npz"
            if place.exists():
                checkpoint = load(place)
                origin, start = checkpoint.origin, checkpoint.resume
            after = partial(_save, origin, place)
        done = run(origin.request, threads=self.threads, progress=self.progress, start=start, after_weeks=after)
        if origin.sample and self.on_sample is not None:
            self.on_sample(done)
        return outcome_of(done)


def _save(origin: Origin, place: Path, running: Run) -> None:
    save(running, origin, place)


def described(asked: Asked) -> dict[str, object]:
    """What was asked for, in a few words, for reports."""
    return {
        "scheme": asked.scheme.name,
        "baseline": asked.baseline.name if asked.baseline is not None else None,
        "society": asked.society.file.society,
        "people": asked.people,
        "weeks": asked.weeks,
        "seed": asked.seed,
    }
