"""Reports as SARIF 2.1.0 (OASIS Standard, 27 March 2020): for code scanning, editors and archives.

Columns count code points. Fingerprints come from content, so that a finding stays the same when lines move. Findings
that the file accepts stay in the log, under `suppressions`.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from isonomia import __version__
from isonomia.check.definition import Check
from isonomia.check.finding import Finding, Place
from isonomia.check.formats.as_json import readings_of
from isonomia.check.formats.interface import Persona
from isonomia.check.level import Level
from isonomia.check.ruleset import CHECKED_BY, NOT_ADVICE, VERSION
from isonomia.check.run import Report
from isonomia.check.words import condition_words, verdict

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {
    Level.PROHIBITED: "error",
    Level.RIGHTS: "error",
    Level.MAY_BE_PROHIBITED: "warning",
    Level.HIGH_RISK_DUTY: "warning",
    Level.VIOLATION: "warning",
    Level.ADVICE: "note",
}


def sarif(reports: Sequence[Report], _persona: Persona) -> str:
    """One run over all schemes."""
    shown = [finding for report in reports for finding in _all(report)]
    rules = sorted({finding.check for finding in shown}, key=lambda check: check.code)
    index = {check.code: number for number, check in enumerate(rules)}
    results = [_result(report, finding, index) | extra for report in reports for finding, extra in _results_of(report)]
    run = {
        "tool": {
            "driver": {
                "name": "isonomia",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(check) for check in rules],
                "properties": {"ruleset": VERSION, "checkedBy": CHECKED_BY, "note": NOT_ADVICE},
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(report.scheme.path)}} for report in reports],
        "results": results,
        "properties": {
            "schemes": [
                {
                    "uri": _uri(report.scheme.path),
                    "scheme": report.scheme.name,
                    "asOf": report.subject.as_of.isoformat(),
                    "jurisdiction": report.subject.jurisdiction.code,
                    "verdict": verdict(report),
                    "leftOut": [check.code for check in report.left_out],
                }
                for report in reports
            ]
        },
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _all(report: Report) -> Iterable[Finding]:
    return (*report.findings, *report.known, *(finding for finding, _accept in report.accepted))


def _results_of(report: Report) -> Iterable[tuple[Finding, dict[str, Any]]]:
    """Each finding with what sets it apart: new, known from the baseline, or accepted in the file."""
    for finding in report.findings:
        yield finding, ({"baselineState": "new"} if report.has_baseline else {})
    for finding in report.known:
        yield finding, {"baselineState": "unchanged"}
    for finding, accept in report.accepted:
        yield finding, {"suppressions": [{"kind": "inSource", "justification": accept.reason}]}


def _rule(check: Check) -> dict[str, Any]:
    page = check.page
    return {
        "id": check.code,
        "name": check.slug,
        "shortDescription": {"text": check.title},
        "fullDescription": {"text": page.sections["What it does"]},
        "help": {
            "text": page.sections["Why"],
            "markdown": "\n\n".join(f"## {name}\n\n{body}" for name, body in page.sections.items()),
        },
        "defaultConfiguration": {"level": LEVELS[check.level]},
        "properties": {
            "family": check.family,
            "level": check.level.value,
            "force": check.force.value,
            "appliesFrom": check.applies_from.isoformat() if check.applies_from else None,
            "preview": check.is_preview,
            "citations": [citation.text for citation in check.citations],
            "readings": readings_of(check),
            "checkedBy": CHECKED_BY,
        },
    }


def _told(report: Report, finding: Finding) -> str:
    """What was found, what to do, and on what it depends."""
    return " ".join(filter(None, (finding.message, finding.remedy, condition_words(report, finding))))


def _result(report: Report, finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    related = [*finding.related, *(place for element in finding.elements for place in element.places)]
    return {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": LEVELS[finding.level],
        "message": {"text": _told(report, finding)},
        "locations": [_location(finding.place)],
        "relatedLocations": [_location(place) | {"id": number} for number, place in enumerate(related)],
        "partialFingerprints": {"isonomia/v1": finding.fingerprint(report.scheme.name)},
        "properties": {
            "level": finding.level.value,
            "isConditional": report.is_conditional(finding),
            "needsHumanJudgement": finding.needs_human_judgement,
            "judgement": finding.judgement,
            "citations": [citation.text for citation in finding.citations],
            "elements": [
                {"name": element.name, "state": element.state.value, "facts": element.facts}
                for element in finding.elements
            ],
        },
    }


def _location(place: Place) -> dict[str, Any]:
    start, end = place.span.start, place.span.end
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(place.span.path)},
            "region": {
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            },
        },
        "logicalLocations": [{"fullyQualifiedName": place.path}],
    }


def _uri(path: Path) -> str:
    """A relative path as it is, an absolute one as a file address."""
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
