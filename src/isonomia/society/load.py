"""Loading a society: read, check everything in one pass. Nothing else makes a Society."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from isonomia.diagnostics.diagnostic import Diagnostic, Level, sort_key
from isonomia.diagnostics.structure.read import read_structure
from isonomia.diagnostics.text_file import read_text
from isonomia.diagnostics.yaml_document import read_document
from isonomia.errors import SocietyError
from isonomia.society.checks import Examination
from isonomia.society.checks.effects import check_effects
from isonomia.society.checks.limits import check_activities
from isonomia.society.checks.names import check_names
from isonomia.society.checks.shares import check_events, check_groups
from isonomia.society.society import Society
from isonomia.society.structure import SOCIETY_FORMAT

VERSION_KEY = re.compile(r"(?m)^isonomia_society[ \t]*:")


@dataclass(frozen=True)
class SocietyReading:
    """The outcome of reading a society file: the society, unless there are errors, and all diagnostics."""

    path: Path
    text: str
    society: Society | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(item for item in self.diagnostics if item.level is Level.ERROR)


def is_society(path: Path) -> bool:
    """Whether a file calls itself a society, even one that is not readable as YAML."""
    text = read_text(path, "society-unreadable", "a society")
    return isinstance(text, str) and VERSION_KEY.search(text) is not None


def load_society(path: Path | str) -> Society:
    """The society in a file; SocietyError lists every fault."""
    reading = read_society(Path(path))
    if reading.society is None:
        raise SocietyError(reading.errors)
    return reading.society


def read_society(path: Path) -> SocietyReading:
    """Read a file without raising on what is wrong in it."""
    text = read_text(path, "society-unreadable", "a society")
    if isinstance(text, Diagnostic):
        return SocietyReading(path, "", None, (text,))
    return read_society_text(path, text)


def read_society_text(path: Path, text: str) -> SocietyReading:
    """Read a society from its text; `path` is only named in messages."""
    document = read_document(path, text)
    if document.root is None and document.faults:
        return SocietyReading(path, text, None, tuple(document.faults))
    structure = read_structure(document, SOCIETY_FORMAT)
    examination = Examination(document, structure.file)
    checks: tuple[Callable[[Examination], None], ...] = (
        check_groups,
        check_activities,
        check_names,
        check_events,
        check_effects,
    )
    for check in checks:
        check(examination)
    found = sorted([*document.faults, *structure.faults, *examination.diagnostics], key=sort_key)
    sound = not any(item.level is Level.ERROR for item in found)
    society = Society(structure.file, path, text) if sound else None
    return SocietyReading(path, text, society, tuple(found))
