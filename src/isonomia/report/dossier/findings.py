"""The findings of the check with their remedies; those with one remedy stand together."""

from isonomia.check.finding import Finding
from isonomia.check.run import Report
from isonomia.check.words import citation_words, finding_level_words, summary, verdict
from isonomia.locale import _
from isonomia.report.dossier.model import Part, Table

Same = tuple[str, str, str, str, str]


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
    grouped: dict[Same, list[Finding]] = {}
    for finding in report.findings:
        level, law = finding_level_words(report, finding), citation_words(finding)
        grouped.setdefault((finding.code, level, finding.remedy, law, finding.judgement), []).append(finding)
    rows = tuple(
        (f"{level}\n{code}", "\n".join(map(_found, found)), remedy, law)
        for (code, level, remedy, law, _judgement), found in grouped.items()
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
