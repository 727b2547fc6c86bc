"""One line a finding, as compilers and editors read them: `path:line:column: level[CODE] message`."""

from collections.abc import Sequence

from isonomia.check.finding import Finding
from isonomia.check.formats.interface import Persona
from isonomia.check.run import Report
from isonomia.locale import _


def lines(reports: Sequence[Report], _persona: Persona) -> str:
    """All findings, gravest first in each file; nothing where there are none. Levels are the words of the JSON."""
    return "".join(
        f"{finding.place.span}: {finding.level}[{finding.code}] {finding.message}{_condition(report, finding)}\n"
        for report in reports
        for finding in report.findings
    )


def _condition(report: Report, finding: Finding) -> str:
    return " " + _("(if an AI system is used)") if report.is_conditional(finding) else ""
