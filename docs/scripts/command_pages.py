"""The commands, from their own help: docs/generated/commands.md."""

from collections.abc import Iterator
from typing import Any

import typer.main
from generation.pages import Page, fenced, main, table

from isonomia.cli.app import app

WIDTH = 96


def commands() -> dict[str, Any]:
    """Every command by its whole name, the program itself first."""
    return dict(_with_those_below("isonomia", typer.main.get_command(app)))


def _with_those_below(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    yield name, command
    for word, below in getattr(command, "commands", {}).items():
        yield from _with_those_below(f"{name} {word}", below)


def help_text(name: str, command: Any) -> str:
    context = command.make_context(name, [], resilient_parsing=True, terminal_width=WIDTH, max_content_width=WIDTH)
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


def parameters(command: Any) -> list[tuple[str, str]]:
    """The options and arguments of a command with their help."""
    found = []
    for parameter in command.params:
        names = [*getattr(parameter, "opts", ()), *getattr(parameter, "secondary_opts", ())]
        is_option = any(name.startswith("-") for name in names)
        label = ", ".join(f"`{name}`" for name in names) if is_option else f"`{parameter.metavar or parameter.name}`"
        found.append((label, getattr(parameter, "help", None) or ""))
    return found


def _section(name: str, command: Any) -> str:
    parts = [f"## {name}\n", fenced(help_text(name, command), "text")]
    if rows := parameters(command):
        parts.append(table(["Option or argument", "What it does"], rows))
    return "\n".join(parts)


def pages() -> Iterator[Page]:
    intro = (
        "What each command prints for `--help`. Exit codes: 0 when done, 1 when `validate`, `check`, `fix`, `log` or "
        "`admin` found something, 2 when the call or a file is wrong (with a message that says what to do), 130 when "
        "interrupted. Results go to standard output, remarks and errors to standard error; nothing but the result is "
        "ever printed to standard output."
    )
    body = "\n".join([intro + "\n", *(_section(name, command) for name, command in commands().items())])
    yield Page("commands.md", "Commands", body)


if __name__ == "__main__":
    main("command_pages.py", "commands.md", pages())
