"""`isonomia lsp`: the server that editors start."""

from typing import Annotated

import typer

from isonomia.locale import _


def lsp(
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="CODE", help=_("Only these: codes, beginnings, families."))
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="CODE", help=_("All but these."))] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help=_("The law as it applies on this day. Today."))
    ] = None,
    jurisdiction: Annotated[
        str | None,
        typer.Option("--jurisdiction", metavar="J", help=_("Whose law, in place of the file's own: eu, at, uk, us...")),
    ] = None,
) -> None:
    """Serve an editor: faults and findings while you type, help, completion, quick fixes.

    The editor starts it and speaks the Language Server Protocol with it, on standard input and output.

    \b
    Examples:
      isonomia lsp
      isonomia lsp --jurisdiction eu --ignore design
    """
    from isonomia.check.settings import Settings
    from isonomia.cli import checking
    from isonomia.errors import EngineUnavailable

    def settings() -> Settings:
        return checking.settings(as_of, jurisdiction, select or [], ignore or [])

    settings()  # a wrong word ends the command now, and not at the first file
    try:
        from isonomia.editor.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise EngineUnavailable(
            _("the language server needs pygls 2"),
            remedy=_("install it beside isonomia: `python -m pip install 'isonomia[editor]'`"),
        ) from error
    serve(settings)
