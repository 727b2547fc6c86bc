"""Which numbers of a society a sweep varies, over which range and on which scale, and which stay fixed, and why."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from fnmatch import fnmatchcase

from isonomia.diagnostics.suggest import did_you_mean, one_of
from isonomia.errors import UsageError
from isonomia.scheme.model.vocabulary import Participation
from isonomia.scheme.scheme import Scheme
from isonomia.simulate.life_tables import effect_of
from isonomia.society.events import is_meant_for
from isonomia.society.model.society_file import SocietyFile
from isonomia.society.quantities import counts, quantities

TEN_TIMES = 10
"""From a range of ten times on, a number is drawn evenly on a logarithmic scale."""
DIGITS = 6
"""Significant digits of a number that is drawn."""


class Scale(StrEnum):
    """How a number is drawn from its range."""

    EVEN = "even"
    LOGARITHMIC = "logarithmic"


@dataclass(frozen=True)
class Assumption:
    """A number that is varied: where it stands, its value in the file, its least and greatest."""

    path: str
    value: Decimal
    low: Decimal
    high: Decimal
    is_whole: bool
    source: str

    @property
    def scale(self) -> Scale:
        """Logarithmic where the greatest is at least ten times the least, which is above 0."""
        spans = self.low > 0 and self.high >= TEN_TIMES * self.low
        return Scale.LOGARITHMIC if spans else Scale.EVEN

    def at(self, place: float) -> Decimal:
        """The number at a place of its range, 0 the least, 1 the greatest; of six digits, never outside the range.

        A whole number is rounded; on the even scale each of them has the same share of the places.
        """
        if place in (0, 1):
            return self.high if place else self.low
        low, high = float(self.low), float(self.high)
        if self.scale is Scale.LOGARITHMIC:
            drawn = Decimal(low * math.exp(place * math.log(high / low)))
        elif self.is_whole:
            drawn = Decimal(math.floor(low + place * (high - low + 1)))
        else:
            drawn = Decimal(low + place * (high - low))
        step = Decimal(1) if self.is_whole else Decimal(1).scaleb(drawn.adjusted() + 1 - DIGITS)
        return min(self.high, max(self.low, drawn.quantize(step, ROUND_HALF_EVEN)))


@dataclass(frozen=True)
class Fixed:
    """A number that stays as the file has it, and why."""

    path: str
    reason: str


ONE_NUMBER = "its range is one number"
THE_RUN_SAYS = "the run says how many people"
NO_SCHEME_READS = "neither scheme reads the event"
NO_CONSEQUENCE = "no consequence of the schemes has it"
NOT_VOLUNTARY = "no scheme is voluntary"
NO_APPEAL = "no scheme has an appeal"
NOT_CHOSEN = "not among those chosen"


def sort_out(
    society: SocietyFile, schemes: Sequence[Scheme], only: Sequence[str] = ()
) -> tuple[tuple[Assumption, ...], tuple[Fixed, ...]]:
    """The numbers that vary, and those that do not, in the order of the file.

    `only` are paths, beginnings of paths up to a dot, or patterns with `*`; UsageError for one that names nothing that
    can vary. Numbers that nothing in these schemes can touch are fixed: varying them would cost runs for no effect.
    """
    whole = counts(society)
    idle = dict(_idle(society, schemes))
    varied, fixed = [], []
    for path, quantity in quantities(society):
        low, high = quantity.range
        if path == "people":
            fixed.append(Fixed(path, THE_RUN_SAYS))
        elif low == high:
            fixed.append(Fixed(path, ONE_NUMBER))
        elif path in idle:
            fixed.append(Fixed(path, idle[path]))
        else:
            varied.append(Assumption(path, quantity.value, low, high, path in whole, quantity.source))
    if not only:
        return tuple(varied), tuple(fixed)
    chosen = _chosen(only, [item.path for item in varied], {item.path: item.reason for item in fixed})
    rest = {item.path: item.reason for item in fixed} | {
        item.path: NOT_CHOSEN for item in varied if item.path not in chosen
    }
    order = [path for path, _quantity in quantities(society) if path in rest]
    return tuple(item for item in varied if item.path in chosen), tuple(Fixed(path, rest[path]) for path in order)


def _chosen(only: Sequence[str], known: Sequence[str], fixed: dict[str, str]) -> set[str]:
    chosen: set[str] = set()
    for word in only:
        found = {path for path in known if names(word, path)}
        if not found:
            reason = next((reason for path, reason in fixed.items() if names(word, path)), None)
            raise UsageError(
                f"'{word}' cannot be varied: {reason}" if reason else f"the society has no number '{word}'",
                remedy=did_you_mean(word, known) or "numbers are named by their keys, such as " + one_of(known[:4]),
            )
        chosen |= found
    return chosen


def names(word: str, path: str) -> bool:
    """Whether a word names a path: it itself, a section that it is in, or a pattern that it fits."""
    return path == word or path.startswith(word + ".") or ("*" in word and fnmatchcase(path, word))


def _idle(society: SocietyFile, schemes: Sequence[Scheme]) -> Iterator[tuple[str, str]]:
    """Paths of numbers that no run under these schemes reads, each with the reason."""
    for name, activity in society.activities.items():
        for number, event in enumerate(activity.events):
            if not any(is_meant_for(event, scheme) for scheme in schemes):
                yield f"activities.{name}.events.{number}.share", NO_SCHEME_READS
    used = [effect_of(society, item) for scheme in schemes for item in scheme.file.consequences.values()]
    for side in ("adverse", "benefit", "by_area"):
        for key, effect in getattr(society.effects, side).items():
            if not any(effect is item for item in used):
                yield from ((f"effects.{side}.{key}.{part}", NO_CONSEQUENCE) for part in type(effect).model_fields)
    sections = []
    if not any(scheme.file.participation is Participation.VOLUNTARY for scheme in schemes):
        sections.append(("membership.", NOT_VOLUNTARY))
    if not any(scheme.file.rights is not None and scheme.file.rights.appeal is not None for scheme in schemes):
        sections.append(("contest.", NO_APPEAL))
    for path, _quantity in quantities(society):
        yield from ((path, reason) for section, reason in sections if path.startswith(section))
