"""What the loader and the check say of a file, as the editor's diagnostics."""

from collections.abc import Iterator

from lsprotocol import types as lsp

from isonomia.check.finding import Finding
from isonomia.check.level import Level
from isonomia.check.run import Report
from isonomia.check.words import condition_words, finding_level_words, state_words
from isonomia.diagnostics.diagnostic import Diagnostic
from isonomia.diagnostics.diagnostic import Level as FaultLevel
from isonomia.diagnostics.span import Span
from isonomia.editor.documents import Version
from isonomia.editor.places import Places
from isonomia.locale import _

SOURCE = "isonomia"
FIRST_CHARACTER = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 1))
SEVERITIES = {
    Level.PROHIBITED: lsp.DiagnosticSeverity.Error,
    Level.RIGHTS: lsp.DiagnosticSeverity.Error,
    Level.MAY_BE_PROHIBITED: lsp.DiagnosticSeverity.Warning,
    Level.HIGH_RISK_DUTY: lsp.DiagnosticSeverity.Warning,
    Level.VIOLATION: lsp.DiagnosticSeverity.Warning,
    Level.ADVICE: lsp.DiagnosticSeverity.Information,
}


def diagnostics(version: Version, uri: str) -> list[lsp.Diagnostic]:
    """All that is wrong in a version: first what the loader says, then what the law says."""
    found = [of_fault(fault, version.places) for fault in (version.reading.diagnostics if version.reading else ())]
    if version.report is not None:
        found += [of_finding(version.report, item, version.places, uri) for item in version.report.findings]
    if version.failure:
        found.append(_of_failure(version))
    return found


def of_fault(fault: Diagnostic, places: Places) -> lsp.Diagnostic:
    """A fault of the file, with its cure."""
    message = fault.message + (f"\n{_('help')}: {fault.remedy}" if fault.remedy else "")
    is_error = fault.level is FaultLevel.ERROR
    return lsp.Diagnostic(
        places.range_of(fault.span) if fault.span is not None else FIRST_CHARACTER,
        message,
        severity=lsp.DiagnosticSeverity.Error if is_error else lsp.DiagnosticSeverity.Warning,
        code=fault.code,
        source=SOURCE,
    )


def of_finding(report: Report, finding: Finding, places: Places, uri: str) -> lsp.Diagnostic:
    """A finding, with what it depends on, what to do, and where else in the file its facts stand."""
    lines = [
        f"{finding_level_words(report, finding)}: {finding.message}",
        finding.remedy,
        condition_words(report, finding),
        _("A human must judge {question}.").format(question=finding.judgement) if finding.judgement else "",
    ]
    return lsp.Diagnostic(
        places.range_of(finding.place.span),
        "\n".join(line for line in lines if line),
        severity=SEVERITIES[finding.level],
        code=finding.code,
        source=SOURCE,
        related_information=[
            lsp.DiagnosticRelatedInformation(lsp.Location(uri, places.range_of(span)), message)
            for span, message in _related(finding)
        ],
    )


def _related(finding: Finding) -> Iterator[tuple[Span, str]]:
    """The other places of a finding: those that it names, and those that fulfil the elements of the law."""
    for place in finding.related:
        yield place.span, place.label or place.path
    for element in finding.elements:
        for place in element.places:
            yield place.span, f"{element.name} ({state_words(element)}): {element.facts}"


def _of_failure(version: Version) -> lsp.Diagnostic:
    """A fault of isonomia itself: the file was not checked, and that must be seen."""
    message = _("this is a fault in isonomia, and the file was not checked: {what}").format(what=version.failure)
    return lsp.Diagnostic(FIRST_CHARACTER, message, severity=lsp.DiagnosticSeverity.Error, source=SOURCE)
