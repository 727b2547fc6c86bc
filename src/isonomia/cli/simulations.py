"""What `isonomia simulate` does between its options and its output."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from isonomia.cli.inputs import load, society_file
from isonomia.cli.output import remark
from isonomia.diagnostics.diagnostic import Level
from isonomia.errors import UsageError
from isonomia.experiment.frames import write_tables
from isonomia.experiment.kept import Asked, Runner, keep_request, kept_request
from isonomia.experiment.paired import MOST_REPLICATES, compare
from isonomia.fixed_point import DECIMAL_PATTERN
from isonomia.locale import _
from isonomia.report.simulation_text import simulation_json, simulation_text
from isonomia.scheme.scheme import Scheme
from isonomia.simulate.compiled import is_compiled
from isonomia.simulate.run import Run
from isonomia.simulate.sampled_ledger import write_sample
from isonomia.society.events import events_for, misfits
from isonomia.society.load import load_society
from isonomia.society.society import Society


@dataclass(frozen=True)
class Wanted:
    """The numbers of a call."""

    people: int | None
    weeks: int
    seed: int
    replicates: int
    until_interval: str | None
    threads: int | None
    sample: int


def simulated(
    scheme: str | None,
    society: str,
    baseline: str,
    wanted: Wanted,
    form: str,
    ledger: Path | None,
    tables: Path | None,
    checkpoint: Path | None,
    resume: Path | None,
) -> str:
    """Run, write what was asked for, and return the findings as text or JSON."""
    asked = _asked(scheme, society, baseline, wanted, checkpoint, resume)
    for folder in (ledger, tables):
        if folder is not None:
            _make(folder)
    if not is_compiled():
        remark(_("compiling the simulator for this machine, once: this takes a minute or two"))
    threads = wanted.threads or os.cpu_count() or 1
    with _progress(asked) as (weeks_over, pair_over):
        runner = Runner(asked, threads, resume or checkpoint, weeks_over, _sampler(ledger))
        findings = compare(runner.pairs(), asked.replicates, asked.until, pair_over)
    if tables is not None:
        write_tables(findings, tables)
    return simulation_json(findings, asked) if form == "json" else simulation_text(findings, asked)


def _asked(
    scheme: str | None, society: str, baseline: str, wanted: Wanted, checkpoint: Path | None, resume: Path | None
) -> Asked:
    if resume is not None:
        if scheme is not None or checkpoint is not None:
            raise UsageError(
                _("--resume together with a scheme or --checkpoint"), remedy=_("the folder says what to go on with")
            )
        return kept_request(resume)
    if scheme is None:
        raise UsageError(_("no scheme"), remedy=_("name a scheme, or a folder with --resume"))
    if not 1 <= wanted.replicates <= MOST_REPLICATES:
        raise UsageError(
            _("{count} replicates").format(count=wanted.replicates),
            remedy=_("1 to {most} replicates").format(most=MOST_REPLICATES),
        )
    if not 0 <= wanted.seed < 2**64:
        raise UsageError(
            _("seed {seed}").format(seed=wanted.seed), remedy=_("a whole number of at most 64 bits, not negative")
        )
    found = load_society(society_file(society))
    ours = load(scheme)
    _check_fit(found, ours)
    people = wanted.people if wanted.people is not None else int(found.file.people.value)
    asked = Asked(
        found,
        ours,
        None if baseline == "none" else load(baseline),
        people,
        wanted.weeks,
        wanted.seed,
        wanted.replicates,
        _until(wanted.until_interval),
        wanted.sample,
    )
    for item in (asked.scheme, asked.baseline):
        if item is not None:
            _say_misfits(found, item)
    if checkpoint is not None:
        keep_request(asked, checkpoint)
    return asked


def _check_fit(society: Society, scheme: Scheme) -> None:
    """UsageError where nobody does anything that the scheme reads, with the shipped societies in which they do."""
    from isonomia.presets import society_names, society_path

    def feeds(one: Society) -> bool:
        return any(events_for(activity, scheme) for activity in one.file.activities.values())

    if feeds(society):
        return
    others = [name for name in society_names() if feeds(load_society(society_path(name)))]
    choice = _("choose --society {names}, or ").format(names=_(" or ").join(others)) if others else ""
    raise UsageError(
        _("no activity of society '{society}' leaves an event that scheme '{scheme}' reads").format(
            society=society.file.society, scheme=scheme.name
        ),
        remedy=choice
        + _("give its activities `events` for the sources {sources}").format(sources=", ".join(scheme.file.sources)),
    )


def _say_misfits(society: Society, scheme: Scheme) -> None:
    """Remark on events that are left out; UsageError for those that cannot be meant."""
    for misfit in misfits(society, scheme):
        if misfit.level is Level.ERROR:
            raise UsageError(
                _("activity '{name}' of society '{society}' has an event with {found}").format(
                    name=misfit.activity, society=society.file.society, found=misfit.found
                ),
                remedy=misfit.remedy,
            )
        remark(_("left out: an event of '{name}' with {found}").format(name=misfit.activity, found=misfit.found))


def _until(text: str | None) -> float | None:
    """0.5% or 0.005 as a share."""
    if text is None:
        return None
    digits = text.strip().removesuffix("%").strip()
    if DECIMAL_PATTERN.fullmatch(digits) is None or not Decimal(digits) > 0:
        raise UsageError(
            _("--until-interval is '{text}'").format(text=text), remedy=_("give a share such as 0.5% or 0.005")
        )
    return float(Decimal(digits) / (100 if text.strip().endswith("%") else 1))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(
            _("'{path}' cannot be written: {reason}").format(path=folder, reason=reason),
            remedy=_("choose another directory"),
        ) from None


def _sampler(folder: Path | None) -> Callable[[Run], None] | None:
    if folder is None:
        return None

    def write(run: Run) -> None:
        write_sample(run, folder)

    return write


@contextmanager
def _progress(asked: Asked) -> Iterator[tuple[Callable[[int], None] | None, Callable[[int], None] | None]]:
    """A bar on a terminal: weeks of the run at hand, and how many pairs are over."""
    if not sys.stderr.isatty():
        yield None, None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as shown:
        weeks = shown.add_task(_("weeks of this run"), total=asked.weeks)
        runs = shown.add_task(_("pairs of runs"), total=asked.replicates)
        yield (
            lambda over: shown.update(weeks, completed=over),
            lambda over: shown.update(runs, completed=over, total=max(over, asked.replicates)),
        )
