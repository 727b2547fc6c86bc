"""Where the rules of the past stand in the file: near the rule that took over, and never so that a pool cuts others."""

from collections.abc import Sequence

from isonomia.scheme.succession.courses import Course
from isonomia.scheme.succession.version import Version


def in_order(courses: Sequence[Course], versions: Sequence[Version]) -> list[Course]:
    """The courses in the newest version's order, with those of the past between them."""
    positions = [{rule.name: rule.position for rule in version.scheme.rules} for version in versions]
    placed = sorted(
        (course for course in courses if course.is_live), key=lambda course: positions[-1].get(course.rule, 0)
    )
    for course in sorted(
        (course for course in courses if not course.is_live),
        key=lambda course: (-course.last, positions[course.last][course.rule]),
    ):
        low = max(
            (place + 1 for place, other in enumerate(placed) if _stands_before(other, course, positions)), default=0
        )
        high = min(
            (place for place, other in enumerate(placed) if _stands_before(course, other, positions)),
            default=len(placed),
        )
        heirs = [place for place, other in enumerate(placed) if other.rule == course.rule]
        wished = heirs[-1] + 1 if heirs else len(placed)
        placed.insert(min(max(wished, low), high), course)
    return placed


def _stands_before(one: Course, other: Course, positions: list[dict[str, int]]) -> bool:
    """Whether one rule stood before the other in a version, and that order bears on what a pool cuts."""
    shared = range(max(one.first, other.first), min(one.last, other.last) + 1)
    if not shared or one.pool is None or one.pool != other.pool:
        return False
    if (one.newest.source, one.newest.written.each) != (other.newest.source, other.newest.written.each):
        return False
    return positions[shared[0]][one.rule] < positions[shared[0]][other.rule]
