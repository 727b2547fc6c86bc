"""Shares that belong together: moved by the same amount, none past its range, until they add up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from isonomia.scheme.scheme import Scheme
from isonomia.society.checks.shares import meeting
from isonomia.society.events import events_for
from isonomia.society.model.quantity import Quantity
from isonomia.society.model.society_file import SocietyFile

FINEST = Decimal("0.000000000001")


@dataclass(frozen=True)
class Together:
    """Shares, by path, that sum to exactly 1, or to at most 1."""

    paths: tuple[str, ...]
    is_whole: bool

    def __str__(self) -> str:
        section = self.paths[0].split(".")
        return ".".join(section[:1] if self.is_whole else section[:3])


def belonging(society: SocietyFile, schemes: Sequence[Scheme]) -> list[Together]:
    """All sets of shares that must add up: of the groups; of an activity's events that meet in one scheme."""
    sets = [Together(tuple(f"groups.{name}.share" for name in society.groups), is_whole=True)]
    for name, activity in society.activities.items():
        numbers = [tuple(found) for _scheme, found in meeting(activity)]
        for scheme in schemes:
            taken = events_for(activity, scheme)
            numbers.append(tuple(at for at, event in enumerate(activity.events) if any(event is one for one in taken)))
        for found in dict.fromkeys(numbers):
            paths = tuple(f"activities.{name}.events.{number}.share" for number in found)
            if len(paths) > 1:
                sets.append(Together(paths, is_whole=False))
    return sets


def can_bind(sets: Sequence[Together], quantities: Mapping[str, Quantity], varied: set[str]) -> Iterator[Together]:
    """Those of the sets that a draw from the ranges can break, so that shares of it are moved."""
    for item in sets:
        highest = sum(quantities[path].range[1] if path in varied else quantities[path].value for path in item.paths)
        if any(path in varied for path in item.paths) and (item.is_whole or highest > 1):
            yield item


def added_up(
    drawn: Mapping[str, Decimal], sets: Sequence[Together], quantities: Mapping[str, Quantity]
) -> dict[str, Decimal]:
    """The drawn shares, moved where a set of them does not add up: the nearest that does (Euclidean projection).

    The shares of a set that are varied are moved by one amount, each at most to the end of its range. There is always
    a solution, as the file's own values are one. KeyError for a share that is neither drawn nor in `quantities`.
    """
    found = dict(drawn)
    for item in sets:
        free = [path for path in item.paths if path in found]
        held = sum((quantities[path].value for path in item.paths if path not in found), Decimal(0))
        total = sum((found[path] for path in free), held)
        if free and (total > 1 or (item.is_whole and total != 1)):
            ranges = [quantities[path].range for path in free]
            moved = nearest([found[path] for path in free], ranges, 1 - held, exactly=item.is_whole)
            found |= dict(zip(free, moved, strict=True))
    return found


def nearest(
    values: Sequence[Decimal], ranges: Sequence[tuple[Decimal, Decimal]], total: Decimal, *, exactly: bool
) -> list[Decimal]:
    """The point nearest to `values` whose parts lie in their ranges and sum to `total`.

    It is each value moved by one amount and cut at its range (Michelot, Journal of Optimization Theory and
    Applications 50, 1986, for the simplex). The amount is found by halving; what is then missing, less than a
    thousand-millionth, goes to the first part that has room if the sum must be exact, and otherwise stays missing.
    """

    def moved(amount: Decimal) -> list[Decimal]:
        pairs = zip(values, ranges, strict=True)
        return [min(high, max(low, (value + amount).quantize(FINEST, ROUND_FLOOR))) for value, (low, high) in pairs]

    assert sum(low for low, _high in ranges) <= total
    assert not exactly or total <= sum(high for _low, high in ranges)
    least, most = Decimal(-2), Decimal(2)
    while most - least > FINEST:
        middle = (least + most) / 2
        least, most = (middle, most) if sum(moved(middle)) <= total else (least, middle)
    found = moved(least)
    for place, (low, high) in enumerate(ranges if exactly else ()):
        found[place] = min(high, max(low, found[place] + total - sum(found)))
    assert sum(found) == total or (not exactly and sum(found) < total)
    return found
