"""`isonomia sweep`: which findings hold wherever a society's numbers lie, and which numbers drive the rest."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from isonomia.cli.options import OutputOption, options_given
from isonomia.locale import _


class SweepFormat(StrEnum):
    """How a sweep is written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


class DesignName(StrEnum):
    """Which points of the ranges are run."""

    MORRIS = "morris"
    SOBOL = "sobol"


def sweep(
    context: typer.Context,
    scheme: Annotated[
        str | None, typer.Argument(metavar="[SCHEME]", help=_("A scheme file, or the name of a shipped scheme."))
    ] = None,
    society: Annotated[
        str, typer.Option(metavar="FILE", help=_("A society file, or the name of a shipped society."))
    ] = "european-town",
    baseline: Annotated[
        str, typer.Option(metavar="SCHEME", help=_("What to compare with: another scheme, or `none`."))
    ] = "none",
    people: Annotated[int, typer.Option(help=_("How many people each run has."))] = 2000,
    weeks: Annotated[int, typer.Option(help=_("How many weeks."))] = 52,
    design: Annotated[
        DesignName, typer.Option(help=_("morris: find what matters among all. sobol: shares of variance, for a few."))
    ] = DesignName.MORRIS,
    trajectories: Annotated[int, typer.Option(help=_("Of morris: how often each number is moved."))] = 10,
    samples: Annotated[int, typer.Option(help=_("Of sobol: how many base points, a power of two."))] = 128,
    seed: Annotated[int, typer.Option(help=_("Of the runs and of the design: the same seed, the same bytes."))] = 1,
    only: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help=_("Vary these alone: a number, a section, a pattern."))
    ] = None,
    screened: Annotated[
        Path | None, typer.Option(metavar="DIR", help=_("Vary what led in the sweep kept there: see --top."))
    ] = None,
    top: Annotated[int, typer.Option(help=_("How many numbers are taken from --screened."))] = 8,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help=_("A Ray cluster. Default: this machine alone."))
    ] = None,
    workers: Annotated[int | None, typer.Option(help=_("How many processors of this machine. Default: all."))] = None,
    keep: Annotated[
        Path | None, typer.Option(metavar="DIR", help=_("Keep each result there as it comes, to go on after a stop."))
    ] = None,
    resume: Annotated[
        Path | None, typer.Option(metavar="DIR", help=_("Go on with what --keep kept; no SCHEME then."))
    ] = None,
    form: Annotated[
        SweepFormat | None, typer.Option("--format", help=_("How to write it. By the suffix of FILE, else text."))
    ] = None,
    output: OutputOption = None,
) -> None:
    """Show which findings hold wherever a society's numbers lie.

    Varies the numbers over their ranges; says which findings keep their sign, and which numbers drive the others. Each
    point is a pair of runs, with and without the scheme.

    \b
    Examples:
      isonomia sweep rongcheng --society chinese-county-2015 --keep first -o sweep.html
      isonomia sweep rongcheng --society chinese-county-2015 --design sobol --screened first --top 6
      isonomia sweep flensburg --only response --only 'activities.*.fear'
      isonomia sweep --resume first --format json -o sweep.json
    """
    from isonomia.cli.quick_start import load_numba

    load_numba()
    from isonomia.cli.output import check_target, chosen_form, deliver
    from isonomia.cli.sweeps import Wanted, swept_text

    form = chosen_form(form, output, SweepFormat.TEXT)
    check_target(output)
    blocks = trajectories if design is DesignName.MORRIS else samples
    given = options_given(context)
    wanted = Wanted(people, weeks, seed, design.value, blocks, tuple(only or ()), screened, top, given)
    deliver(swept_text((scheme, society, baseline), wanted, (cluster, workers), (keep, resume), form.value), output)
