"""The table of checks, for people and as JSON."""

import json
from collections.abc import Sequence

from isonomia.check.definition import Check
from isonomia.check.formats.as_json import readings_of
from isonomia.check.words import force_words, level_words
from isonomia.locale import _
from isonomia.report.table import aligned


def rule_table(checks: Sequence[Check]) -> str:
    """One row a check."""
    header = [_("code"), _("level"), _("rests on"), _("from"), _("fault")]
    rows = [
        [
            check.code,
            level_words(check.level),
            force_words(check.force),
            check.applies_from.isoformat() if check.applies_from else "",
            check.title,
        ]
        for check in checks
    ]
    return aligned(header, rows)


def rules_as_json(checks: Sequence[Check]) -> str:
    """A list of objects, with what was read for each check."""
    content = [
        {
            "code": check.code,
            "slug": check.slug,
            "family": check.family,
            "title": check.title,
            "level": check.level.value,
            "force": check.force.value,
            "laws": sorted(law.value for law in check.laws),
            "applies_from": check.applies_from.isoformat() if check.applies_from else None,
            "note": check.note or None,
            "is_preview": check.is_preview,
            "citations": [citation.text for citation in check.citations],
            "readings": readings_of(check),
        }
        for check in checks
    ]
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
