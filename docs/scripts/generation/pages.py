"""Generated pages: each names the command that wrote it; `--check` finds those that are stale, missing or orphaned."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
GENERATED = ROOT / "docs" / "generated"


@dataclass(frozen=True)
class Page:
    """A page of the site: its path under docs/generated (or another folder), its title, its Markdown below that."""

    path: str
    title: str
    body: str

    def text(self, script: str) -> str:
        header = f"<!-- Written by `python docs/scripts/{script}` from the program itself; edit there, not here. -->"
        return f"{header}\n\n# {self.title}\n\n{self.body.strip()}\n"


def main(script: str, owned: str, pages: Iterable[Page], folder: Path = GENERATED) -> None:
    """Write the pages, or with `--check` compare them; `owned` is the pattern of the files that are this script's."""
    wanted = {page.path: page.text(script) for page in pages}
    present = {str(path.relative_to(folder)) for path in folder.glob(owned)}
    if "--check" in sys.argv[1:]:
        sys.exit(_report(script, wanted, present, folder))
    for name, text in wanted.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in present - set(wanted):
        (folder / name).unlink()


def _report(script: str, wanted: dict[str, str], present: set[str], folder: Path) -> int:
    place = folder.relative_to(ROOT).as_posix()
    faults = [f"orphan: {place}/{name}" for name in sorted(present - set(wanted))]
    for name, text in sorted(wanted.items()):
        path = folder / name
        if not path.exists():
            faults.append(f"missing: {place}/{name}")
        elif path.read_text(encoding="utf-8") != text:
            faults.append(f"stale: {place}/{name}")
    for fault in faults:
        print(fault)
    if faults:
        print(f"run `python docs/scripts/{script}`, or `make docs`")
    return 1 if faults else 0


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [_row(header), _row(["---"] * len(header)), *(_row(row) for row in rows)]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("\n", " ").replace("|", "\\|").strip() for cell in cells) + " |"


def fenced(text: str, language: str = "") -> str:
    """A block of code."""
    fence = "````" if "```" in text else "```"
    return f"{fence}{language}\n{text.rstrip()}\n{fence}\n"


def first_sentence(docstring: str | None) -> str:
    """The first paragraph of a docstring, as one line."""
    return " ".join((docstring or "").strip().split("\n\n")[0].split())
