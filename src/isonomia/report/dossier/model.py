"""A dossier: a draft in parts. Each part says what the law asks, what the file says, and what is still open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from isonomia.locale import _


@dataclass(frozen=True)
class Table:
    """Rows under a header. A cell may hold several lines."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Part:
    """A part of a dossier. `asked` is what the law asks here; `questions` are what the file does not say."""

    heading: str
    asked: str = ""
    paragraphs: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    questions: tuple[str, ...] = ()
    parts: tuple["Part", ...] = ()

    def walk(self, depth: int = 1) -> Iterator[tuple[int, "Part"]]:
        """The part and those inside it, each with its depth, as one reads them."""
        yield depth, self
        for part in self.parts:
            yield from part.walk(depth + 1)


@dataclass(frozen=True)
class Dossier:
    """A draft. `day` is the day whose law it was checked by, and the only date that the written files bear."""

    title: str
    subtitle: str
    notices: tuple[str, ...]
    parts: tuple[Part, ...]
    footer: str
    day: date

    def walk(self) -> Iterator[tuple[int, Part]]:
        """Every part with its depth, as one reads them."""
        for part in self.parts:
            yield from part.walk()

    @property
    def questions(self) -> tuple[str, ...]:
        """All that is open, in the order of the parts."""
        return tuple(question for _depth, part in self.walk() for question in part.questions)


def question_words(question: str) -> str:
    """An open question as it is marked everywhere."""
    return _("Open question: {question}").format(question=question)


def asked_words(asked: str) -> str:
    """What the law asks, as it is marked everywhere."""
    return _("What the law asks: {asked}").format(asked=asked)
