"""`isonomia simulate`: what a scheme does to a synthetic society, against the same people without it."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from isonomia.cli.options import OutputOption
from isonomia.locale import _


class SimulationFormat(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"


def simulate(
    scheme: Annotated[
        str | None, typer.Argument(metavar="[SCHEME]", help=_("A scheme file, or the name of a shipped scheme."))
    ] = None,
    society: Annotated[
        str, typer.Option(metavar="FILE", help=_("A society file, or the name of a shipped society."))
    ] = "european-town",
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
    checkpoint: Annotated[
        Path | None, typer.Option(metavar="DIR", help=_("Keep the runs there as they go, to go on after a stop."))
    ] = None,
    resume: Annotated[
        Path | None, typer.Option(metavar="DIR", help=_("Go on with what --checkpoint kept; no SCHEME then."))
    ] = None,
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
      isonomia simulate rongcheng --society chinese-county-2015 --people 20000
      isonomia simulate club.yaml --society town.yaml --replicates 10 -o findings.json
      isonomia simulate old.yaml --baseline new.yaml --until-interval 0.5%
      isonomia simulate flensburg --ledger sampled --sample 100
    """
    from isonomia.cli.output import check_target, chosen_form, deliver
    from isonomia.cli.simulations import Wanted, simulated

    form = chosen_form(form, output, SimulationFormat.TEXT)
    check_target(output)
    numbers = Wanted(people, weeks, seed, replicates, until_interval, threads, sample if ledger else 0)
    text = simulated(scheme, society, baseline, numbers, form.value, ledger, tables, checkpoint, resume)
    deliver(text, output)
