"""Every diagnostic code: what it means, an example, what to do: docs/generated/errors.md."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from generation.pages import ROOT, Page, fenced, main
from ruamel.yaml import YAML

SENTENCES = Path(__file__).with_name("error_codes.yaml")
SOURCE = ROOT / "src" / "isonomia"
FAULTS = ROOT / "tests" / "faults"
CODE = re.compile(r"(yaml|scheme|succession|society|expression|ledger)-[a-z]+(-[a-z]+)*")
# Texts of the same shape that are no codes.
NO_CODES = frozenset({"ledger-to"})
GROUPS = {
    "yaml": "The file as YAML",
    "scheme": "The scheme",
    "expression": "Expressions",
    "succession": "Versions of a scheme",
    "society": "The society",
    "ledger": "The ledger and connect.yaml",
}


@cache
def codes_in_source() -> frozenset[str]:
    """The codes that the program can give, read from its syntax trees."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                found.add(node.value)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "names":
                # examination.names(kind, ...) reports `scheme-unknown-<kind>`
                found |= {f"scheme-unknown-{arg.value}" for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    return frozenset(found - NO_CODES)


@cache
def sentences() -> dict[str, dict[str, str]]:
    return dict(YAML(typ="safe", pure=True).load(SENTENCES.read_text(encoding="utf-8")))


@cache
def examples() -> dict[str, str]:
    """For each code the shortest message in the tests that is about it alone."""
    found: dict[str, str] = {}
    for path in sorted(FAULTS.rglob("*.txt")):
        text = "".join(
            char if char.isprintable() or char == "\n" else "\N{REPLACEMENT CHARACTER}"
            for char in path.read_text(encoding="utf-8").strip()
        )
        named = re.findall(r"^(?:error|warning)\[([a-z-]+)\]", text, re.MULTILINE)
        if len(named) == 1 and (named[0] not in found or len(text) < len(found[named[0]])):
            found[named[0]] = text
    return found


def _section(code: str) -> str:
    words = sentences()[code]
    parts = [f"### {code} {{ #{code} }}", words["means"]]
    if code in examples():
        parts.append(fenced(examples()[code], "text"))
    parts.append(f"**What to do:** {words['do']}")
    return "\n\n".join(parts) + "\n"


def pages() -> Iterator[Page]:
    codes, described = codes_in_source(), set(sentences())
    if codes != described:
        raise SystemExit(
            f"{SENTENCES.name}: no sentence for {sorted(codes - described)}; no such code: {sorted(described - codes)}"
        )
    parts = [
        "A message names a code, the place (file, line, column), what was found, what was expected, and, where the "
        "program can tell, how to mend it. All faults of a file are listed in one pass. Codes never change their "
        "meaning; a warning stops nothing. Errors end a command with exit code 2 (`validate`: 1).",
    ]
    for prefix, title in GROUPS.items():
        parts.append(f"## {title}\n")
        parts += [_section(code) for code in sorted(codes) if code.startswith(prefix + "-")]
    parts.append(
        "## Errors without a code\n\n"
        "A wrong call, a missing program or an engine's refusal has no place in a file and no code, only `error:` with "
        "what happened and `help:` with what to do. In Python they are `UsageError` (call again, corrected), "
        "`EngineUnavailable` (install what the help names) and `EngineFailed` (the engine's own message follows)."
    )
    yield Page("errors.md", "Errors and warnings", "\n\n".join(parts))


if __name__ == "__main__":
    main("error_pages.py", "errors.md", pages())
