"""The group of all commands: turns what isonomia raises on purpose into messages and exit codes."""

import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from isonomia.errors import IsonomiaError

USAGE_OR_INPUT = 2
INTERRUPTED = 130
PREFIX_OF_PYDANTIC = "Value error, "  # which reads values for Typer; the words after it are Typer's own
BROKEN_PIPE = 141  # as the shell reports a program that the pipe's end stopped


class Commands(TyperGroup):
    """Runs a command; every IsonomiaError ends it with exit code 2 and a message that says what to do."""

    def invoke(self, ctx: Any) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except typer.BadParameter as error:
            error.message = error.message.replace(PREFIX_OF_PYDANTIC, "")
            raise
        except IsonomiaError as error:
            from isonomia.cli.failure import message_of

            typer.echo(message_of(error), err=True, nl=False)
            raise typer.Exit(USAGE_OR_INPUT) from None
        except BrokenPipeError:
            # Whoever read has gone; the interpreter's last flush must not complain about it either.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(BROKEN_PIPE) from None
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        return result
