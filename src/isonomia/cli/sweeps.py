"""What `isonomia sweep` does between its options and its output."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from isonomia.cli.inputs import load, society_file
from isonomia.cli.options import refuse_with_resume
from isonomia.cli.output import remark
from isonomia.errors import UsageError
from isonomia.experiment.fit import check_fit, left_out
from isonomia.locale import _, ngettext
from isonomia.report.sweep.page import sweep_page
from isonomia.report.sweep.record import sweep_json
from isonomia.report.sweep.text import sweep_text
from isonomia.simulate.compiled import is_compiled
from isonomia.simulate.plan import make_setting
from isonomia.simulate.run import MOST_PEOPLE
from isonomia.society.load import load_society
from isonomia.sweep.design import Kind
from isonomia.sweep.kept import is_over, keep_plan, kept_plan, swept
from isonomia.sweep.pair import Measured
from isonomia.sweep.plan import Asked, Plan, Point, make_plan
from isonomia.sweep.result import foremost, result
from isonomia.sweep.spread import spread
from isonomia.whole_file import clear_half_written

OF_THE_FOLDER = (
    "society", "baseline", "people", "weeks", "design", "trajectories", "samples", "seed", "only", "screened", "top",
)  # fmt: skip
"""The options that a folder of a kept sweep answers itself."""


@dataclass(frozen=True)
class Wanted:
    """The numbers of a call; given: the names of the options that it names."""

    people: int
    weeks: int
    seed: int
    design: str
    blocks: int
    only: tuple[str, ...]
    screened: Path | None
    top: int
    given: frozenset[str] = frozenset()


def swept_text(
    schemes: tuple[str | None, str, str],
    wanted: Wanted,
    machines: tuple[str | None, int | None],
    folders: tuple[Path | None, Path | None],
    form: str,
) -> str:
    """Run what is missing, and return the findings as text, JSON or a page.

    schemes: scheme, society, baseline; machines: a cluster's address, workers; folders: --keep, --resume.
    """
    keep, resume = folders
    _check(wanted, machines)
    if resume is not None and (schemes[0] is not None or keep is not None):
        raise UsageError(_("--resume together with a scheme or --keep"), remedy=_("the folder says what to go on with"))
    if resume is not None:
        refuse_with_resume(wanted.given, OF_THE_FOLDER)
        clear_half_written(resume)
    plan = kept_plan(resume) if resume is not None else make_plan(_asked(schemes, wanted))
    folder = resume or keep
    if folder is None or resume is None or not is_over(plan, folder):
        _say_size(plan)
    if keep is not None:
        keep_plan(plan, keep)
    address, workers = machines

    def runner(plan: Plan, points: list[Point]) -> Iterator[tuple[Point, Measured]]:
        return spread(plan, points, address, workers)

    try:
        with _progress(len(plan.points)) as progress:
            found = result(plan, swept(plan, runner, folder, progress))
    except KeyboardInterrupt:
        if folder is not None:
            remark(_("stopped; go on with `isonomia sweep --resume {folder}`").format(folder=folder))
        raise
    writers = {"text": sweep_text, "json": sweep_json, "html": sweep_page}
    return writers[form](found)


def _check(wanted: Wanted, machines: tuple[str | None, int | None]) -> None:
    address, workers = machines
    if workers is not None and (workers < 1 or address is not None):
        raise UsageError(
            _("{count} workers").format(count=workers) if workers < 1 else _("--workers together with --cluster"),
            remedy=_("at least 1") if workers < 1 else _("a cluster's own processors are used, all of them"),
        )
    if not 0 <= wanted.seed < 2**64:
        raise UsageError(
            _("seed {seed}").format(seed=wanted.seed), remedy=_("a whole number of at most 64 bits, not negative")
        )
    if wanted.top < 1:
        raise UsageError(_("--top {count}").format(count=wanted.top), remedy=_("at least 1"))


def _asked(schemes: tuple[str | None, str, str], wanted: Wanted) -> Asked:
    scheme, society, baseline = schemes
    if scheme is None:
        raise UsageError(_("no scheme"), remedy=_("name a scheme, or a folder with --resume"))
    only = wanted.only
    if wanted.screened is not None:
        if only:
            raise UsageError(_("--only together with --screened"), remedy=_("give one of them"))
        only = _led(wanted.screened, wanted.top)
    if wanted.design == Kind.SOBOL.value and not only:
        raise UsageError(
            _("--design sobol without a choice of numbers"),
            remedy=_("name a few with --only, or take those that led in a kept sweep: --screened DIR"),
        )
    found = load_society(society_file(society))
    ours, theirs = load(scheme), None if baseline == "none" else load(baseline)
    check_fit(found, ours)
    if not 1 <= wanted.people <= MOST_PEOPLE:
        raise UsageError(
            _("{people} people").format(people=wanted.people), remedy=_("1 to {most:,}").format(most=MOST_PEOPLE)
        )
    for item in (ours, theirs):
        for text in left_out(found, item) if item is not None else ():
            remark(text)
        make_setting(found.file, item, wanted.weeks)  # what cannot be run is told before anything is kept
    return Asked(
        found, ours, theirs, wanted.people, wanted.weeks, wanted.seed, Kind(wanted.design), wanted.blocks, only
    )


def _led(folder: Path, count: int) -> tuple[str, ...]:
    plan = kept_plan(folder)
    if not is_over(plan, folder):
        raise UsageError(
            _("the sweep in '{folder}' is not over").format(folder=folder),
            remedy=_("end it with `isonomia sweep --resume {folder}`").format(folder=folder),
        )
    names = foremost(result(plan, swept(plan, lambda _plan, _points: iter(()), folder)), count)
    if not names:
        raise UsageError(
            _("in the sweep in '{folder}' no number led").format(folder=folder), remedy=_("name some with --only")
        )
    remark(_("varied: {names}").format(names=", ".join(names)))
    return tuple(names)


def _say_size(plan: Plan) -> None:
    asked = plan.asked
    remark(
        _("{pairs} of {people:,} people over {weeks} weeks: {numbers} varied").format(
            pairs=ngettext("{count} pair of runs", "{count} pairs of runs", len(plan.points)),
            people=asked.people,
            weeks=asked.weeks,
            numbers=ngettext("{count} number", "{count} numbers", len(plan.varied)),
        )
    )
    if not is_compiled():
        remark(_("compiling the simulator for this machine, once: this takes up to a minute"))


@contextmanager
def _progress(points: int) -> Iterator[Callable[[int], None] | None]:
    """A bar on a terminal: how many pairs are over."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    console = Console(stderr=True)
    with Progress(*columns, TimeElapsedColumn(), TimeRemainingColumn(), console=console, transient=True) as shown:
        bar = shown.add_task(_("pairs of runs"), total=points)
        yield lambda over: shown.update(bar, completed=over)
