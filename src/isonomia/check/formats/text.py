"""Reports for the terminal: each finding with its line underlined, what to judge, what to do, and the law."""

import textwrap
from collections.abc import Sequence

from isonomia.check.alike import Alike, shown_groups
from isonomia.check.finding import Finding
from isonomia.check.formats.interface import Persona
from isonomia.check.ruleset import NOT_ADVICE
from isonomia.check.run import Report
from isonomia.check.words import (
    WITH_ELEMENTS,
    citation_words,
    condition_words,
    extent_words,
    finding_level_words,
    judgement_words,
    state_words,
    summary,
    unverified_words,
    verdict,
)
from isonomia.diagnostics.render import snippet_of
from isonomia.diagnostics.visible import visible
from isonomia.locale import _

WIDTH = 110


def text(reports: Sequence[Report], persona: Persona) -> str:
    """All reports, gravest findings first, each with its verdict at the end."""
    return "\n".join(_report(report, persona) for report in reports) + "\n" + _wrapped("", _(NOT_ADVICE)) + "\n"


def _report(report: Report, persona: Persona) -> str:
    parts = [_finding(report, group, persona) for group in shown_groups(report.findings, persona)]
    if persona is Persona.AUDITOR:
        parts += [_accepted(report, finding, accept.reason) for finding, accept in report.accepted]
    lines = [f"{visible(str(report.scheme.path))}: {verdict(report)} ({summary(report)})"]
    lines += _aside(report)
    return "\n".join([*parts, "\n".join(_wrapped("", line) for line in lines), ""])


def _finding(report: Report, group: Alike, persona: Persona) -> str:
    finding = group.first
    span = finding.place.span
    margin = " " * (len(str(span.start.line)) + 1)
    lines = [_wrapped("", f"{finding_level_words(report, finding)}[{finding.code}]: {finding.message}")]
    lines += [f"{margin}--> {span}", *snippet_of(span, report.subject.document.text)]
    for other in group.others:
        also = _("also line {line}: ").format(line=other.place.span.start.line)
        lines.append(_wrapped(margin + also, other.message))
    notes = [
        (_("if"), condition_words(report, finding)),
        (_("judge"), judgement_words(finding)),
        (_("do"), finding.remedy),
        (_("law"), citation_words(finding)),
        (_("note"), finding.check.note),
    ]
    if persona is Persona.AUDITOR or finding.level in WITH_ELEMENTS:
        lines += _elements(finding, margin)
        notes.append((_("read"), unverified_words(finding)))
    if persona is Persona.AUDITOR:
        readings = [
            f"{reading.text} ({extent_words(reading.extent)}, {reading.on})" for reading in finding.check.readings
        ]
        notes[-1] = (_("read"), "; ".join(readings))
    lines += [_wrapped(f"{margin}= {name}: ", note) for name, note in notes if note]
    return "\n".join(lines) + "\n"


def _elements(finding: Finding, margin: str) -> list[str]:
    """The elements of the provision, how each stands, and on which lines."""
    lines = []
    for element in finding.elements:
        where = ", ".join(str(place.span.start.line) for place in element.places)
        words = _(" (line {lines})") if len(element.places) == 1 else _(" (lines {lines})")
        at = words.format(lines=where) if where else ""
        lines.append(_wrapped(f"{margin}- {state_words(element)}: ", f"{element.name}: {element.facts}{at}"))
    return lines


def _accepted(report: Report, finding: Finding, reason: str) -> str:
    said = _("accepted[{code}]: {message}").format(code=finding.code, message=finding.message)
    span = finding.place.span
    snippet = snippet_of(span, report.subject.document.text)
    margin = " " * (len(str(span.start.line)) + 1)
    reason_line = f"{margin}= {_('reason')}: {reason}"
    return "\n".join([_wrapped("", said), f"{margin}--> {span}", *snippet, reason_line, ""])


def _aside(report: Report) -> list[str]:
    """What was accepted, known before, or does not apply yet."""
    lines = []
    if report.accepted:
        codes = ", ".join(sorted({finding.code for finding, _accept in report.accepted}))
        lines.append(_("Accepted in the file: {codes}.").format(codes=codes))
    if report.known:
        codes = ", ".join(sorted({finding.code for finding in report.known}))
        lines.append(_("Known from the baseline: {codes}.").format(codes=codes))
    if report.not_yet:
        codes = ", ".join(f"{check.code} ({check.applies_from})" for check in report.not_yet)
        lines.append(_("Will be found later, when it applies: {codes}.").format(codes=codes))
    return lines


def _wrapped(beginning: str, words: str) -> str:
    indent = " " * len(beginning)
    return textwrap.fill(words, WIDTH, initial_indent=beginning, subsequent_indent=indent, break_on_hyphens=False)
