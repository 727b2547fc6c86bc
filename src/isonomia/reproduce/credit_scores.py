"""Credit scores of 2003 by group, as published with the textbook Fairness and Machine Learning (fairmlbook.org).

The three files carry no licence, so they do not come with isonomia; whoever wants the two results that need them
downloads them. They are aggregates: no row is a person.
"""

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from isonomia.errors import UsageError

Floats = NDArray[np.float64]

ADDRESS = "https://github.com/fairmlbook/fairmlbook.github.io/tree/master/code/creditscore/data"
CUMULATIVE, DEFAULTS, TOTALS = (
    "transrisk_cdf_by_race_ssa.csv",
    "transrisk_performance_by_race_ssa.csv",
    "totals.csv",
)
# sha256 of the files that the figures in this room were computed from
KNOWN = {
    CUMULATIVE: "04c9691aa4b9fad43cc9722bc35a7d3f3f02ae1d724d49ae9d3bbe153f5b4f67",
    DEFAULTS: "77af654ac4173978c3cdb3a9186becb12ec35666d9e34e5b666a6a3972692ff9",
    TOTALS: "60ba4af53f9e61dedad3a5c4246390e666760e7552c98b08084dd3abf6b73f13",
}
REMEDY = f"download {CUMULATIVE}, {DEFAULTS} and {TOTALS} from {ADDRESS} into a folder, and name it with --data DIR"


@dataclass(frozen=True)
class CreditScores:
    """Groups of borrowers over the same scores, from the lowest to the highest.

    `mass[g, s]` is the part of group g with score s, `repay[g, s]` the probability that they pay back, `share[g]` the
    group's part of everybody. `is_known` says that the files are those that isonomia was tried on.
    """

    groups: tuple[str, ...]
    scores: Floats
    mass: Floats
    repay: Floats
    share: Floats
    is_known: bool

    def of(self, *groups: str) -> "CreditScores":
        """Only these groups, with their shares of each other."""
        chosen = [self.groups.index(group) for group in groups]
        share = self.share[chosen] / self.share[chosen].sum()
        return CreditScores(groups, self.scores, self.mass[chosen], self.repay[chosen], share, self.is_known)

    @property
    def provenance(self) -> str:
        """Where the data are from, and whether they are the ones that isonomia knows."""
        files = "the files that isonomia was tried on" if self.is_known else "NOT the files that isonomia was tried on"
        return f"data: TransUnion TransRisk scores of 2003 by group, {len(self.scores)} scores ({files}, by sha256)"


def read_credit_scores(folder: Path | None) -> CreditScores:
    """The data in a folder; UsageError with the address to get them from."""
    if folder is None:
        raise UsageError("this result needs credit scores that do not come with isonomia", remedy=REMEDY)
    try:
        contents = {name: (folder / name).read_bytes() for name in KNOWN}
        cumulative, defaults, totals = (_rows(contents[name]) for name in (CUMULATIVE, DEFAULTS, TOTALS))
        groups = tuple(cumulative[0][1:])
        for name, rows in ((DEFAULTS, defaults), (TOTALS, totals)):
            if tuple(rows[0][1:]) != groups:
                raise ValueError(f"{name} has other columns than {CUMULATIVE}")
        if [row[0] for row in cumulative] != [row[0] for row in defaults]:
            raise ValueError(f"{DEFAULTS} has other scores than {CUMULATIVE}")
        below, repay = _columns(cumulative) / 100, 1 - _columns(defaults) / 100
        people = _columns(totals)[:, 0]
    except OSError as error:
        raise UsageError(f"'{folder}' does not hold the credit scores: {error.strerror}", remedy=REMEDY) from None
    except (ValueError, IndexError) as error:
        raise UsageError(f"the credit scores in '{folder}' cannot be read: {error}", remedy=REMEDY) from None
    return CreditScores(
        groups,
        np.array([float(row[0]) for row in cumulative[1:]]),
        np.diff(below, axis=1, prepend=0.0),
        repay,
        people / people.sum(),
        all(hashlib.sha256(contents[name]).hexdigest() == known for name, known in KNOWN.items()),
    )


def _rows(content: bytes) -> list[list[str]]:
    return [row for row in csv.reader(content.decode("utf-8-sig").splitlines()) if row]


def _columns(rows: list[list[str]]) -> Floats:
    """One line of numbers a group; the first column names the row."""
    return np.array([[float(cell) for cell in row[1:]] for row in rows[1:]]).T


def from_above(values: Floats) -> Floats:
    """Sums over this and every higher score, with the empty sum at the end: what a threshold at each score takes in."""
    return np.concatenate(
        [np.cumsum(values[..., ::-1], axis=-1)[..., ::-1], np.zeros((*values.shape[:-1], 1))], axis=-1
    )
