"""The findings of the check with their remedies; those with one remedy stand together."""

from isonomia.check.alike import group_alike
from isonomia.check.finding import Finding
from isonomia.check.run import Report
from isonomia.check.words import citation_words, finding_level_words, summary, verdict
from isonomia.locale import _
from isonomia.report.dossier.model import Part, Table


def findings_part(report: Report) -> Part:
    """What the check found, gravest first, and what to do."""
    paragraphs = [verdict(report), _("Found: {counts}.").format(counts=summary(report))]
    for finding, accept in report.accepted:
        paragraphs.append(
            _("Accepted in the file: {code}, {message} Reason given: {reason}").format(
                code=finding.code, message=finding.message, reason=accept.reason
            )
        )
    if report.not_yet:
        codes = ", ".join(f"{check.code} ({check.applies_from})" for check in report.not_yet)
        paragraphs.append(_("Does not apply yet: {codes}.").format(codes=codes))
    return Part(
        _("Findings of the check, and what to do"),
        paragraphs=tuple(paragraphs),
        tables=(_table(report),) if report.findings else (),
        questions=_open(report),
    )


def _table(report: Report) -> Table:
    rows = tuple(
        (
            f"{finding_level_words(report, group.first)}\n{group.first.code}",
            "\n".join(map(_found, (group.first, *group.others))),
            group.first.remedy,
            citation_words(group.first),
        )
        for group in group_alike(report.findings, apart=())
    )
    return Table(_("Findings"), (_("Level"), _("What was found"), _("What to do"), _("Law")), rows)


def _found(finding: Finding) -> str:
    line = _("Line {line}: {message}").format(line=finding.place.span.start.line, message=finding.message)
    if not finding.judgement:
        return line
    return line + " " + _("A human must judge {judgement}.").format(judgement=finding.judgement)


def _open(report: Report) -> tuple[str, ...]:
    """Who does something about it: no file can tell."""
    if not report.findings:
        return ()
    return (_("who does what about each finding, and by when?"),)
