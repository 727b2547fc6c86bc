"""The British register of driving licences, May 2015: how points pile up, predicted from one figure."""

import math
from datetime import date
from pathlib import Path

from isonomia.reproduce.offences import (
    BANDS,
    RECORD_YEARS,
    TOTTING_YEARS,
    OffenceLaw,
    fitted,
    sampled_offences,
    shape_from_repeaters,
    split,
)
from isonomia.reproduce.result import Basis, Citation, Figure, Mark, Point, Result, Row
from isonomia.reproduce.totting_up import Standings, standings

NAME = "dvla-2015"
TITLE = "The British penalty-point register, May 2015"
CITATIONS: tuple[Citation, ...] = (
    Citation(
        "Driver and Vehicle Licensing Agency, answer to a request under the Freedom of Information Act, May 2015, as "
        "printed by Licence Bureau",
        "https://www.licencebureau.co.uk/dvla-driver-licence-statistics-foi-request/",
        "the table of full and provisional licences by points, which adds up to its total",
    ),
    Citation(
        "J. Broughton: report PPR181 of the Transport Research Laboratory, on speeding convictions and totting up",
        "https://trl.co.uk/reports/PPR181",
        "the summary: 'only 0.3% of drivers with an initial speeding conviction accumulate three or more further "
        "convictions in the next 36 months'",
    ),
)
NONE, REGISTER = 43_620_134, (2_267_986, 507_265, 79_286, 6_867)  # licences without points, and by band
LICENCES = NONE + sum(REGISTER)
DAY = date(2015, 5, 1)  # "as of the beginning of May 2015"
WITH_POINTS = sum(REGISTER) / LICENCES
SEED = 20150501
SIX, SIX_RANGE = 0.10, (0.05, 0.15)  # assumed: the part of offences that bring six points instead of three
REPEATERS, REPEATERS_RANGE = 0.003, (0.0025, 0.0035)  # 0.3 %, as it may have been rounded
# Nothing else on a record that shows four years: how "initial" is read; the range has the other reading too.
CLEAN_YEARS, OTHER_CLEAN_YEARS = float(RECORD_YEARS), 0.0
DECLARED_SHAPES = (0.25, 1.0, 2.0)
SAMPLED, QUICK_SAMPLED = 400_000, 40_000
NORMAL_QUANTILE = 3.8906  # two-sided, a false alarm in 1 of 10,000


def published_split() -> tuple[float, ...]:
    """Of the licences with points the share in each band."""
    return tuple(count / sum(REGISTER) for count in REGISTER)


def sourced_shape(part: float = REPEATERS, clean_years: float = CLEAN_YEARS) -> float:
    """The shape that gives Broughton's share of repeaters at the rate of 2015."""
    return shape_from_repeaters(WITH_POINTS, part, clean_years)


def shape_range() -> tuple[float, float]:
    """The least and the greatest shape under what is not known of Broughton's figure: rounding, and 'initial'."""
    shapes = [sourced_shape(part, years) for part in REPEATERS_RANGE for years in (CLEAN_YEARS, OTHER_CLEAN_YEARS)]
    return min(shapes), max(shapes)


def spread(shapes: tuple[float, ...], base: tuple[float, ...]) -> tuple[float, ...]:
    """How far the prediction of each band moves at most within the ranges of what is assumed."""
    moved = [split(fitted(WITH_POINTS, shape), six) for shape in shapes for six in (*SIX_RANGE, SIX)]
    return tuple(max(abs(other[band] - base[band]) for other in moved) for band in range(len(BANDS)))


def run(folder: Path | None, is_quick: bool) -> Result:
    """Fit the weekly rate to one figure, predict the split, and put a sample through the scheme."""
    del folder
    shape = sourced_shape()
    least, greatest = shape_range()
    alike, differing = fitted(WITH_POINTS, math.inf), fitted(WITH_POINTS, shape)
    predicted = {"drivers alike": split(alike, SIX), f"shape {shape:.2f}": split(differing, SIX)}
    ranges = {"drivers alike": (math.inf,), f"shape {shape:.2f}": (least, shape, greatest)}
    reasons = {
        "drivers alike": "5 to 15 % of offences bring six points; that range is an assumption",
        f"shape {shape:.2f}": f"the same, and a shape of {least:.2f} to {greatest:.2f}: Broughton's 0.3 % is rounded, "
        "and 'initial' can be read in two ways",
    }
    rows = [_fitted_row(differing)]
    for name, shares in predicted.items():
        widths = spread(ranges[name], shares)
        rows += [
            Row(f"{name}: {band} points", 100 * share, 100 * theirs, Basis.PUBLISHED, 100 * width,
                reasons[name], unit="%")
            for band, share, theirs, width in zip(BANDS, shares, published_split(), widths, strict=True)
        ]  # fmt: skip
    for declared in DECLARED_SHAPES:
        shares = split(fitted(WITH_POINTS, declared), SIX)
        words = " / ".join(f"{100 * share:.2f}" for share in shares)
        rows.append(Row(f"an assumed shape of {declared:g}: the four bands, %", words))
    licences = QUICK_SAMPLED if is_quick else SAMPLED
    kept = standings(sampled_offences(differing, SIX, licences, DAY, SEED), DAY, is_wiped=False)
    wiped = standings(sampled_offences(differing, SIX, licences, DAY, SEED), DAY, is_wiped=True)
    rows += _through_the_scheme(kept, wiped, predicted[f"shape {shape:.2f}"], licences)
    return Result(
        NAME, TITLE, CITATIONS, _setting(alike, differing, licences), tuple(rows),
        (_figure(predicted), _ratios(predicted)), _remarks(differing, predicted[f"shape {shape:.2f}"]), SEED,
    )  # fmt: skip


def _fitted_row(law: OffenceLaw) -> Row:
    return Row(
        "licences with points (the one figure that is fitted)", 100 * (1 - law.chances()[0]), 100 * WITH_POINTS,
        Basis.PUBLISHED, 1e-6, "it is fitted, so it must be equal", unit="%",
    )  # fmt: skip


def _through_the_scheme(kept: Standings, wiped: Standings, shares: tuple[float, ...], licences: int) -> list[Row]:
    reason = f"sampling error of {licences:,} licences, false alarm 1 in 10,000; the scheme's window is three years"

    def error(share: float, count: int) -> float:
        return NORMAL_QUANTILE * math.sqrt(share * (1 - share) / count)

    rows = [
        Row("through the scheme: licences with points", 100 * kept.with_points / licences, 100 * WITH_POINTS,
            Basis.THEORY, 100 * error(WITH_POINTS, licences), reason, unit="%")
    ]  # fmt: skip
    rows += [
        Row(f"through the scheme: {band} points", 100 * count / kept.with_points, 100 * share, Basis.THEORY,
            100 * error(share, kept.with_points), reason, unit="%")
        for band, count, share in zip(BANDS, kept.counts, shares, strict=True)
    ]  # fmt: skip
    if wiped.with_points:
        words = " / ".join(f"{100 * count / wiped.with_points:.2f}" for count in wiped.counts)
        rows.append(Row("through the scheme, with courts that always disqualify at 12: the four bands, %", words))
        scaled = wiped.disqualified * LICENCES / licences
        rows.append(Row("and then disqualified on the day, of all licences", scaled, digits=0))
    return rows


def _setting(alike: OffenceLaw, differing: OffenceLaw, licences: int) -> tuple[str, ...]:
    longer = TOTTING_YEARS / RECORD_YEARS
    return (
        f"fitted: one figure, the {100 * WITH_POINTS:.3f} % of {LICENCES:,} licences that have points",
        f"{1e4 * alike.weekly_rate:.3f} offences a week by 10,000 drivers if they are alike; if their rates differ "
        f"by a gamma law of shape {differing.shape:.2f}, {1e4 * differing.weekly_rate:.3f}",
        "the bands are in per cent of the licences with points",
        f"three years, as the scheme counts; if the register counts what a record shows for four, the rates are "
        f"{1e4 * alike.weekly_rate * longer:.3f} and {1e4 * differing.weekly_rate * longer:.3f}, the split the same",
        f"assumed: an offence brings 3 points, and 6 in {SIX:.0%} ({SIX_RANGE[0]:.0%} to {SIX_RANGE[1]:.0%}) of cases",
        f"the shape is from Broughton's repeaters, not from the split; the scheme gets {licences:,} sampled licences",
    )


def _remarks(law: OffenceLaw, shares: tuple[float, ...]) -> tuple[str, ...]:
    predicted = shares[3] * sum(REGISTER)
    return (
        f"At 12 points or more the model has {predicted:,.0f} licences and the register {REGISTER[3]:,}: a court "
        "disqualifies there and wipes the points, so only those remain who keep the licence or whose case is not "
        "through. The scheme with courts that always disqualify has none: the truth lies between.",
        "The rate of those caught falls in life: they take more care, or hand over the wheel. The model's does not.",
        "Broughton's 0.3 % is of speeding alone and of earlier years, whose rate was not read; it is used with the "
        f"rate of 2015 and gives a shape of {law.shape:.2f}.",
        "The tolerances of the second model are wide, so that its agreement says little. That the first, with drivers "
        "alike, fails in every band whatever is assumed about six points says more.",
        "The split cannot tell a shape from the part of offences with six points. Neither was fitted to it.",
        "118,916 were disqualified for any reason, drink and drugs included; the model knows totting up only.",
    )


def _figure(predicted: dict[str, tuple[float, ...]]) -> Figure:
    series = {"register": published_split(), **predicted}
    return Figure(
        "Licences with points by band, per cent of those with any",
        "; ".join(
            f"{name}: " + ", ".join(f"{band} {100 * share:.2f} %" for band, share in zip(BANDS, shares, strict=True))
            for name, shares in series.items()
        )
        + ".",
        "points",
        "licences with points, %",
        Mark.BAR,
        tuple(
            Point(name, band, round(100 * share, 3))
            for name, shares in series.items()
            for band, share in zip(BANDS, shares, strict=True)
        ),
    )


def _ratios(predicted: dict[str, tuple[float, ...]]) -> Figure:
    ratios = {
        name: tuple(share / theirs for share, theirs in zip(shares, published_split(), strict=True))
        for name, shares in {"register": published_split(), **predicted}.items()
    }
    return Figure(
        "Prediction divided by register; 1 would be right",
        "; ".join(
            f"{name}: " + ", ".join(f"{band} {ratio:.2f}" for band, ratio in zip(BANDS, own, strict=True))
            for name, own in ratios.items()
        )
        + ".",
        "points",
        "prediction / register",
        Mark.BAR,
        tuple(
            Point(name, band, round(ratio, 3))
            for name, own in ratios.items()
            for band, ratio in zip(BANDS, own, strict=True)
        ),
    )
