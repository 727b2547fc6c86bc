"""Pools of the merged scheme: those of the versions, and one for each cap that two versions of a rule share."""

from collections.abc import Sequence
from dataclasses import dataclass

from isonomia.scheme.model.rule import Cap
from isonomia.scheme.succession.courses import Course, PoolRun
from isonomia.scheme.succession.version import LONGEST_NAME, Version, versioned_name


@dataclass(frozen=True)
class MergedPool:
    """A pool of the merged scheme; `live` is its name in the newest version, if it has one there."""

    name: str
    courses: tuple[Course, ...]
    cap: Cap
    live: str | None = None

    @property
    def is_of_one_rule(self) -> bool:
        """Whether it only keeps the cap of one rule over its changes."""
        return all(course.pool is None for course in self.courses)


def pools_of(courses: Sequence[Course], versions: Sequence[Version]) -> list[MergedPool]:
    """All pools, those of the newest version first and in its order."""
    newest = len(versions) - 1
    order = {pool.name: place for place, pool in enumerate(versions[-1].scheme.pools)}
    runs = {course.pool for course in courses if course.pool is not None}

    def place(run: PoolRun) -> tuple[int, int, str, int]:
        return -run.last, order.get(run.pool, 0), run.pool, run.first

    found = []
    for run in sorted(runs, key=place):
        live = run.pool if run.last == newest else None
        name = live or versioned_name(run.pool, versions[run.first].mark)
        found.append(MergedPool(name, tuple(item for item in courses if item.pool == run), run.cap, live))
    return found + _shared_caps(courses)


def _shared_caps(courses: Sequence[Course]) -> list[MergedPool]:
    """Where two versions of a rule have a cap for the same calendar period, a change opens no second one in it.

    The larger cap bounds them together: whatever one version alone may give stays as it was.
    """
    found = []
    by_time = sorted(courses, key=lambda course: course.first)
    for course in by_time:
        if _capped(course) is None or any(_is_shared(before, course) for before in by_time):
            continue
        line = [course]
        while following := [after for after in by_time if _is_shared(line[-1], after)]:
            line.append(following[0])
        if len(line) > 1:
            caps = [cap for item in line if (cap := _capped(item)) is not None]
            name = course.rule[: LONGEST_NAME - len("__cap")] + "__cap"
            name = name if line[-1].is_live else versioned_name(name, line[0].name.rpartition("__")[2])
            found.append(MergedPool(name, tuple(line), max(caps, key=lambda cap: cap.points)))
    return found


def _capped(course: Course) -> Cap | None:
    return course.newest.cap if course.pool is None else None


def _is_shared(before: Course, after: Course) -> bool:
    one, other = _capped(before), _capped(after)
    return one is not None and other is not None and one.per is other.per and after.follows(before)
