"""What a change of the rules does to each person: two schemes on one ledger. Nothing is repriced by it.

Pure: standings in, differences out. A gain is a move of the score to the better; a rise is a better band.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from isonomia.errors import UsageError
from isonomia.locale import _
from isonomia.scheme.scheme import Scheme

Move = Literal["rises", "falls", "same", "other"]
QUANTILES = (0, 5, 25, 50, 75, 95, 100)
MOST_BINS = 15


@dataclass(frozen=True, slots=True)
class Standing:
    """A member's score and band under one scheme."""

    member: str
    score: int
    band: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One member under both schemes; `gain` is positive where the new score is better.

    `move` is `other` where the bands have different names that cannot be ranked against each other.
    """

    member: str
    old_score: int
    new_score: int
    old_band: str | None
    new_band: str | None
    gain: int
    move: Move
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of some members gain, lose, rise and fall, and the mean gain in thousandths of a point."""

    members: int
    gains: int
    loses: int
    unchanged: int
    rises: int
    falls: int
    mean_gain_milli: int


@dataclass(frozen=True, slots=True)
class Bin:
    """How many members have a gain from `low` up to and including `high`."""

    low: int
    high: int
    members: int


@dataclass(frozen=True)
class Comparison:
    """The whole comparison; `differences` in code-point order of members."""

    old: str
    new: str
    differences: tuple[Difference, ...]
    total: Tally
    groups: Mapping[str, Tally]
    quantiles: Mapping[int, int]
    bins: tuple[Bin, ...]
    moves: Mapping[tuple[str, str], int]
    old_bands: tuple[str, ...]
    new_bands: tuple[str, ...]
    remarks: tuple[str, ...]


def unlike(old: Scheme, new: Scheme) -> list[str]:
    """Where sources and calendars differ, so that one ledger may not be readable by both, or reads differently."""
    remarks = []
    for name in [*old.fields, *(name for name in new.fields if name not in old.fields)]:
        before, after = old.fields.get(name), new.fields.get(name)
        if before is None or after is None:
            where = new.name if before is None else old.name
            remarks.append(_("the source '{source}' is in '{scheme}' only").format(source=name, scheme=where))
        elif dict(before) != dict(after):
            remarks.append(_("the fields of the source '{source}' differ").format(source=name))
    if old.file.time_zone != new.file.time_zone:
        remarks.append(_("the time zones differ, and with them dates and periods"))
    return remarks


def compare(
    schemes: tuple[Scheme, Scheme],
    old: Iterable[Standing],
    new: Iterable[Standing],
    groups: Mapping[str, str] | None = None,
) -> Comparison:
    """Compare the standings of all members; a member without a group is in the group `""`."""
    before, after = schemes
    if before.higher_is_better != after.higher_is_better:
        raise UsageError(
            _("in one scheme more points are better, in the other fewer: their scores cannot be compared"),
            remedy=_("compare two versions of one scheme"),
        )
    later = {standing.member: standing for standing in new}
    pairs = [(standing, later[standing.member]) for standing in old if standing.member in later]
    differences = tuple(_difference(before, after, first, second, groups) for first, second in pairs)
    gains = sorted(item.gain for item in differences)
    moves: dict[tuple[str, str], int] = {}
    for item in differences:
        if item.old_band is not None and item.new_band is not None:
            key = (item.old_band, item.new_band)
            moves[key] = moves.get(key, 0) + 1
    return Comparison(
        _label(before),
        _label(after),
        differences,
        _tally(differences),
        _by_group(differences) if groups is not None else {},
        {share: gains[(len(gains) - 1) * share // 100] for share in QUANTILES} if gains else {},
        _bins(gains),
        moves,
        tuple(band.name for band in before.bands),
        tuple(band.name for band in after.bands),
        tuple(unlike(before, after)),
    )


def _label(scheme: Scheme) -> str:
    return f"{scheme.name} ({scheme.path.name})"


def _difference(
    before: Scheme, after: Scheme, old: Standing, new: Standing, groups: Mapping[str, str] | None
) -> Difference:
    sign = 1 if after.higher_is_better else -1
    group = groups.get(old.member, "") if groups is not None else None
    move = _move(before, after, old.band, new.band)
    return Difference(old.member, old.score, new.score, old.band, new.band, (new.score - old.score) * sign, move, group)


def _move(before: Scheme, after: Scheme, old: str | None, new: str | None) -> Move:
    """By the order of the new scheme if it knows the old band, else by rank if both have as many bands."""
    if old == new:
        return "same"
    if old is None or new is None:
        return "other"
    known = {band.name: band.goodness for band in after.bands}
    was = known.get(old)
    if was is None and len(before.bands) == len(after.bands):
        was = next(band.goodness for band in before.bands if band.name == old)
    if was is None:
        return "other"
    now = known[new]
    return "same" if now == was else "rises" if now > was else "falls"


def _tally(items: Sequence[Difference]) -> Tally:
    total = sum(item.gain for item in items)
    return Tally(
        len(items),
        sum(item.gain > 0 for item in items),
        sum(item.gain < 0 for item in items),
        sum(item.gain == 0 for item in items),
        sum(item.move == "rises" for item in items),
        sum(item.move == "falls" for item in items),
        (2000 * total + len(items)) // (2 * len(items)) if items else 0,
    )


def _by_group(differences: Iterable[Difference]) -> dict[str, Tally]:
    found: dict[str, list[Difference]] = {}
    for item in differences:
        found.setdefault(item.group or "", []).append(item)
    return {name: _tally(items) for name, items in sorted(found.items())}


def _bins(gains: Sequence[int]) -> tuple[Bin, ...]:
    """Bins of one round width; one of them holds exactly the gain 0 apart, as most people often have it."""
    if not gains or gains[0] == gains[-1] == 0:
        return (Bin(0, 0, len(gains)),) if gains else ()
    reach = max(gains[-1], 0) - min(gains[0], 0)  # the bins go from the least gain over 0 to the greatest
    width = _round_width(-(-reach // (MOST_BINS - 2)))
    counts: dict[tuple[int, int], int] = {(0, 0): 0}
    for gain in gains:
        step = (abs(gain) - 1) // width
        low, high = (step * width + 1, (step + 1) * width) if gain else (0, 0)
        key = (low, high) if gain >= 0 else (-high, -low)
        counts[key] = counts.get(key, 0) + 1
    for step in range((abs(gains[0]) + width - 1) // width if gains[0] < 0 else 0):
        counts.setdefault((-(step + 1) * width, -step * width - 1), 0)
    for step in range((gains[-1] + width - 1) // width if gains[-1] > 0 else 0):
        counts.setdefault((step * width + 1, (step + 1) * width), 0)
    return tuple(Bin(low, high, count) for (low, high), count in sorted(counts.items()))


def _round_width(least: int) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50... that is not below `least`."""
    scale = 1
    while True:
        for factor in (1, 2, 5):
            if factor * scale >= least:
                return factor * scale
        scale *= 10
