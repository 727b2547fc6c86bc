"""Making the safe changes: one by one, each checked, and taken back if it does more than it says."""

from dataclasses import dataclass, field
from pathlib import Path

from isonomia.check.finding import Edit, Finding
from isonomia.check.fix.edits import apply_edit
from isonomia.check.run import Report, check_text
from isonomia.check.settings import Settings
from isonomia.errors import SchemeError


@dataclass(frozen=True)
class Fixed:
    """A change that was made: the finding that named it, and the key with its new value."""

    finding: Finding
    edit: Edit


@dataclass
class Mended:
    """The text after all safe changes, what was changed, and the report on what is left for people to decide."""

    text: str
    report: Report
    fixed: list[Fixed] = field(default_factory=list)


def mend(path: Path, report: Report, settings: Settings) -> Mended:
    """Make every safe change that a finding names and that brings no new finding with it."""
    mended = Mended(report.subject.document.text, report)
    refused: set[Edit] = set()
    while candidate := _next(mended.report, refused):
        finding, edit = candidate
        attempt = _attempt(path, mended.report, edit, settings)
        if attempt is None or not _is_better(mended.report, attempt):
            refused.add(edit)
            continue
        mended.text, mended.report = attempt.subject.document.text, attempt
        mended.fixed.append(Fixed(finding, edit))
    return mended


def _next(report: Report, refused: set[Edit]) -> tuple[Finding, Edit] | None:
    for finding in report.findings:
        for edit in finding.edits:
            if edit not in refused:
                return finding, edit
    return None


def _attempt(path: Path, report: Report, edit: Edit, settings: Settings) -> Report | None:
    """The report after one edit; None where it cannot be made or would not load."""
    change = apply_edit(report.subject.document, edit)
    if change is None:
        return None
    try:
        return check_text(path, change.applied_to(report.subject.document.text), settings)
    except SchemeError:
        return None


def _is_better(before: Report, after: Report) -> bool:
    """Whether findings went and none came."""
    old = {(finding.code, finding.place.path) for finding in before.findings}
    new = {(finding.code, finding.place.path) for finding in after.findings}
    return new < old or (new == old and len(after.findings) < len(before.findings))
