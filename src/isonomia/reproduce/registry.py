"""Which published results isonomia runs again, and how one or all of them are run."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from isonomia.reproduce import (
    dvla_2015,
    ensign_2018,
    hardt_2016,
    liu_2018,
    nowak_1998,
    ohtsuki_2004,
    stack_exchange_2018,
)
from isonomia.reproduce.credit_scores import REMEDY
from isonomia.reproduce.result import Citation, Result


class Module(Protocol):
    """What each module of a result holds."""

    NAME: str
    TITLE: str
    CITATIONS: tuple[Citation, ...]

    def run(self, folder: Path | None, is_quick: bool) -> Result:
        """Run the result; `folder` holds the credit scores, for those that need them."""


@dataclass(frozen=True, slots=True)
class Reproduction:
    """A published result that can be run again. `needs_data`: only with data that do not come with isonomia."""

    module: Module
    needs_data: bool = False

    @property
    def name(self) -> str:
        """What it is called on the command line."""
        return self.module.NAME


REPRODUCTIONS = (
    Reproduction(hardt_2016, needs_data=True),
    Reproduction(liu_2018, needs_data=True),
    Reproduction(ohtsuki_2004),
    Reproduction(nowak_1998),
    Reproduction(ensign_2018),
    Reproduction(stack_exchange_2018),
    Reproduction(dvla_2015),
)


def names() -> list[str]:
    """The names of all results, in the order in which they are run."""
    return [item.name for item in REPRODUCTIONS]


def reproduced(
    name: str | None,
    folder: Path | None,
    *,
    is_quick: bool,
    working: Callable[[str], AbstractContextManager[object]] = nullcontext,
) -> Iterator[Result]:
    """One result, or all of them, each as soon as it is there.

    Of all, those without their data say what is missing; named alone, such a one is a UsageError.
    """
    for item in REPRODUCTIONS:
        if name not in (None, item.name):
            continue
        if name is None and item.needs_data and folder is None:
            module = item.module
            yield Result(module.NAME, module.TITLE, module.CITATIONS, (), (), (), missing=f"not run: {REMEDY}")
            continue
        with working(item.module.TITLE):
            found = item.module.run(folder, is_quick)
        yield found
