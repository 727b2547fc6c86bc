"""`isonomia simulate`: what a scheme does to a synthetic society, against the same people without it."""

from pathlib import Path
from typing import Annotated

import typer

from isonomia.cli.options import OutputOption, options_given
from isonomia.cli.simulation_options import (
    BranchFromOption,
    CheckpointOption,
    ClusterOption,
    EngineOption,
    ResumeOption,
    SimulationEngine,
    SimulationFormat,
    StopAtOption,
    WorkersOption,
)
from isonomia.locale import _


def simulate(
    context: typer.Context,
    scheme: Annotated[
        str | None, typer.Argument(metavar="[SCHEME]", help=_("A scheme file, or the name of a shipped scheme."))
    ] = None,
    society: Annotated[
        str | None,
        typer.Option(metavar="FILE", help=_("A society file, or the name of a shipped society. european-town.")),
    ] = None,
    baseline: Annotated[
        str, typer.Option(metavar="SCHEME", help=_("What to compare with: another scheme, or `none`."))
    ] = "none",
    people: Annotated[int | None, typer.Option(help=_("How many people. Default: the society's."))] = None,
    weeks: Annotated[int, typer.Option(help=_("How many weeks."))] = 104,
    seed: Annotated[int, typer.Option(help=_("The first seed: the same seed gives the same bytes."))] = 1,
    replicates: Annotated[int, typer.Option(help=_("How many pairs of runs, each with its own seed."))] = 1,
    until_interval: Annotated[
        str | None, typer.Option(metavar="SHARE", help=_("Go on until each change of conduct is known to, say, 0.5%."))
    ] = None,
    threads: Annotated[int | None, typer.Option(help=_("How many threads. Default: one a processor."))] = None,
    ledger: Annotated[
        Path | None, typer.Option(metavar="DIR", help=_("Write the sampled people's ledgers, and what was true."))
    ] = None,
    sample: Annotated[int, typer.Option(help=_("How many people's ledgers."))] = 1000,
    tables: Annotated[
        Path | None, typer.Option(metavar="DIR", help=_("Write all results as Parquet and as a SQLite file."))
    ] = None,
    checkpoint: CheckpointOption = None,
    resume: ResumeOption = None,
    stop_at: StopAtOption = None,
    branch_from: BranchFromOption = None,
    engine: EngineOption = SimulationEngine.THREADS,
    cluster: ClusterOption = None,
    workers: WorkersOption = None,
    form: Annotated[
        SimulationFormat | None, typer.Option("--format", help=_("How to write it. By the suffix of FILE, else text."))
    ] = None,
    output: OutputOption = None,
) -> None:
    """Run a scheme on a synthetic society, and show what it does.

    Against the same people with the same luck under another scheme or none: conduct changed, lawful conduct
    silenced, unequal treatment, people punished by error, traps, trust, cost. Nobody real is touched.

    \b
    Examples:
      isonomia simulate rongcheng --society chinese-county-2015 --people 20000 -o report.html
      isonomia simulate club.yaml --society town.yaml --replicates 10 -o findings.json
      isonomia simulate old.yaml --baseline new.yaml --until-interval 0.5%
      isonomia simulate flensburg --ledger sampled --sample 100
      isonomia simulate old.yaml --checkpoint year --stop-at 52
      isonomia simulate new.yaml --branch-from year
    """
    from isonomia.cli.quick_start import load_numba

    load_numba()
    from isonomia.cli.output import check_target, chosen_form, deliver
    from isonomia.cli.simulation_requests import Place, Wanted
    from isonomia.cli.simulations import Means, simulated

    form = chosen_form(form, output, SimulationFormat.TEXT)
    check_target(output)
    given = options_given(context)
    numbers = Wanted(people, weeks, seed, replicates, until_interval, sample, given)
    place = Place(checkpoint, resume, stop_at, branch_from, ledger is not None)
    means = Means(engine is SimulationEngine.RAY, threads, cluster, workers)
    deliver(simulated(scheme, society, baseline, numbers, place, means, form.value, ledger, tables), output)
