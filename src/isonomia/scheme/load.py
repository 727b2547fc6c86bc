"""Loading a scheme: read, check everything in one pass, compile. Nothing else makes a Scheme."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from isonomia.diagnostics.diagnostic import Diagnostic, Level, sort_key
from isonomia.diagnostics.structure.read import read_structure
from isonomia.diagnostics.text_file import read_text
from isonomia.diagnostics.yaml_document import Document, read_document
from isonomia.errors import SchemeError
from isonomia.scheme.checks import Examination
from isonomia.scheme.checks.bands import check_bands, check_steps
from isonomia.scheme.checks.consequences import check_consequences
from isonomia.scheme.checks.header import check_header
from isonomia.scheme.checks.pools import check_pools
from isonomia.scheme.checks.retention import check_retention
from isonomia.scheme.checks.rules import check_rules
from isonomia.scheme.checks.sources import check_sources
from isonomia.scheme.scheme import Scheme
from isonomia.scheme.structure import SCHEME_FORMAT


@dataclass(frozen=True)
class Reading:
    """The outcome of reading a scheme file: the scheme, unless there are errors, and all diagnostics."""

    path: Path
    text: str
    scheme: Scheme | None
    diagnostics: tuple[Diagnostic, ...]
    document: Document | None = None

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(item for item in self.diagnostics if item.level is Level.ERROR)


def load_scheme(path: Path | str) -> Scheme:
    """The scheme in a file; SchemeError lists every fault."""
    reading = read_scheme(Path(path))
    if reading.scheme is None:
        raise SchemeError(reading.errors)
    return reading.scheme


def read_scheme(path: Path) -> Reading:
    """Read a file without raising on what is wrong in it."""
    text = read_text(path, "scheme-unreadable", "a scheme")
    if isinstance(text, Diagnostic):
        return Reading(path, "", None, (text,))
    return read_scheme_text(path, text)


def read_scheme_text(path: Path, text: str) -> Reading:
    """Read a scheme from its text; `path` is only named in messages."""
    document = read_document(path, text)
    if document.root is None and document.faults:
        return Reading(path, text, None, tuple(document.faults))
    structure = read_structure(document, SCHEME_FORMAT)
    examination = Examination(document, structure.file, structure.faulty_names)
    checks: tuple[Callable[[Examination], None], ...] = (
        check_header,
        check_sources,
        check_bands,
        check_rules,
        check_pools,
        check_steps,
        check_consequences,
        check_retention,
    )
    for check in checks:
        check(examination)
    found = sorted([*document.faults, *structure.faults, *examination.diagnostics], key=sort_key)
    if any(item.level is Level.ERROR for item in found):
        return Reading(path, text, None, tuple(found))
    return Reading(path, text, examination.compiled(path), tuple(found), document)
