"""What a check is: its law, its level, what was read for it; each check module defines one."""

import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from isonomia.check.finding import Edit, Element, Finding, Place
from isonomia.check.level import Extent, Force, Law, Level
from isonomia.check.page import Page, page_of

if TYPE_CHECKING:
    from isonomia.check.subject.subject import Subject

MODULE_NAME = re.compile(r"(?P<code>[a-z]{3,4}[0-9]{3})_(?P<slug>[a-z0-9_]+)")


class Citation(msgspec.Struct, frozen=True):
    """A provision, judgment, guideline or paper: `text` as one cites it, `url` where it is found."""

    text: str
    url: str = ""


class Reading(msgspec.Struct, frozen=True):
    """Against which text a check was written, how much of that was read, and when."""

    text: str
    extent: Extent
    on: date


@dataclass(frozen=True, eq=False)
class Check:
    """One check. Code and slug come from the module's name, the page from its docstring.

    `level` is the gravest that it gives. `applies_from` is the first day of application (None: always), `note` what a
    reader must know about the date. A check is a `preview` until two sources agree on its reading of the law.
    """

    module: str
    level: Level
    force: Force
    citations: tuple[Citation, ...]
    laws: frozenset[Law]
    readings: tuple[Reading, ...]
    applies_from: date | None = None
    note: str = ""
    is_preview: bool = False
    is_conditional: bool = False

    @cached_property
    def code(self) -> str:
        return self._name["code"].upper()

    @cached_property
    def slug(self) -> str:
        return self._name["slug"].replace("_", "-")

    @cached_property
    def family(self) -> str:
        return self.module.split(".")[-2]

    @cached_property
    def _name(self) -> dict[str, str]:
        found = MODULE_NAME.fullmatch(self.module.rsplit(".", 1)[-1])
        assert found is not None, f"{self.module}: a check's module is named like gdpr005_points_never_expire"
        return found.groupdict()

    @cached_property
    def page(self) -> Page:
        """The sections of the module's docstring."""
        return page_of(sys.modules[self.module].__doc__ or "")

    @property
    def title(self) -> str:
        """The fault in a few words."""
        return self.page.title

    @property
    def examine(self) -> Callable[["Subject"], Iterable[Finding]]:
        """The function of the module that reads a scheme."""
        function: Callable[[Subject], Iterable[Finding]] = sys.modules[self.module].examine
        return function

    @property
    def examine_accept(self) -> Callable[..., Iterable[Finding]]:
        """The function of a module of the family `accepts`: (subject, accept, all findings) to findings."""
        function: Callable[..., Iterable[Finding]] = sys.modules[self.module].examine_accept
        return function

    def finding(  # noqa: PLR0913  (a finding has many parts, all but two of them optional and named)
        self,
        place: Place,
        message: str,
        *,
        remedy: str,
        level: Level | None = None,
        elements: Iterable[Element] = (),
        judgement: str = "",
        related: Iterable[Place] = (),
        edits: Iterable[Edit] = (),
        citations: Iterable[Citation] = (),
    ) -> Finding:
        """A finding of this check.

        `message` says what is wrong, `remedy` what to do, each a sentence that one can read aloud. `judgement` says
        what a human must judge, and why; without it the file settles the matter. `citations` replaces the check's own.
        """
        return Finding(
            self,
            level or self.level,
            place,
            message,
            remedy,
            tuple(elements),
            judgement,
            tuple(related),
            tuple(edits),
            tuple(citations) or self.citations,
        )
