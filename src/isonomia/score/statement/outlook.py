"""What it would take to reach the next better band, and what stands in the way."""

from datetime import date

from isonomia.periods import next_assessment
from isonomia.scheme.scheme import CompiledBand, CompiledRule, Scheme
from isonomia.score.account import Account
from isonomia.score.statement.model import CeilingLine, NextBand, Way
from isonomia.score.steps.holds import held
from isonomia.score.steps.total import counting_entries


def next_better(scheme: Scheme, account: Account, ceilings: tuple[CeilingLine, ...]) -> NextBand | None:
    """The way to the band above the one in force; None for who has the best, or without bands."""
    if account.band is None or account.band.band.goodness + 1 >= len(scheme.bands):
        return None
    target = scheme.band_at(account.band.band.goodness + 1)
    needed = _needed(scheme, target)
    # Counted on the sum: points below the range's end must be made good before the score moves.
    short = (needed - account.total.total) * -scheme.adverse_sign
    missing = short if (needed - account.score) * -scheme.adverse_sign > 0 else 0
    return NextBand(
        target.name,
        target.title,
        needed,
        missing,
        tuple(item for item in ceilings if not item.is_suspended and _is_worse(scheme, item.band, target)),
        next_assessment(account.today, scheme.file.score.schedule),
        _by_fading(scheme, account, needed) if missing else None,
        tuple(_way(rule) for rule in scheme.rules if _can_help(scheme, rule)),
    )


def _needed(scheme: Scheme, target: CompiledBand) -> int:
    """The worst score that still has the band."""
    if scheme.higher_is_better:
        assert target.begins is not None  # only the worst band has no threshold, and that is never a better one
        return target.begins
    above = scheme.band_at(target.goodness - 1).begins
    assert above is not None
    return above - 1


def _is_worse(scheme: Scheme, band: str, target: CompiledBand) -> bool:
    return next(item.goodness for item in scheme.bands if item.name == band) < target.goodness


def _by_fading(scheme: Scheme, account: Account, needed: int) -> date | None:
    """The first day on which fading alone brings the score there; None if it never does."""
    today, counting = account.today, counting_entries(scheme, account.entries)
    adverse = [points for entry in counting if (points := entry.points_on(today)) * scheme.adverse_sign > 0]
    if (account.total.total - sum(adverse) - needed) * scheme.adverse_sign > 0:
        return None  # not even without any adverse point
    changes: dict[date, int] = {}
    for entry in counting:
        before = entry.points_on(today)
        for day, points in entry.fades(today):
            changes[day] = changes.get(day, 0) + points - before
            before = points
    total = account.total.total
    for day, change in sorted(changes.items()):
        total += change
        score = held(scheme, scheme.clamp(total), day, account.measures)
        if (score - needed) * -scheme.adverse_sign >= 0:
            return day
    return None


def _can_help(scheme: Scheme, rule: CompiledRule) -> bool:
    bounds = rule.points.bounds
    return bounds.high > 0 if scheme.higher_is_better else bounds.low < 0


def _way(rule: CompiledRule) -> Way:
    written = rule.written
    cap = (written.cap.points, str(written.cap.per.value)) if written.cap is not None else None
    return Way(rule.name, written.source, written.points, written.when, cap)
