"""What the models of a society cannot say: names that must exist, shares that must add up."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from isonomia.diagnostics.diagnostic import Diagnostic
from isonomia.diagnostics.structure.file_format import Keys
from isonomia.diagnostics.suggest import did_you_mean, one_of
from isonomia.diagnostics.yaml_document import Document, Mapping
from isonomia.society.model.society_file import SocietyFile


@dataclass
class Examination:
    """A society file under examination: its models as far as they are sound, and what was found wrong."""

    document: Document
    file: SocietyFile
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def error(self, code: str, keys: Keys, found: str, expected: str = "", remedy: str = "") -> None:
        """Report a fault of the value at `keys`."""
        self.diagnostics.append(Diagnostic(code, self.document.locate(keys), found, expected, remedy))

    def error_at_key(self, code: str, keys: Keys, found: str, expected: str = "", remedy: str = "") -> None:
        """Report a fault of the key itself."""
        self.diagnostics.append(Diagnostic(code, self.document.locate_key(keys), found, expected, remedy))

    def written(self, section: str) -> list[str] | None:
        """The names that a section declares, sound or not; None where there is no such section to compare with."""
        value = self.document.value_at((section,))
        return list(value.values) if isinstance(value, Mapping) and value.values else None

    def groups(self, keys: Keys, names: Iterable[str]) -> None:
        """Report keys of the mapping at `keys` that name no group."""
        self._names("society-unknown-group", "group", self.written("groups"), [((*keys, name), name) for name in names])

    def activities(self, places: Iterable[tuple[Keys, str]]) -> None:
        """Report places that name no activity."""
        self._names("society-unknown-activity", "activity", self.written("activities"), places)

    def _names(self, code: str, kind: str, known: list[str] | None, places: Iterable[tuple[Keys, str]]) -> None:
        for keys, name in places:
            if known is not None and name not in known:
                at_key = keys[-1] == name
                report = self.error_at_key if at_key else self.error
                report(code, keys, f"the {kind} '{name}'", one_of(known), did_you_mean(name, known))
