"""Findings that differ only in their place and in what they name: a reader needs the rest of them once."""

from collections.abc import Iterable
from dataclasses import dataclass

from isonomia.check.finding import Finding
from isonomia.check.words import WITH_ELEMENTS


@dataclass(frozen=True)
class Alike:
    """A finding, and those after it with the same check, remedy, judgement and law."""

    first: Finding
    others: tuple[Finding, ...] = ()


def group_alike(findings: Iterable[Finding]) -> list[Alike]:
    """Findings by what they share, each group where its first stands; one argued by elements stays alone."""
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_shared(finding), []).append(finding)
    return [Alike(first, tuple(others)) for first, *others in groups.values()]


def _shared(finding: Finding) -> object:
    if finding.level in WITH_ELEMENTS:
        return id(finding)
    return (finding.code, finding.level, finding.remedy, finding.judgement, finding.citations)
