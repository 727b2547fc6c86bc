"""A scheme in succession: versions in, one ordinary scheme out, in which the past keeps its price.

A rule that means the same in several versions stays one rule, so that its caps and its `nth` run on. One that was
changed or dropped stays under a versioned name for the days before the change; the new wording holds from then on. What
is merged and what is refused: docs/service/versions.md.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from isonomia.errors import UsageError
from isonomia.locale import _
from isonomia.periods import add
from isonomia.scheme.load import read_scheme_text
from isonomia.scheme.scheme import Scheme
from isonomia.scheme.succession.courses import courses_of, origins_of
from isonomia.scheme.succession.pools import MergedPool, pools_of
from isonomia.scheme.succession.prune import still_needed
from isonomia.scheme.succession.refusals import check_changes, check_names, check_versions
from isonomia.scheme.succession.remarks import remarks_on
from isonomia.scheme.succession.sources import ended_sources, retention_of, used_sources
from isonomia.scheme.succession.version import Succession, Version
from isonomia.scheme.succession.write import written


def succession(versions: Sequence[Version], *, needed_on: date | None = None) -> Succession:
    """The versions, oldest first, as one scheme; SchemeError lists each change that would reprice the past.

    With `needed_on`, rules and sources of the past that cannot bear on a standing of that day or later are left out.
    """
    check_versions(versions)
    versions = [replace(versions[0], begins=None), *versions[1:]]  # what happened before it counts by it, too
    check_changes(versions)
    courses = courses_of(versions)
    pools = pools_of(courses, versions)
    ended = ended_sources(versions)
    without: frozenset[str] = frozenset()
    if needed_on is not None:
        courses = still_needed(courses, pools, versions, needed_on)
        pools = [_among(pool, {course.name for course in courses}) for pool in pools]
        pools = [pool for pool in pools if pool.courses]
        used = used_sources(courses, versions)
        for name, until in ended.items():
            retention = retention_of(name, courses, versions)
            if name not in used and retention is not None and add(until, retention) <= needed_on:
                without |= {name}
    check_names(courses, pools, versions)
    text = written(courses, pools, versions, without)
    return Succession(
        text,
        _loaded(versions[-1].scheme.path, text),
        {course.name: origins_of(course, versions) for course in courses},
        {name: until for name, until in ended.items() if name not in without},
        tuple(versions),
        tuple(remarks_on(courses, pools, versions)),
    )


def succeed(before: Succession | Version, after: Version) -> Succession:
    """What is in force, followed by one version more."""
    versions = before.versions if isinstance(before, Succession) else (before,)
    return succession((*versions, after))


def prune(merged: Succession, day: date) -> Succession:
    """The same without what can no longer bear on a standing of `day` or later; earlier standings need the whole."""
    return succession(merged.versions, needed_on=day)


def _among(pool: MergedPool, names: set[str]) -> MergedPool:
    kept = tuple(course for course in pool.courses if course.name in names)
    return MergedPool(pool.name, kept, pool.cap, pool.live)


def _loaded(path: Path, text: str) -> Scheme:
    """The merged scheme; expressions that grew beyond what the format allows are the one thing that can be wrong."""
    reading = read_scheme_text(path, text)
    if reading.scheme is None:
        raise UsageError(
            _("the versions do not fit into one scheme: {fault}").format(fault=reading.errors[0].message),
            remedy=_("give the changed rule a new name, so that its expressions need not be joined"),
        )
    return reading.scheme
