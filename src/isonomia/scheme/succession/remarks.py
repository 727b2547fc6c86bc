"""What a change could not carry over: said to whoever makes it, before it takes effect."""

from collections.abc import Iterator, Sequence
from datetime import date

from isonomia.locale import _
from isonomia.periods import period_start
from isonomia.scheme.model.rule import Cap
from isonomia.scheme.succession.courses import Course, pool_runs
from isonomia.scheme.succession.pools import MergedPool
from isonomia.scheme.succession.sources import all_sources, holders, retention_of
from isonomia.scheme.succession.version import Version


def remarks_on(courses: Sequence[Course], pools: Sequence[MergedPool], versions: Sequence[Version]) -> Iterator[str]:
    """A sentence for each count that begins anew, each second cap in a period, each retention that is longer."""
    for before in courses:
        for after in (item for item in courses if item.follows(before)):
            yield from _of_change(before, after, pools)
    for index, version in enumerate(versions[1:], 1):
        yield from _of_pools(versions, index, version.begins)
    for name in all_sources(versions):
        stated = versions[holders(versions, name)[-1]].scheme.file.sources[name].retention
        kept = retention_of(name, courses, versions)
        if kept != stated:
            yield _("The facts of '{source}' are kept for {kept}, as rules of the past need them.").format(
                source=name, kept=kept if kept is not None else _("ever")
            )


def _of_change(before: Course, after: Course, pools: Sequence[MergedPool]) -> Iterator[str]:
    if before.newest.written.nth is not None and after.newest.written.nth is not None:
        text = _("`nth` of '{rule}' begins anew on {day}: more than its expressions changed.")
        yield text.format(rule=after.rule, day=after.begins)
    is_shared = any(pool.is_of_one_rule and before in pool.courses and after in pool.courses for pool in pools)
    if not is_shared and _second(before.newest.cap, after.newest.cap, after.begins):
        text = _("'{rule}' has a second cap in the period that {day} falls into: cap or pool changed.")
        yield text.format(rule=after.rule, day=after.begins)


def _of_pools(versions: Sequence[Version], index: int, day: date | None) -> Iterator[str]:
    olds, news = ({run.pool: run for run in pool_runs(versions, place).values()} for place in (index - 1, index))
    for name, new in news.items():
        old = olds.get(name)
        if old is not None and old != new and _second(old.cap, new.cap, day):
            text = _("The pool '{pool}' has a second cap in the period that {day} falls into: its cap changed.")
            yield text.format(pool=name, day=day)


def _second(old: Cap | None, new: Cap | None, day: date | None) -> bool:
    """Whether a calendar period that a change falls into has both caps."""
    if old is None or new is None or day is None:
        return False
    return any(period_start(day, cap.unit) != day for cap in (old, new))
