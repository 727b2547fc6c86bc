"""How often drivers are caught: a law of offences per driver, and what points it gives.

Each driver commits endorsed offences at a constant rate. Drivers are alike (Poisson), or their rates differ by a gamma
law of some shape, so that counts are negative binomial (Greenwood and Yule 1920); the smaller the shape, the more they
differ. An offence brings three points, and with some probability six.
"""

import math
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

TOTTING_YEARS, RECORD_YEARS = 3, 4  # points add up for three years, and stay on the record for four
WEEKS = 365.25 * TOTTING_YEARS / 7
MOST = 60  # offences in three years beyond which the laws used here hold less than 1e-9
LIMIT = 12
BANDS = ("1-4", "5-8", "9-11", "12+")


@dataclass(frozen=True, slots=True)
class OffenceLaw:
    """Counts over three years. `shape` is infinite where all drivers are alike; `scale` is the mean by the shape."""

    shape: float
    mean: float

    @property
    def scale(self) -> float:
        """The second parameter of the gamma law; 0 where all are alike."""
        return self.mean / self.shape

    @property
    def weekly_rate(self) -> float:
        """Offences a driver and week."""
        return self.mean / WEEKS

    def chances(self) -> list[float]:
        """The probability of 0, 1, 2, ... offences in three years."""
        return poisson(self.mean) if math.isinf(self.shape) else negative_binomial(self.shape, self.scale)


def poisson(mean: float) -> list[float]:
    """The probabilities of 0, 1, 2, ..."""
    return [math.exp(n * math.log(mean) - mean - math.lgamma(n + 1)) for n in range(MOST)]


def negative_binomial(shape: float, scale: float) -> list[float]:
    """The probabilities of 0, 1, 2, ... if the Poisson rate has this gamma law."""
    return [
        math.exp(
            math.lgamma(shape + n) - math.lgamma(shape) - math.lgamma(n + 1)
            + n * math.log(scale / (1 + scale)) - shape * math.log1p(scale)
        )
        for n in range(MOST)
    ]  # fmt: skip


def fitted(share: float, shape: float) -> OffenceLaw:
    """The law of this shape under which `share` of all drivers have committed an offence in three years."""
    if math.isinf(shape):
        return OffenceLaw(shape, -math.log1p(-share))
    return OffenceLaw(shape, shape * ((1 - share) ** (-1 / shape) - 1))


def repeaters(law: OffenceLaw, clean_years: float, further: int = 3) -> float:
    """How many of those caught just now are caught `further` times or more in the next three years.

    Who is caught is likelier to have a high rate: the rate of those caught has the shape plus one; and who was not
    caught for `clean_years` before is likelier to have a low one, which shrinks the scale.
    """
    if math.isinf(law.shape):
        return 1 - sum(poisson(law.mean)[:further])
    scale = law.scale / (1 + law.scale * clean_years / TOTTING_YEARS)
    return 1 - sum(negative_binomial(law.shape + 1, scale)[:further])


def shape_from_repeaters(share: float, part: float, clean_years: float) -> float:
    """The shape under which `part` of those caught are caught three more times in three years; by bisection."""
    low, high = 0.02, 50.0  # the smaller the shape, the more repeat
    for _step in range(200):
        middle = math.sqrt(low * high)
        if repeaters(fitted(share, middle), clean_years) > part:
            low = middle
        else:
            high = middle
    return math.sqrt(low * high)


def band_of(points: int) -> int:
    """Which band of the register a driver with points is in."""
    return 0 if points < 5 else 1 if points < 9 else 2 if points < LIMIT else 3


def split(law: OffenceLaw, six: float) -> tuple[float, ...]:
    """Of those with points the share in each band, if an offence brings six points with probability `six`."""
    bands = [0.0] * len(BANDS)
    chances = law.chances()
    for count in range(1, MOST):
        for sixes in range(count + 1):
            chance = math.comb(count, sixes) * six**sixes * (1 - six) ** (count - sixes)
            bands[band_of(3 * count + 3 * sixes)] += chances[count] * chance
    return tuple(band / (1 - chances[0]) for band in bands)


@dataclass(frozen=True, slots=True)
class Offence:
    """One endorsed offence of a sampled driver."""

    driver: int
    day: date
    points: int


def sampled_offences(law: OffenceLaw, six: float, licences: int, last: date, seed: int) -> list[Offence]:
    """The offences of this many licence holders over the four years that a record shows, driver by driver, by day."""
    random = np.random.default_rng(seed)
    longer = RECORD_YEARS / TOTTING_YEARS
    if math.isinf(law.shape):
        rates = np.full(licences, law.mean * longer)
    else:
        rates = random.gamma(law.shape, law.scale * longer, licences)
    counts = random.poisson(rates)
    days = round(365.25 * RECORD_YEARS)
    found = []
    for driver in np.flatnonzero(counts):
        own = int(counts[driver])
        ago = np.sort(random.integers(0, days, own))[::-1]
        points = np.where(random.random(own) < six, 6, 3)
        found += [
            Offence(int(driver), last - timedelta(days=int(day)), int(given))
            for day, given in zip(ago, points, strict=True)
        ]
    return found
