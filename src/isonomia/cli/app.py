"""The application: which commands there are. A command's module imports what it works with only when it runs."""

from collections.abc import Sequence
from typing import Annotated

import typer

from isonomia import __version__
from isonomia.cli.adapt import adapt
from isonomia.cli.admin.app import admin
from isonomia.cli.check import check
from isonomia.cli.commands import Commands
from isonomia.cli.compare import compare
from isonomia.cli.credential.app import credential
from isonomia.cli.demo import demo
from isonomia.cli.dossier import dossier
from isonomia.cli.explain import explain
from isonomia.cli.fix import fix
from isonomia.cli.log.app import log
from isonomia.cli.lsp import lsp
from isonomia.cli.merge import merge
from isonomia.cli.new import new
from isonomia.cli.reproduce import reproduce
from isonomia.cli.rule import rule
from isonomia.cli.rules import rules
from isonomia.cli.schema import schema
from isonomia.cli.score import score
from isonomia.cli.serve import serve
from isonomia.cli.simulate import simulate
from isonomia.cli.sql import sql
from isonomia.cli.sweep import sweep
from isonomia.cli.validate import validate
from isonomia.locale import _

app = typer.Typer(
    cls=Commands,
    name="isonomia",
    help=_("Read, check, try out and contest a social scoring scheme before and while it touches people."),
    epilog=_("Begin with `isonomia new club`, then `isonomia score club/scheme.yaml club/ledger.jsonl`."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (
    new,
    validate,
    check,
    rule,
    rules,
    fix,
    adapt,
    dossier,
    score,
    explain,
    compare,
    merge,
    sql,
    schema,
    lsp,
    demo,
    simulate,
    sweep,
    reproduce,
    serve,
):
    app.command()(command)
app.add_typer(credential)
app.add_typer(log)
app.add_typer(admin)


def keep_what_is_asked(arguments: Sequence[str]) -> None:
    """Leave the other commands out of the application where the first argument names one.

    Typer makes every command before it runs one, which takes 25 ms: a twentieth of a short run.
    """
    asked = [item for item in app.registered_commands if getattr(item.callback, "__name__", "") in arguments[:1]]
    if asked:
        app.registered_commands, app.registered_groups = asked, []


def _show_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"isonomia {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[  # acts through its callback
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help=_("Print the version and exit."))
    ] = False,
) -> None:
    """What stands before the command."""
