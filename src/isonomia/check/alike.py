"""Findings that differ only in their place and in what they name: a reader needs the rest of them once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from isonomia.check.finding import Finding
from isonomia.check.formats.interface import Persona
from isonomia.check.level import Level
from isonomia.check.words import WITH_ELEMENTS


@dataclass(frozen=True)
class Alike:
    """A finding, and those after it with the same check, remedy, judgement and law."""

    first: Finding
    others: tuple[Finding, ...] = ()


def group_alike(findings: Iterable[Finding], apart: Collection[Level] = WITH_ELEMENTS) -> list[Alike]:
    """Findings by what they share, each group where its first stands; one of a level in `apart` stays alone."""
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        shared = (finding.code, finding.level, finding.remedy, finding.judgement, finding.citations)
        groups.setdefault(id(finding) if finding.level in apart else shared, []).append(finding)
    return [Alike(first, tuple(others)) for first, *others in groups.values()]


def shown_groups(findings: Iterable[Finding], persona: Persona) -> list[Alike]:
    """What stands together in a report for people; an auditor wants each with all that belongs to it."""
    return group_alike(findings, apart=tuple(Level)) if persona is Persona.AUDITOR else group_alike(findings)
