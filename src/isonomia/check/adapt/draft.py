"""A scheme being adapted: its YAML with comments, its reading after each step, and the account of what was changed."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from isonomia.check.run import Report, check_text
from isonomia.check.settings import Settings
from isonomia.check.subject.subject import Subject


@dataclass(frozen=True)
class Change:
    """One thing that was dropped, changed or promised, and why; `code` is the check that asks for it, if one does."""

    what: str
    why: str
    code: str = ""


@dataclass
class Draft:
    """The variant so far. Steps change `data`, then call `reread`."""

    path: Path
    data: CommentedMap
    settings: Settings
    report: Report
    changes: list[Change] = field(default_factory=list)
    seen: CommentedMap = field(init=False)

    def __post_init__(self) -> None:
        self.seen = deepcopy(self.data)

    @property
    def subject(self) -> Subject:
        return self.report.subject

    def reread(self) -> None:
        """Load and check the scheme if it was changed; a step that breaks the format is a fault of ours and raises."""
        if self.data != self.seen:  # to write it and read it again is most of the work
            self.report = check_text(self.path, self.text, self.settings)
            self.seen = deepcopy(self.data)

    @property
    def text(self) -> str:
        """The scheme as YAML."""
        yaml = _yaml()
        stream = StringIO()
        yaml.dump(self.data, stream)
        return stream.getvalue()

    def part(self, *keys: str) -> CommentedMap:
        """The mapping at a path of keys, made where it is missing."""
        found: Any = self.data
        for key in keys:
            if not isinstance(found.get(key), CommentedMap):
                found[key] = CommentedMap()
            found = found[key]
        assert isinstance(found, CommentedMap)
        return found

    def drop(self, kind: str, name: str, why: str, code: str = "") -> None:
        """Take a source, rule, consequence or band out."""
        if name in self.data.get(kind, {}):
            del self.data[kind][name]
            self.changes.append(Change(f"{kind}.{name}", why, code))

    def promise(self, keys: tuple[str, ...], value: Any, why: str, code: str = "") -> None:
        """Set a key, if it says something else."""
        holder = self.part(*keys[:-1])
        if holder.get(keys[-1]) != value:
            holder[keys[-1]] = value
            self.changes.append(Change(".".join(keys), why, code))


Step = Callable[[Draft], None]


def begin(path: Path, text: str, settings: Settings) -> Draft:
    """A draft of the scheme in a text; SchemeError if that is not in order."""
    data = _yaml().load(text)
    _name_as_written(data)
    return Draft(path, data, settings, check_text(path, text, settings))


def _name_as_written(data: Any) -> None:
    """Names that YAML reads as no text (`null`, `true`, `false`) become texts, as the format has them."""
    if isinstance(data, CommentedMap):
        for place, key in enumerate(list(data)):
            if key is None or isinstance(key, bool):
                name = "null" if key is None else str(key).lower()
                data.insert(place, name, data.pop(key))
        for value in data.values():
            _name_as_written(value)


def _yaml() -> YAML:
    yaml = YAML()
    yaml.width = 118
    yaml.preserve_quotes = True
    return yaml
