"""What `isonomia simulate` does between its options and its output."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from isonomia.cli.output import remark
from isonomia.cli.progress import working
from isonomia.cli.simulation_requests import Place, Wanted, asked_for
from isonomia.errors import UsageError
from isonomia.experiment.engines.interface import Engine, Finished
from isonomia.experiment.engines.threads import ThreadsEngine
from isonomia.experiment.kept import Asked, Runner, is_stopped
from isonomia.experiment.paired import Findings, compare
from isonomia.locale import _
from isonomia.report.simulation_text import simulation_json, simulation_text, stopped_text
from isonomia.simulate.compiled import is_compiled
from isonomia.simulate.sampled_ledger import write_lines

MOST_THREADS = 1024


@dataclass(frozen=True)
class Means:
    """What does the runs: threads of this process, or workers of a Ray cluster."""

    on_ray: bool
    threads: int | None
    cluster: str | None
    workers: int | None


def simulated(
    scheme: str | None,
    society: str | None,
    baseline: str,
    wanted: Wanted,
    place: Place,
    means: Means,
    form: str,
    ledger: Path | None,
    tables: Path | None,
) -> str:
    """Run, write what was asked for, and return the findings as text, JSON or a page."""
    _check_means(means)
    asked = asked_for(scheme, society, baseline, wanted, place)
    for folder in (ledger, tables):
        if folder is not None:
            _make(folder)
    if not is_compiled():
        remark(_("compiling the simulator for this machine, once: this takes up to a minute"))
    folder = place.resume or place.checkpoint
    with _engine(means) as engine, _progress(asked) as (weeks_over, pair_over):
        runner = Runner(asked, engine, folder, weeks_over, _sampler(ledger))
        if asked.stop_at is not None and folder is not None and not is_stopped(asked, folder):
            runner.stop()
            return stopped_text(asked, folder)
        findings = compare(runner.pairs(), asked.replicates, asked.until, pair_over)
    if tables is not None:
        from isonomia.experiment.frames import write_tables

        write_tables(findings, tables)
    return _reported(findings, asked, form)


def _reported(findings: Findings, asked: Asked, form: str) -> str:
    if form == "html":
        from isonomia.report.simulation.page import simulation_page

        with working(_("drawing the figures")):
            return simulation_page(findings, asked)
    return simulation_json(findings, asked) if form == "json" else simulation_text(findings, asked)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(
            _("'{path}' cannot be written: {reason}").format(path=folder, reason=reason),
            remedy=_("choose another directory"),
        ) from None


def _check_means(means: Means) -> None:
    if means.on_ray and means.threads is not None:
        raise UsageError(_("--threads with --engine ray"), remedy=_("say with --workers how many processors to use"))
    if means.threads is not None and not 1 <= means.threads <= MOST_THREADS:
        raise UsageError(
            _("--threads {count}").format(count=means.threads), remedy=_("1 to {most}").format(most=MOST_THREADS)
        )
    if not means.on_ray and (means.cluster is not None or means.workers is not None):
        option = "--cluster" if means.cluster is not None else "--workers"
        raise UsageError(_("{option} without --engine ray").format(option=option), remedy=_("add --engine ray"))


@contextmanager
def _engine(means: Means) -> Iterator[Engine]:
    if not means.on_ray:
        yield ThreadsEngine(means.threads or os.cpu_count() or 1)
        return
    from isonomia.experiment.engines.ray_workers import ray_workers

    with ray_workers(means.cluster, means.workers) as engine:
        yield engine


def _sampler(folder: Path | None) -> Callable[[Finished], None] | None:
    if folder is None:
        return None

    def write(finished: Finished) -> None:
        write_lines(finished.records, finished.truths, finished.standings, folder)

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
