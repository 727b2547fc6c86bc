"""The options of `isonomia simulate` that say where a run is done, where it stops and from where it goes on."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from isonomia.locale import _


class SimulationFormat(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


class SimulationEngine(StrEnum):
    """What does the runs."""

    THREADS = "threads"
    RAY = "ray"


EngineOption = Annotated[
    SimulationEngine, typer.Option("--engine", help=_("This process, or workers of a Ray cluster: to the same bytes."))
]
ClusterOption = Annotated[
    str | None,
    typer.Option("--cluster", metavar="ADDRESS", help=_("Address of the Ray cluster. Default: this machine alone.")),
]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", help=_("How many workers with --engine ray. Default: one a processor."))
]
CheckpointOption = Annotated[
    Path | None,
    typer.Option("--checkpoint", metavar="DIR", help=_("Keep the runs there as they go, to go on after a stop.")),
]
ResumeOption = Annotated[
    Path | None,
    typer.Option("--resume", metavar="DIR", help=_("Go on with what --checkpoint kept; no SCHEME then.")),
]
StopAtOption = Annotated[
    int | None,
    typer.Option("--stop-at", metavar="WEEK", help=_("Stop after so many weeks; --checkpoint keeps the runs.")),
]
BranchFromOption = Annotated[
    Path | None,
    typer.Option("--branch-from", metavar="DIR", help=_("Let SCHEME take over the runs that --stop-at left in DIR.")),
]
