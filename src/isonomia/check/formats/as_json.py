"""Reports as JSON. Keys and the words of levels, states and extents are stable."""

import json
from collections.abc import Sequence
from typing import Any

from isonomia import __version__
from isonomia.check.definition import Check
from isonomia.check.finding import Element, Finding, Place
from isonomia.check.formats.interface import Persona
from isonomia.check.level import Level
from isonomia.check.registry import checks
from isonomia.check.ruleset import CHECKED_BY, NOT_ADVICE, VERSION
from isonomia.check.run import Report
from isonomia.check.words import verdict


def as_json(reports: Sequence[Report], _persona: Persona) -> str:
    """One object: the ruleset, then a report for each scheme."""
    content = {
        "isonomia": __version__,
        "ruleset": {"version": VERSION, "checks": len(checks()), "checked_by": CHECKED_BY},
        "note": NOT_ADVICE,
        "schemes": [report_as_data(report) for report in reports],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def report_as_data(report: Report) -> dict[str, Any]:
    """A report as plain data."""
    return {
        "path": str(report.scheme.path),
        "scheme": report.scheme.name,
        "title": report.scheme.title,
        "as_of": report.subject.as_of.isoformat(),
        "jurisdiction": report.subject.jurisdiction.code,
        "verdict": verdict(report),
        "is_refused": report.is_refused,
        "counts": {level.value: len(report.of_level(level)) for level in Level},
        "findings": [_finding(report, finding) for finding in report.findings],
        "accepted": [_finding(report, finding) | {"reason": accept.reason} for finding, accept in report.accepted],
        "known": [_finding(report, finding) for finding in report.known],
        "left_out": [check.code for check in report.left_out],
        "not_yet_applicable": [{"code": check.code, "applies_from": _day(check)} for check in report.not_yet],
    }


def _finding(report: Report, finding: Finding) -> dict[str, Any]:
    check = finding.check
    return {
        "code": finding.code,
        "slug": check.slug,
        "family": check.family,
        "title": check.title,
        "level": finding.level.value,
        "is_conditional": report.is_conditional(finding),
        "needs_human_judgement": finding.needs_human_judgement,
        "judgement": finding.judgement or None,
        "message": finding.message,
        "remedy": finding.remedy,
        "place": _place(finding.place),
        "related": [_place(place) for place in finding.related],
        "elements": [_element(element) for element in finding.elements],
        "citations": [{"text": citation.text, "url": citation.url or None} for citation in finding.citations],
        "force": check.force.value,
        "applies_from": _day(check),
        "note": check.note or None,
        "readings": readings_of(check),
        "edits": [{"at": ".".join(map(str, edit.keys)), "value": edit.value} for edit in finding.edits],
        "fingerprint": finding.fingerprint(report.scheme.name),
    }


def readings_of(check: Check) -> list[dict[str, str]]:
    """What was read for a check, how much of it, and when."""
    return [
        {"text": reading.text, "extent": reading.extent.value, "on": reading.on.isoformat()}
        for reading in check.readings
    ]


def _day(check: Check) -> str | None:
    return check.applies_from.isoformat() if check.applies_from else None


def _place(place: Place) -> dict[str, Any]:
    start, end = place.span.start, place.span.end
    return {
        "at": place.path,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }


def _element(element: Element) -> dict[str, Any]:
    return {
        "name": element.name,
        "state": element.state.value,
        "facts": element.facts,
        "places": [_place(place) for place in element.places],
    }
