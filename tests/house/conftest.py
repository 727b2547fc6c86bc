"""The project's own files, as the house tests see them."""

import ast
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = {"node_modules", "site", "build", "dist", "__pycache__"}


def from_git() -> list[Path]:
    """What is tracked, and what is new and not ignored; nothing where this is no checkout."""
    if not (ROOT / ".git").exists():
        return []
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        answer = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        return []
    return [ROOT / os.fsdecode(name) for name in answer.stdout.split(b"\0") if name]


def from_folder() -> list[Path]:
    """The same from an unpacked archive: everything outside hidden and built folders."""
    kept = []
    for folder, inner, names in os.walk(ROOT):
        inner[:] = [name for name in inner if name not in LEFT_OUT and (not name.startswith(".") or name == ".ci")]
        kept += [Path(folder) / name for name in names]
    return kept


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def project_files() -> list[Path]:
    """Every file of the project, those that git ignores left out."""
    found = sorted(path for path in (from_git() or from_folder()) if path.is_file())
    assert len(found) > 20, "the project's files were not found"
    return found


@pytest.fixture(scope="session")
def python_trees(project_files: list[Path]) -> dict[Path, ast.Module]:
    """The syntax tree of each Python file."""
    return {path: ast.parse(path.read_bytes()) for path in project_files if path.suffix == ".py"}


@pytest.fixture(scope="session")
def texts(project_files: list[Path]) -> dict[Path, str]:
    """Every file that is text."""
    found = {}
    for path in project_files:
        try:
            found[path] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found
