"""Ohtsuki and Iwasa 2004: of all ways to judge a good name, eight keep cooperation alive."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from isonomia.reproduce.result import Basis, Citation, Figure, Mark, Point, Result, Row

NAME = "ohtsuki-2004"
TITLE = "Ohtsuki, Iwasa 2004: the leading eight"
CITATIONS: tuple[Citation, ...] = (
    Citation(
        "H. Ohtsuki, Y. Iwasa: How should we define goodness? Reputation dynamics in indirect reciprocity. "
        "J. Theor. Biol. 231 (2004)",
        "https://doi.org/10.1016/j.jtbi.2004.06.005",
        "nothing of it",
    ),
    Citation(
        "H. Ohtsuki, Y. Iwasa: The leading eight: social norms that can maintain cooperation by indirect reciprocity. "
        "J. Theor. Biol. 239 (2006) 435-444",
        "https://ir.soken.ac.jp/records/3664",
        "the abstract: 'there exist only eight reputation dynamics named leading eight'",
    ),
    Citation(
        "Y. Murase, C. Hilbe: Indirect reciprocity with stochastic and dual reputation updates. PLOS Comp. Biol. 2023",
        "https://doi.org/10.1371/journal.pcbi.1011271",
        "the abstract: 'two classes of stable norms: the leading eight and the secondary sixteen'",
    ),
)
PUBLISHED_NORMS, SECONDARY = 8, 16
ERROR = 0.02  # of carrying out help that was meant, and of reporting what was done
HIGH = 0.9
RATIOS = (1.2, 2.0, 3.0, 5.0)  # benefit by cost
CHOSEN_RATIO = 2.0
BAD, GOOD = 0, 1
STEPS = 2_000
# A norm gives the new name for (donor's name, recipient's name, whether help was given); an action says for
# (donor's name, recipient's name) whether to help. Both are bits in this order.
Names = tuple[int, int]
SITUATIONS: tuple[Names, ...] = tuple((donor, recipient) for donor in (BAD, GOOD) for recipient in (BAD, GOOD))
ACTS = tuple((donor, recipient, helped) for donor, recipient in SITUATIONS for helped in (0, 1))


@dataclass(frozen=True, slots=True)
class Pair:
    """A norm and an action, and how many names are good and how often help is given among its people."""

    norm: tuple[int, ...]
    action: tuple[int, ...]
    good: float
    cooperation: float


def chances_of_good(norm: tuple[int, ...], action: tuple[int, ...], error: float) -> dict[Names, float]:
    """The probability of a good name after meeting, for each pair of names; both kinds of error are in it."""
    judged = dict(zip(ACTS, norm, strict=True))
    found = {}
    for names, helps in zip(SITUATIONS, action, strict=True):
        helped = (1 - error) * helps  # who does not mean to help does not help by mistake
        good = helped * judged[(*names, 1)] + (1 - helped) * judged[(*names, 0)]
        found[names] = (1 - error) * good + error * (1 - good)
    return found


def settled(chances: Mapping[Names, float], others: float | None = None) -> float:
    """The share of good names that stays as it is; with `others` that of one person among people with that share.

    People begin with good names; the share follows the mean of what happens in meetings.
    """
    share = 1.0
    for _step in range(STEPS):
        met = share if others is None else others
        new = sum(
            (share if donor else 1 - share) * (met if recipient else 1 - met) * chance
            for (donor, recipient), chance in chances.items()
        )
        if abs(new - share) < 1e-13:
            break
        share = (share + new) / 2  # half steps, so that a norm that turns names round settles too
    return share


def helping(action: tuple[int, ...], own: float, others: float, error: float) -> float:
    """How often a person with this share of good names helps, meeting people with that share."""
    return (1 - error) * sum(
        (own if donor else 1 - own) * (others if recipient else 1 - others) * helps
        for (donor, recipient), helps in zip(SITUATIONS, action, strict=True)
    )


def cooperation_of(norm: tuple[int, ...], action: tuple[int, ...], error: float) -> tuple[float, float]:
    """The share of good names and of help among people who all keep this norm and this action."""
    good = settled(chances_of_good(norm, action, error))
    return good, helping(action, good, good, error)


def is_stable(norm: tuple[int, ...], action: tuple[int, ...], ratio: float, error: float = ERROR) -> bool:
    """Whether each other action earns less than this one, one person against everybody, under the same norm."""
    good, kept = cooperation_of(norm, action, error)
    for other in product((0, 1), repeat=4):
        if other == action:
            continue
        own = settled(chances_of_good(norm, other, error), good)
        received = helping(action, good, own, error)
        given = helping(other, own, good, error)
        if ratio * received - given >= (ratio - 1) * kept - 1e-12:
            return False
    return True


def stable_pairs(ratio: float, error: float = ERROR, above: float = HIGH) -> list[Pair]:
    """All of the 4,096 pairs of norm and action that are stable and help more than `above`, most help first."""
    return [pair for pair in helpful_pairs(error, above) if is_stable(pair.norm, pair.action, ratio, error)]


@cache
def helpful_pairs(error: float = ERROR, above: float = HIGH) -> tuple[Pair, ...]:
    """The pairs, stable or not, among whose people help is given in more than `above` of meetings, most first."""
    found = []
    for norm in product((0, 1), repeat=8):
        for action in product((0, 1), repeat=4):
            good, kept = cooperation_of(norm, action, error)
            if kept > above:
                found.append(Pair(norm, action, good, kept))
    return tuple(sorted(found, key=lambda pair: -pair.cooperation))


def mirrored(pair: Pair) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The same pair with the words good and bad exchanged, which changes nothing but the words."""
    judged = dict(zip(ACTS, pair.norm, strict=True))
    helps = dict(zip(SITUATIONS, pair.action, strict=True))
    norm = tuple(1 - judged[1 - donor, 1 - recipient, helped] for donor, recipient, helped in ACTS)
    return norm, tuple(helps[1 - donor, 1 - recipient] for donor, recipient in SITUATIONS)


def up_to_names(pairs: list[Pair]) -> list[Pair]:
    """Of each pair and its mirror image the one in which most people have good names."""
    return [pair for pair in pairs if pair.good > 0.5]


def _is_leading(pair: Pair) -> bool:
    """Whether it has what the leading eight share.

    Help for the good keeps or restores a good name, refusal of the good loses it, refusal of the bad does not, and
    people act on it.
    """
    judged = dict(zip(ACTS, pair.norm, strict=True))
    helps = dict(zip(SITUATIONS, pair.action, strict=True))
    return (
        judged[GOOD, GOOD, 1] == judged[BAD, GOOD, 1] == judged[GOOD, BAD, 0] == GOOD
        and judged[GOOD, GOOD, 0] == judged[BAD, GOOD, 0] == BAD
        and helps[GOOD, GOOD] == helps[BAD, GOOD] == 1
        and helps[GOOD, BAD] == 0
    )


def run(folder: Path | None, is_quick: bool) -> Result:
    """Search all pairs for each ratio of benefit to cost; nothing in it is random."""
    del folder
    ratios = (CHOSEN_RATIO,) if is_quick else RATIOS
    found = {ratio: up_to_names(stable_pairs(ratio)) for ratio in ratios}
    chosen = found[CHOSEN_RATIO]
    rows = [
        Row("norms at benefit 2 x cost, good and bad not told apart", float(len(chosen)), float(PUBLISHED_NORMS),
            Basis.PUBLISHED, 0, "a count", digits=0),
        Row("of these with the common traits of the leading eight", float(sum(map(_is_leading, chosen))), digits=0),
        Row("lowest cooperation among them", min(pair.cooperation for pair in chosen), basis=Basis.NOT_READ, digits=3),
        Row("highest cooperation among them", max(pair.cooperation for pair in chosen), basis=Basis.NOT_READ, digits=3),
    ]  # fmt: skip
    for ratio in ratios:
        if ratio != CHOSEN_RATIO:
            rows.append(
                Row(f"norms at benefit {ratio:g} x cost", float(len(found[ratio])), float(PUBLISHED_NORMS),
                    Basis.PUBLISHED, 0, "a count; the paper's own ratio and limit of 'high' were not read", digits=0)
            )  # fmt: skip
        if ratio > CHOSEN_RATIO:
            others = sum(not _is_leading(pair) for pair in found[ratio])
            rows.append(
                Row(f"norms at benefit {ratio:g} x cost besides the leading eight", float(others), float(SECONDARY),
                    Basis.PUBLISHED, 0, "a count, in the paper of 2023", digits=0)
            )  # fmt: skip
    remarks = [
        "The mirror image of a norm, with the words good and bad exchanged, is the same norm; it is counted once.",
        "'High' is taken here as help in more than 90 % of meetings. That limit is ours.",
    ]
    if not is_quick:
        best = {ratio: sum(map(_is_leading, pairs)) for ratio, pairs in found.items()}
        rest = [pair.cooperation for pairs in found.values() for pair in pairs if not _is_leading(pair)]
        remarks.append(
            "With a greater benefit more norms pass the limit of 90 %: "
            + ", ".join(f"{len(pairs)} at {ratio:g} ({best[ratio]} leading)" for ratio, pairs in found.items())
            + (f". Those that are not leading reach {min(rest):.3f} to {max(rest):.3f}." if rest else ".")
        )
    return Result(NAME, TITLE, CITATIONS, (
        "256 norms x 16 actions = 4,096 pairs; everybody knows everybody's name, good or bad",
        f"help that was meant fails with probability {ERROR}, a report is turned round with probability {ERROR}",
        "stable: no other action earns as much, one person against everybody; nothing is random",
    ), tuple(rows), (_figure(found),), tuple(remarks))  # fmt: skip


def _figure(found: dict[float, list[Pair]]) -> Figure:
    counts = {
        f"{ratio:g} x cost": {"leading": sum(map(_is_leading, pairs)), "others": sum(not _is_leading(x) for x in pairs)}
        for ratio, pairs in found.items()
    }
    return Figure(
        "Stable norms with help in more than 90 % of meetings, by benefit",
        "; ".join(f"benefit {name}: {own['leading']} leading, {own['others']} others" for name, own in counts.items())
        + ".",
        "benefit",
        "norms",
        Mark.BAR,
        tuple(Point(kind, name, float(count)) for name, own in counts.items() for kind, count in own.items()),
    )
