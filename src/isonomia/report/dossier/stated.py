"""What the file states, in words; where it states nothing, a question in its place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from isonomia.locale import _, spoken_language
from isonomia.report.dossier.model import Table
from isonomia.score.statement.reason import in_language


@dataclass(frozen=True)
class Stated:
    """A thing the law asks for: its name, what the file says of it (nothing: ""), the question that is then open."""

    label: str
    value: str
    question: str = ""


def words(value: object) -> str:
    """A value of the file as one reads it; nothing for what is absent."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Enum):
        return str(value.value).replace("_", " ")
    if isinstance(value, Mapping):
        return in_language(value, spoken_language()) if value else ""
    if isinstance(value, list | tuple):
        return ", ".join(words(item) for item in value)
    return str(value)


def stated_table(caption: str, items: Iterable[Stated]) -> Table:
    """What is asked for beside what the file says."""
    rows = tuple((item.label, item.value or not_said()) for item in items)
    return Table(caption, (_("What"), _("What the file says")), rows)


def open_questions(items: Iterable[Stated]) -> tuple[str, ...]:
    """The questions of what the file does not say."""
    return tuple(item.question for item in items if not item.value and item.question)


def not_said() -> str:
    """What stands in a table where the file is silent."""
    return _("the file does not say")


def quoted(names: Iterable[str]) -> str:
    """Names of the file as a sentence lists them."""
    return ", ".join(f"'{name}'" for name in names)
