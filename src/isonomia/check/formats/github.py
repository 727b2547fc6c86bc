"""Findings as annotations of GitHub Actions, in the syntax of its workflow commands."""

from collections.abc import Sequence

from isonomia.check.finding import Finding
from isonomia.check.formats.interface import Persona
from isonomia.check.level import Level
from isonomia.check.run import Report
from isonomia.check.words import condition_words, finding_level_words

COMMANDS = {
    Level.PROHIBITED: "error",
    Level.RIGHTS: "error",
    Level.MAY_BE_PROHIBITED: "warning",
    Level.HIGH_RISK_DUTY: "warning",
    Level.VIOLATION: "warning",
    Level.ADVICE: "notice",
}


def github(reports: Sequence[Report], _persona: Persona) -> str:
    """One workflow command a finding."""
    return "".join(_annotation(report, finding) for report in reports for finding in report.findings)


def _annotation(report: Report, finding: Finding) -> str:
    span = finding.place.span
    properties = {
        "file": span.path.as_posix(),
        "line": span.start.line,
        "endLine": span.end.line,
        "col": span.start.column,
        "endColumn": span.end.column,
        "title": f"{finding.code} ({finding_level_words(report, finding)}): {finding.check.title}",
    }
    given = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    told = " ".join(filter(None, (finding.message, finding.remedy, condition_words(report, finding))))
    return f"::{COMMANDS[finding.level]} {given}::{_data(told)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
