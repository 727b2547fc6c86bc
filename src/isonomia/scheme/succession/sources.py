"""Sources of the merged scheme: all that any version has, so that every fact on record can still be read."""

from collections.abc import Iterable, Sequence
from datetime import date

from isonomia.periods import Duration
from isonomia.scheme.checks.retention import covers, endless, needed_by, sources_of
from isonomia.scheme.succession.courses import Course
from isonomia.scheme.succession.version import Version


def holders(versions: Sequence[Version], source: str) -> list[int]:
    """The indices of the versions that have a source."""
    return [index for index, version in enumerate(versions) if source in version.scheme.file.sources]


def all_sources(versions: Sequence[Version]) -> list[str]:
    """The newest version's sources, then those of the past."""
    return list(dict.fromkeys(name for version in reversed(versions) for name in version.scheme.file.sources))


def ended_sources(versions: Sequence[Version]) -> dict[str, date]:
    """The sources that the newest version no longer has, and the day from which that is so."""
    found = {}
    for name in all_sources(versions):
        last = holders(versions, name)[-1]
        begins = versions[last + 1].begins if last + 1 < len(versions) else None
        if begins is not None:
            found[name] = begins
    return found


def retention_of(source: str, courses: Iterable[Course], versions: Sequence[Version]) -> Duration | None:
    """How long facts are kept: as the newest version says, or as long as a rule of the past needs them."""
    retention = versions[holders(versions, source)[-1]].scheme.file.sources[source].retention
    for course in courses:
        for part in course.parts:
            scheme = versions[part.last].scheme
            needed = needed_by(part.rule) if endless(part.rule, scheme.pools) is None else None
            if retention is None or not sources_of(part.rule, {rule.name: rule for rule in scheme.rules}).get(source):
                continue
            if needed is None or not covers(retention, needed):
                before = scheme.file.sources[source].retention
                retention = max(retention, before, key=Duration.longest_days) if before is not None else None
    return retention


def used_sources(courses: Iterable[Course], versions: Sequence[Version]) -> set[str]:
    """The sources that some rule reads, itself or through a rule that it counts."""
    return {
        source
        for course in courses
        for part in course.parts
        for source in sources_of(part.rule, {rule.name: rule for rule in versions[part.last].scheme.rules})
    }
