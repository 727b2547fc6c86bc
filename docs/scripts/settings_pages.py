"""The variables of the service, from its settings: docs/generated/settings.md."""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import fields

from generation.pages import Page, main, table

from isonomia.service import config


def comments() -> dict[str, str]:
    """The comment beside each field of the settings."""
    source = inspect.getsource(config.Settings)
    lines = source.splitlines()
    found = {}
    for node in ast.parse(source).body[0].body:  # type: ignore[attr-defined]
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found[node.target.id] = lines[node.lineno - 1].partition("  # ")[2].strip()
    return found


def pages() -> Iterator[Page]:
    words = comments()
    if missing := [field.name for field in fields(config.Settings) if not words[field.name]]:
        raise SystemExit(f"config.py: no comment beside {missing}")
    rows = [
        (
            f"`{config.PREFIX}{field.name.upper()}`",
            f"`{field.default}`" if field.default != "" else "",
            words[field.name],
        )
        for field in fields(config.Settings)
    ]
    body = (
        "How a service runs is said by its environment alone. Each variable can be given as a file instead: "
        "`ISONOMIA_DATABASE_FILE=/run/secrets/database` reads the address from there, so that a password stands in no "
        "list of processes. `isonomia serve --show-configuration` prints what is in force, with secrets hidden. How to "
        "run a service: [Operations](../service/operations.md).\n\n"
        + table(["Variable", "Default", "What it says"], rows)
    )
    yield Page("settings.md", "Settings of the service", body)


if __name__ == "__main__":
    main("settings_pages.py", "settings.md", pages())
