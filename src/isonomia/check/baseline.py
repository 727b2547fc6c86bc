"""A baseline: an earlier JSON report whose findings are known, so that only new ones count.

What the live service refuses is never known from a baseline: it stays among the findings.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from isonomia.check.run import Report
from isonomia.errors import UsageError
from isonomia.locale import _


def fingerprints_in(path: Path) -> frozenset[str]:
    """The fingerprints of all findings in a report made with `--format json`; UsageError if it is none."""
    remedy = _("make one with `isonomia check SCHEME --format json -o {path}`").format(path=path)
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return frozenset(finding["fingerprint"] for scheme in content["schemes"] for finding in scheme["findings"])
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = _("the baseline '{path}' cannot be read: {reason}").format(path=path, reason=reason)
        raise UsageError(message, remedy=remedy) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        message = _("the baseline '{path}' is no report of this command").format(path=path)
        raise UsageError(message, remedy=remedy) from None


def against(report: Report, known: Iterable[str]) -> Report:
    """The report with the findings of the baseline set aside."""
    prints = frozenset(known)
    name = report.scheme.name
    is_known = {
        finding: not finding.level.is_refused and finding.fingerprint(name) in prints for finding in report.findings
    }
    return replace(
        report,
        findings=tuple(finding for finding in report.findings if not is_known[finding]),
        known=tuple(finding for finding in report.findings if is_known[finding]),
        has_baseline=True,
    )
