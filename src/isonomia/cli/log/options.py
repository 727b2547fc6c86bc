"""The arguments and options that commands of the log share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from isonomia.locale import _


class VerdictFormat(StrEnum):
    """How a verdict is written."""

    TEXT = "text"
    JSON = "json"


PlaceArgument = Annotated[
    str, typer.Argument(metavar="PLACE", help=_("The log: a folder, or an http(s) address, that holds `checkpoint`."))
]
KeyOption = Annotated[
    str, typer.Option("--key", metavar="VKEY", help=_("The log's public key, NAME+ID+BASE64, or a file with it."))
]
SuccessionsOption = Annotated[
    Path | None,
    typer.Option(
        "--successions",
        metavar="FILE",
        help=_("The log's `successions`, as published: leads from the key that you give to its later ones."),
    ),
]
WitnessOption = Annotated[
    list[str] | None,
    typer.Option("--witness", metavar="VKEY", help=_("Public key of a witness you trust; may be repeated.")),
]
WitnessesOption = Annotated[
    int | None,
    typer.Option("--witnesses", metavar="N", min=0, help=_("How many of them must have cosigned. Default: all.")),
]
FactOption = Annotated[
    Path, typer.Option("--fact", metavar="FILE", help=_("The fact: one JSON object, as it was exported."))
]
MemberKeyOption = Annotated[
    Path,
    typer.Option("--member-key", metavar="FILE", help=_("The member's key as exported; show it to nobody else.")),
]
IndexOption = Annotated[
    int | None,
    typer.Option("--index", metavar="N", min=0, help=_("The place in the log, from 0. Else all entries are searched.")),
]
FormatOption = Annotated[
    VerdictFormat | None, typer.Option("--format", help=_("How to write it. By the suffix of FILE, else text."))
]
