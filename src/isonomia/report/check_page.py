"""Reports as one page for people who are not programmers: verdict, findings in plain words, what to change, the scheme.

Self-contained: no script, nothing from the network, readable on a phone, in the dark and on paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from isonomia import __version__
from isonomia.check.alike import shown_groups
from isonomia.check.finding import Finding
from isonomia.check.formats.interface import Persona
from isonomia.check.level import Force, Law, Level
from isonomia.check.ruleset import CHECKED_BY, NOT_ADVICE, VERSION
from isonomia.check.run import Report
from isonomia.check.words import (
    WITH_ELEMENTS,
    condition_words,
    counts,
    extent_words,
    finding_level_words,
    force_words,
    judgement_words,
    law_words,
    state_words,
    unverified_words,
    verdict,
)
from isonomia.diagnostics.lines import lines_of
from isonomia.diagnostics.visible import visible
from isonomia.locale import _, spoken_language, translated
from isonomia.report.environment import page
from isonomia.report.plain_names import PlainNames


@dataclass(frozen=True)
class ShownFinding:
    """A finding as the page shows it."""

    code: str
    anchor: str
    level: str
    level_class: str
    message: str
    line: int
    line_anchor: str
    condition: str
    judgement: str
    remedy: str
    law: tuple[tuple[str, str], ...]
    force: str
    why: tuple[str, ...]
    unverified: str
    note: str
    elements: tuple[tuple[str, str, str], ...]
    readings: tuple[str, ...]


@dataclass(frozen=True)
class SourceLine:
    """A line of the scheme, with the findings that stand on it."""

    number: int
    anchor: str
    text: str
    marks: tuple[ShownFinding, ...]


@dataclass(frozen=True)
class ShownReport:
    """One scheme on the page."""

    anchor: str
    title: str
    path: str
    verdict: str
    is_refused: bool
    counts: tuple[tuple[str, str, str], ...]
    groups: tuple[tuple[ShownFinding, tuple[ShownFinding, ...]], ...]
    changes: tuple[tuple[str, tuple[ShownFinding, ...]], ...]
    accepted: tuple[tuple[ShownFinding, str], ...]
    not_yet: tuple[str, ...]
    lines: tuple[SourceLine, ...]
    read_for: str


def check_page(reports: Sequence[Report], persona: Persona) -> str:
    """The page as one HTML text."""
    shown = [_report(number, report, persona) for number, report in enumerate(reports, 1)]
    titles = ", ".join(report.title for report in shown[:3]) + (" ..." if len(shown) > 3 else "")
    return page(
        "check.html.j2",
        language=translated(spoken_language()),
        title=_("Check: {titles}").format(titles=titles),
        reports=shown,
        is_auditor=persona is Persona.AUDITOR,
        not_advice=_(NOT_ADVICE),
        footer=_("isonomia {version} · checks {ruleset}, by {authors}").format(
            version=__version__, ruleset=VERSION, authors=CHECKED_BY
        ),
    )


def _report(number: int, report: Report, persona: Persona) -> ShownReport:
    prefix = f"s{number}"
    names = PlainNames(report.scheme)
    shown = {
        finding: _finding(prefix, f"f{place}", names, report, finding, persona)
        for place, finding in enumerate(report.findings, 1)
    }
    findings = tuple(shown.values())
    groups = shown_groups(report.findings, persona)
    accepted: tuple[tuple[ShownFinding, str], ...] = ()
    if persona is Persona.AUDITOR:
        accepted = tuple(
            (_finding(prefix, f"af{place}", names, report, finding, persona), accept.reason)
            for place, (finding, accept) in enumerate(report.accepted, 1)
        )
    return ShownReport(
        prefix,
        report.scheme.title,
        visible(report.scheme.path.name),
        verdict(report),
        report.is_refused,
        tuple((level.value, words, _first_of(level, report, prefix)) for level, words in counts(report)),
        tuple((shown[group.first], tuple(shown[other] for other in group.others)) for group in groups),
        _changes(findings),
        accepted,
        tuple(f"{check.code} ({check.applies_from}): {check.title}" for check in report.not_yet),
        _lines(prefix, report, findings),
        _read_for(report),
    )


def _read_for(report: Report) -> str:
    jurisdiction = report.subject.jurisdiction
    place = law_words(jurisdiction.laws - {Law.EVERYWHERE})
    if not place:
        return _("Read for '{code}', of which no law is known here, on {day}.").format(
            code=jurisdiction.code, day=report.subject.as_of
        )
    return _("Read with the law of {place} ('{code}') as of {day}.").format(
        place=place, code=jurisdiction.code, day=report.subject.as_of
    )


def _finding(
    prefix: str, place: str, names: PlainNames, report: Report, finding: Finding, persona: Persona
) -> ShownFinding:
    line = finding.place.span.start.line
    is_auditor = persona is Persona.AUDITOR
    has_elements = is_auditor or finding.level in WITH_ELEMENTS
    return ShownFinding(
        finding.code,
        f"{prefix}{place}",
        finding_level_words(report, finding),
        finding.level.value,
        names.tell(finding.message),
        line,
        f"{prefix}l{line}",
        condition_words(report, finding),
        names.tell(judgement_words(finding)),
        names.tell(finding.remedy),
        tuple((citation.text, citation.url) for citation in finding.citations),
        "" if finding.check.force is Force.BINDING else force_words(finding.check.force),
        tuple(finding.check.page.sections["Why"].split("\n\n")),
        unverified_words(finding) if has_elements else "",
        finding.check.note,
        tuple((state_words(item), item.name, names.tell(item.facts)) for item in finding.elements)
        if has_elements
        else (),
        tuple(f"{item.text}: {extent_words(item.extent)}, {item.on}" for item in finding.check.readings)
        if is_auditor
        else (),
    )


def _first_of(level: Level, report: Report, prefix: str) -> str:
    """The anchor of the first finding of a level."""
    places = (place for place, finding in enumerate(report.findings, 1) if finding.level is level)
    return f"{prefix}f{next(places)}"


def _changes(findings: Sequence[ShownFinding]) -> tuple[tuple[str, tuple[ShownFinding, ...]], ...]:
    """Each thing to do once, with the findings that ask for it."""
    grouped: dict[str, list[ShownFinding]] = {}
    for finding in findings:
        grouped.setdefault(finding.remedy, []).append(finding)
    return tuple((remedy, tuple(asking)) for remedy, asking in grouped.items())


def _lines(prefix: str, report: Report, findings: Sequence[ShownFinding]) -> tuple[SourceLine, ...]:
    marks: dict[int, list[ShownFinding]] = {}
    for finding in findings:
        marks.setdefault(finding.line, []).append(finding)
    text = lines_of(report.subject.document.text)
    return tuple(
        SourceLine(number, f"{prefix}l{number}", line, tuple(marks.get(number, ())))
        for number, line in enumerate(text, 1)
    )
