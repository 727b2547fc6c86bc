"""Which published results isonomia runs again, and how one or all of them are run."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class Reproduction:
    """A published result that can be run again. `needs_data`: only with data that do not come with isonomia."""

    name: str
    title: str
    citations: tuple[Citation, ...]
    run: Callable[[Path | None, bool], Result]
    needs_data: bool = False


REPRODUCTIONS = (
    Reproduction(hardt_2016.NAME, hardt_2016.TITLE, hardt_2016.CITATIONS, hardt_2016.run, needs_data=True),
    Reproduction(liu_2018.NAME, liu_2018.TITLE, liu_2018.CITATIONS, liu_2018.run, needs_data=True),
    Reproduction(ohtsuki_2004.NAME, ohtsuki_2004.TITLE, ohtsuki_2004.CITATIONS, ohtsuki_2004.run),
    Reproduction(nowak_1998.NAME, nowak_1998.TITLE, nowak_1998.CITATIONS, nowak_1998.run),
    Reproduction(ensign_2018.NAME, ensign_2018.TITLE, ensign_2018.CITATIONS, ensign_2018.run),
    Reproduction(
        stack_exchange_2018.NAME, stack_exchange_2018.TITLE, stack_exchange_2018.CITATIONS, stack_exchange_2018.run
    ),
    Reproduction(dvla_2015.NAME, dvla_2015.TITLE, dvla_2015.CITATIONS, dvla_2015.run),
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
            yield Result(item.name, item.title, item.citations, (), (), (), missing=f"not run: {REMEDY}")
            continue
        with working(item.title):
            found = item.run(folder, is_quick)
        yield found
