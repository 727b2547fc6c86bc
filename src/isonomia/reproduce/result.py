"""What a reproduced result is: a published figure beside ours, the tolerance with its reason, and the verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What the comparison of two figures gives."""

    AGREES = "agrees"
    DIFFERS = "differs"
    NOT_COMPARED = "not compared"


class Basis(StrEnum):
    """What the other figure is, so that nobody takes a theorem for a measurement or memory for a source."""

    PUBLISHED = "published"
    AUTHORS_CODE = "authors' code"
    THEORY = "theory"
    NOT_READ = "not read"
    OURS_ALONE = "ours alone"


@dataclass(frozen=True, slots=True)
class Citation:
    """A paper or a set of data, and what of it was read for this comparison."""

    text: str
    url: str
    read: str


@dataclass(frozen=True, slots=True)
class Row:
    """One quantity. `theirs` is None where there is no such figure, or it was not read; then nothing is compared.

    Numbers agree within `tolerance`, words only if they are equal. `digits` is how many decimals are shown.
    """

    quantity: str
    ours: float | str
    theirs: float | str | None = None
    basis: Basis = Basis.OURS_ALONE
    tolerance: float = 0.0
    reason: str = ""
    digits: int = 2
    unit: str = ""

    def __post_init__(self) -> None:
        if (self.theirs is None) != (self.basis in (Basis.NOT_READ, Basis.OURS_ALONE)):
            raise ValueError(f"{self.quantity}: a figure needs its basis, and a basis its figure")
        if self.theirs is not None and not self.reason:
            raise ValueError(f"{self.quantity}: a tolerance needs its reason")

    @property
    def verdict(self) -> Verdict:
        """Whether ours is within the tolerance of theirs."""
        if self.theirs is None:
            return Verdict.NOT_COMPARED
        if isinstance(self.theirs, str) or isinstance(self.ours, str):
            return Verdict.AGREES if self.theirs == self.ours else Verdict.DIFFERS
        # Binary fractions: 0.7 - 0.6 must not fall outside a tolerance of 0.1.
        return Verdict.AGREES if abs(self.ours - self.theirs) <= self.tolerance + 1e-12 else Verdict.DIFFERS

    def shown(self, value: float | str | None) -> str:
        """A value of this row with its decimals and unit."""
        if value is None:
            return "not read" if self.basis is Basis.NOT_READ else "-"
        return value if isinstance(value, str) else f"{value:,.{self.digits}f}{self.unit and ' '}{self.unit}"

    @property
    def shown_tolerance(self) -> str:
        """The tolerance as it is printed; words have none."""
        if self.theirs is None:
            return ""
        if isinstance(self.theirs, str) or isinstance(self.ours, str):
            return "equal"
        return f"± {self.tolerance:,.{self.digits}f}" if self.tolerance else "exact"


class Mark(StrEnum):
    """How a figure draws its points."""

    LINE = "line"
    BAR = "bar"


@dataclass(frozen=True, slots=True)
class Point:
    """One value of one series; `x` is a number for lines and a name for bars."""

    series: str
    x: float | str
    y: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A plot as data: what is drawn is what its table lists. `says` tells it in words. Only x may be logarithmic."""

    caption: str
    says: str
    x_title: str
    y_title: str
    mark: Mark
    points: tuple[Point, ...]
    is_logarithmic: bool = False

    @property
    def series(self) -> tuple[str, ...]:
        """The names of the series in the order of their first point."""
        return tuple(dict.fromkeys(point.series for point in self.points))

    @property
    def table(self) -> Mapping[float | str, Mapping[str, float]]:
        """The value of each series at each x, in the order of the points."""
        found: dict[float | str, dict[str, float]] = {}
        for point in self.points:
            found.setdefault(point.x, {})[point.series] = point.y
        return found


@dataclass(frozen=True)
class Result:
    """A published result run again. `setting` says what was run, `remarks` what to hold against the comparison.

    `missing` says what it would need, where it could not be run; then there are no rows.
    """

    name: str
    title: str
    citations: tuple[Citation, ...]
    setting: tuple[str, ...]
    rows: tuple[Row, ...]
    figures: tuple[Figure, ...]
    remarks: tuple[str, ...] = ()
    seed: int | None = None
    missing: str = ""

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many rows have which verdict."""
        return {verdict: sum(row.verdict is verdict for row in self.rows) for verdict in Verdict}
