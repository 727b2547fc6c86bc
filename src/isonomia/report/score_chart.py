"""The score over time as a picture: a step line, the bands as background."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from markupsafe import Markup, escape

from isonomia.locale import _
from isonomia.periods import last_instant
from isonomia.scheme.scheme import Scheme
from isonomia.score.over_time import AccountsOverTime
from isonomia.score.steps.holds import held

WIDTH, HEIGHT = 600, 230
LEFT, RIGHT, TOP, BOTTOM = 56, 12, 14, 30
DAYS_SHOWN = 48
SPAN_DAYS = (90, 3 * 366)
BAND_COLOURS = 5


class Point(NamedTuple):
    """The score at the end of a day."""

    day: date
    score: int


def score_over_time(accounts: AccountsOverTime, today: date, known_from: date | None = None) -> list[Point]:
    """The score on some dozens of days up to today; the latest days of events and fades are among them.

    Before `known_from` facts are missing that counted then, so that nothing is shown of it.
    """
    scheme, history = accounts.scheme, accounts.history
    firsts = [fact.event.occurred_on for fact in history.facts if fact.event.occurred_on <= today]
    least, most = SPAN_DAYS
    age = (today - min(firsts)).days + 7 if firsts else least
    first = max(today - timedelta(days=min(max(age, least), most)), known_from or date.min)
    days = {first + timedelta(days=(today - first).days * step // DAYS_SHOWN) for step in range(DAYS_SHOWN + 1)}
    now = accounts.at(last_instant(today, scheme.zone))
    changes = accounts.changes(now)
    latest = {day for day in (*firsts, *changes) if first <= day <= today}
    days |= set(sorted(latest, reverse=True)[: 2 * DAYS_SHOWN])
    if history.measures:  # a measure reaches back: what it cut on its day still counted before
        return [Point(day, accounts.at(last_instant(day, scheme.zone)).score) for day in sorted(days)]
    total, points = scheme.file.score.base, []
    change_on = changes.get
    for day in sorted({day for day in (*days, *changes) if day <= today}):
        total += change_on(day, 0)
        if day in days:
            points.append(Point(day, held(scheme, scheme.clamp(total), day, now.measures)))
    return points


def score_chart(scheme: Scheme, points: Sequence[Point]) -> Markup:
    """The figure, with a caption that says the same in words."""
    scores = [point.score for point in points]
    low, high = _extent(scheme, scores)
    first, last = points[0].day, points[-1].day

    begins, days = first.toordinal(), max(1, (last - first).days)

    def x(day: date) -> int:
        return LEFT + (WIDTH - LEFT - RIGHT) * (day.toordinal() - begins) // days

    def y(score: int) -> int:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (score - low) // (high - low)

    parts = [*_bands(scheme, low, high, y)]
    for tick in _ticks(low, high):
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(tick)}" y2="{y(tick)}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y(tick) + 4}" text-anchor="end">{tick}</text>')
    for step in range(4):
        day = first + timedelta(days=(last - first).days * step // 3)
        anchor = "start" if step == 0 else "end" if step == 3 else "middle"
        parts.append(f'<text x="{x(day)}" y="{HEIGHT - 9}" text-anchor="{anchor}">{day}</text>')
    path = f"M{x(first)} {y(scores[0])}" + "".join([f"H{x(point.day)}V{y(point.score)}" for point in points[1:]])
    parts.append(f'<path class="step" d="{path}"/>')
    caption = _("The score from {first} to {last}: from {before} to {now}; least {least}, greatest {most}.").format(
        first=first, last=last, before=scores[0], now=scores[-1], least=min(scores), most=max(scores)
    )
    svg = f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(caption)}">{"".join(parts)}</svg>'
    return Markup(f'<figure class="chart"><figcaption>{escape(caption)}</figcaption>{svg}</figure>')  # all text escaped


def _extent(scheme: Scheme, scores: Sequence[int]) -> tuple[int, int]:
    """What the picture shows: the scores, the base, and the nearest threshold on either side."""
    low, high = min(*scores, scheme.file.score.base), max(*scores, scheme.file.score.base)
    thresholds = [band.begins for band in scheme.bands if band.begins is not None]
    above = min((item for item in thresholds if item > high), default=high)
    below = max((item for item in thresholds if item < low), default=low)
    # a far threshold would flatten the line
    near = max(high - low, 10) * 2
    high, low = (above if above - high <= near else high), (below if low - below <= near else low)
    margin = max(1, (high - low) // 12)
    return low - margin, high + margin


def _bands(scheme: Scheme, low: int, high: int, y: Callable[[int], int]) -> list[str]:
    parts = []
    for index, band in enumerate(scheme.bands):
        bottom = max(low, band.begins if band.begins is not None else low)
        following = scheme.bands[index + 1].begins if index + 1 < len(scheme.bands) else high
        top = min(high, following if following is not None else high)
        if top <= bottom:
            continue
        upper, lower = y(top), y(bottom)
        colour = band.goodness * (BAND_COLOURS - 1) // max(1, len(scheme.bands) - 1)
        parts.append(
            f'<rect x="{LEFT}" y="{upper}" width="{WIDTH - LEFT - RIGHT}" height="{lower - upper}" '
            f'class="band-{colour}"/>'
        )
        if lower - upper >= 16:
            parts.append(f'<text class="name" x="{LEFT + 8}" y="{upper + 14}">{escape(band.title)}</text>')
    return parts


def _ticks(low: int, high: int) -> list[int]:
    """Four to eight round numbers within the range."""
    scale = 1
    while True:
        for factor in (1, 2, 5):
            step = factor * scale
            if (high - low) // step <= 7:
                return list(range(-(-low // step) * step, high + 1, step))
        scale *= 10
