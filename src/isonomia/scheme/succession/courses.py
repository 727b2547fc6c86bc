"""The course of each rule through the versions: where it stays one rule, and where another begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from isonomia.periods import ONE_DAY
from isonomia.scheme.model.rule import Cap
from isonomia.scheme.scheme import CompiledRule
from isonomia.scheme.succession.meaning import Meaning, meaning_of
from isonomia.scheme.succession.version import RuleOrigin, Version, versioned_name


@dataclass(frozen=True)
class Part:
    """One wording of a rule, in the versions of the indices `first` to `last`; `rule` is that of the last."""

    first: int
    last: int
    rule: CompiledRule
    meaning: Meaning


@dataclass(frozen=True)
class PoolRun:
    """A pool as long as its cap was the same, in the versions of the indices `first` to `last`."""

    pool: str
    first: int
    cap: Cap = field(compare=False)
    last: int = field(compare=False)


@dataclass(frozen=True)
class Course:
    """A rule of the merged scheme: wordings of one rule that follow each other, counted as one.

    `begins` and `until` are the days of its first and behind its last version; None: open.
    """

    rule: str
    name: str
    parts: tuple[Part, ...]
    pool: PoolRun | None
    begins: date | None
    until: date | None

    @property
    def first(self) -> int:
        return self.parts[0].first

    @property
    def last(self) -> int:
        return self.parts[-1].last

    @property
    def newest(self) -> CompiledRule:
        return self.parts[-1].rule

    @property
    def is_live(self) -> bool:
        return self.until is None

    @property
    def last_date(self) -> date:
        """The last date that an entry can have; of a period rule the day after the last period."""
        if self.until is None:
            return date.max
        return self.until if self.newest.is_period else self.until - ONE_DAY

    def follows(self, other: "Course") -> bool:
        """Whether it takes over from `other` without a version between."""
        return self.rule == other.rule and self.first == other.last + 1


def courses_of(versions: Sequence[Version]) -> list[Course]:
    """All rules of the merged scheme, each rule's in the order of time."""
    pools = [pool_runs(versions, index) for index in range(len(versions))]
    found: dict[str, list[list[Part]]] = {}
    for index, version in enumerate(versions):
        meanings = {rule.name: meaning_of(rule, pools[index].get(rule.name)) for rule in version.scheme.rules}
        moved = _moved(versions, index, meanings, found)
        for rule in version.scheme.rules:
            runs, meaning = found.setdefault(rule.name, []), meanings[rule.name]
            before = runs[-1][-1] if runs and runs[-1][-1].last == index - 1 and rule.name not in moved else None
            if before is not None and before.meaning == meaning:
                runs[-1][-1] = Part(before.first, index, rule, meaning)
            elif before is not None and _runs_on(before, rule, meaning):
                runs[-1].append(Part(index, index, rule, meaning))
            else:
                runs.append([Part(index, index, rule, meaning)])
    return [
        _course(versions, name, parts, pools[parts[-1].last].get(name))
        for name, runs in found.items()
        for parts in runs
    ]


def pool_runs(versions: Sequence[Version], index: int) -> dict[str, PoolRun]:
    """The pool of each rule of a version; a pool with another cap is another pool."""
    found: dict[str, PoolRun] = {}
    caps = [{pool.name: pool.cap for pool in version.scheme.pools} for version in versions]
    for pool in versions[index].scheme.pools:
        first = last = index
        while first > 0 and caps[first - 1].get(pool.name) == pool.cap:
            first -= 1
        while last + 1 < len(caps) and caps[last + 1].get(pool.name) == pool.cap:
            last += 1
        found |= dict.fromkeys(pool.rules, PoolRun(pool.name, first, pool.cap, last))
    return found


def _runs_on(before: Part, rule: CompiledRule, meaning: Meaning) -> bool:
    """Whether a changed wording goes on as one rule: where a count or a cap could not be carried over otherwise."""
    written = rule.written
    carries = written.nth is not None or (written.cap is not None and meaning.frame[-1] is not None)
    return carries and before.meaning.frame == meaning.frame


def _moved(
    versions: Sequence[Version], index: int, meanings: Mapping[str, Meaning], found: Mapping[str, list[list[Part]]]
) -> set[str]:
    """Rules that share a pool and are asked for the same event, in another order than in the version before.

    Their order says whose points a pool cuts, so they are new rules.
    """
    if index == 0:
        return set()
    groups: list[dict[tuple[object, ...], list[str]]] = []
    for version in versions[index - 1 : index + 1]:
        group: dict[tuple[object, ...], list[str]] = {}
        for rule in version.scheme.rules:
            runs = found.get(rule.name, [])
            meaning = meanings.get(rule.name)
            if not runs or runs[-1][-1].last != index - 1 or meaning is None:
                continue
            same = runs[-1][-1].meaning.frame == meaning.frame
            if same and meaning.frame[-1] is not None:
                group.setdefault((meaning.frame[-1], rule.source, rule.written.each), []).append(rule.name)
        groups.append(group)
    before, after = groups
    return {name for key, names in after.items() if before.get(key) != names for name in names}


def _course(versions: Sequence[Version], rule: str, parts: list[Part], pool: PoolRun | None) -> Course:
    after = parts[-1].last + 1
    until = versions[after].begins if after < len(versions) else None
    name = rule if until is None else versioned_name(rule, versions[parts[0].first].mark)
    return Course(rule, name, tuple(parts), pool, versions[parts[0].first].begins, until)


def origins_of(course: Course, versions: Sequence[Version]) -> tuple[RuleOrigin, ...]:
    """Where a rule of the merged scheme comes from, one origin a wording."""
    ends = [versions[part.first].begins for part in course.parts[1:]] + [course.until]
    return tuple(
        RuleOrigin(versions[part.first].label, course.rule, versions[part.first].begins, until)
        for part, until in zip(course.parts, ends, strict=True)
    )
