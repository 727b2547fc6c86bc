"""What `isonomia fix` prints: the difference, and the decisions that no program can make."""

import codecs
import difflib
from pathlib import Path

from isonomia.check.run import Report
from isonomia.check.words import finding_level_words
from isonomia.locale import _, ngettext


def with_its_mark(path: Path, text: str) -> bytes:
    """The text as the file holds it: with a byte-order mark where the file begins with one."""
    mark = codecs.BOM_UTF8 if path.read_bytes().startswith(codecs.BOM_UTF8) else b""
    return mark + text.encode("utf-8")


def difference(path: Path, before: str, after: str) -> str:
    """A unified difference; nothing where nothing changed."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True),
        after.splitlines(keepends=True),
        str(path),
        _("{path} (mended)").format(path=path),
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def remaining(report: Report) -> str:
    """The findings that are left, as a list of decisions for people."""
    if not report.findings:
        return _("Nothing is left to decide.") + "\n"
    count = len(report.findings)
    lines = [ngettext("{count} decision is left for people:", "{count} decisions are left for people:", count)]
    for finding in report.findings:
        where = f"{finding.place.span.start.line}: {finding_level_words(report, finding)} [{finding.code}]"
        lines.append(f"- {where} {finding.message} {finding.remedy}")
    return "\n".join(lines) + "\n"
