"""The files that are open in the editor, as they stand there: saved or not, whole or half written."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from isonomia.check.run import Report, check_scheme
from isonomia.check.settings import Settings
from isonomia.diagnostics.text_file import LARGEST_FILE_BYTES
from isonomia.diagnostics.yaml_document import Document, read_document
from isonomia.editor.half_written import UNREADABLE, read_quickly
from isonomia.editor.places import Places
from isonomia.scheme.load import Reading

# an editor sends every YAML file; only one with the key that each scheme begins with is ours to judge
SCHEME_KEY = re.compile(r"(?m)^(?:isonomia|\"isonomia\"|'isonomia')[ \t]*:")
ANY_KEY = re.compile(r"(?m)^[^\s#][^#\n]*:(?:\s|$)")
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Version:
    """A text at one moment: what the loader and the check say of it."""

    number: int | None
    text: str
    places: Places
    reading: Reading | None
    report: Report | None
    failure: str = ""

    @property
    def is_readable(self) -> bool:
        """Whether the text is a scheme's, and is YAML."""
        return self.reading is not None and all(item.code != UNREADABLE for item in self.reading.diagnostics)

    @property
    def is_foreign(self) -> bool:
        """Whether the text is about something else: it has keys, and not the one that each scheme begins with."""
        return self.reading is None and not self.failure and ANY_KEY.search(self.text) is not None

    @cached_property
    def document(self) -> Document:
        """The tree of keys; without a root where the text is no YAML."""
        if self.reading is not None and self.reading.document is not None:
            return self.reading.document
        return read_document(self.reading.path if self.reading else Path(), self.text)


class OpenDocument:
    """One open file. The last tree that could be read is kept: completion needs it while a line is half written."""

    def __init__(self, uri: str, path: Path) -> None:
        self.uri = uri
        self.path = path
        self._is_scheme = False
        self._version: Version | None = None
        self._last_readable: Version | None = None

    def version(self, number: int | None, text: str, encoding: str, settings: Callable[[], Settings]) -> Version:
        """What there is to say of a text; the same text is read once."""
        if self._version is None or self._version.text != text or self._version.number != number:
            # a scheme stays one while its first line is being rewritten
            self._is_scheme = self._is_scheme or SCHEME_KEY.search(text) is not None
            self._version = self._read(number, text, encoding, settings)
            if self._version.is_readable:
                self._last_readable = self._version
        return self._version

    def last_tree(self, current: Version) -> Document:
        """The tree of this version, or of the last one that could be read."""
        return (self._last_readable or current).document

    def _read(self, number: int | None, text: str, encoding: str, settings: Callable[[], Settings]) -> Version:
        places = Places(text, encoding)
        if not self._is_scheme or len(text) > LARGEST_FILE_BYTES:
            return Version(number, text, places, None, None)
        reading, report, failure = None, None, ""
        try:
            last = self._last_readable.document if self._last_readable is not None else None
            reading = read_quickly(self.path, text, places, last)
            if reading.scheme is not None and reading.document is not None:
                report = check_scheme(reading.scheme, reading.document, settings())
        except Exception as fault:  # a fault of ours must neither end the server nor pass for a clean file
            logger.exception("reading %s", self.path)
            failure = f"{type(fault).__name__}: {fault}"
        return Version(number, text, places, reading, report, failure)
