"""A finding: what one check found at one place, which elements of the law are met, and what would put it right."""

import hashlib
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from isonomia.check.level import Level
from isonomia.diagnostics.span import Span

if TYPE_CHECKING:
    from isonomia.check.definition import Check, Citation

Keys = tuple[str | int, ...]


class Place(msgspec.Struct, frozen=True):
    """A place in the file: the path of keys, where it stands, and the text found there (of a scalar)."""

    keys: Keys
    span: Span
    text: str = ""
    label: str = ""

    @property
    def path(self) -> str:
        """The keys as one reads them: `rules.late_payment.expires`."""
        return ".".join(map(str, self.keys))


class State(StrEnum):
    """How an element of a provision stands."""

    MET = "met"
    NOT_MET = "not_met"
    TO_JUDGE = "to_judge"


class Element(msgspec.Struct, frozen=True):
    """One element of a provision: what it asks, how it stands, and the places in the file that say so."""

    name: str
    state: State
    facts: str
    places: tuple[Place, ...] = ()


class Edit(msgspec.Struct, frozen=True):
    """A safe change of the file: the value of a key, written as YAML; where the key is missing it is added."""

    keys: Keys
    value: str


class Finding(msgspec.Struct, frozen=True, eq=False):
    """What one check found at one place."""

    check: "Check"
    level: Level
    place: Place
    message: str
    remedy: str
    elements: tuple[Element, ...] = ()
    judgement: str = ""
    related: tuple[Place, ...] = ()
    edits: tuple[Edit, ...] = ()
    citations: tuple["Citation", ...] = ()

    @property
    def code(self) -> str:
        return self.check.code

    @property
    def needs_human_judgement(self) -> bool:
        return bool(self.judgement)

    def fingerprint(self, scheme: str) -> str:
        """The same finding after lines have moved: check, scheme, path of keys, the value there, and related paths.

        The related paths tell two findings apart that stand at one place, such as a missing duty owed for each of
        several consequences; what is new there is new to a baseline.
        """
        related = (place.path for place in self.related)
        parts = "\0".join((self.code, scheme, self.place.path, self.place.text, *related))
        return hashlib.sha256(parts.encode()).hexdigest()[:32]
