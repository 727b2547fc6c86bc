"""Data that nothing uses.

What it does
------------
Reports a source that no rule reads, and a field that no condition, number of points, ceiling or reason of a rule
names.

Why
---
Personal data must be limited to what the purpose needs. What no rule uses, the score does not need. Where the data
serves something else, such as a check by a person, it belongs into the file that explains that use.

Example
-------
```yaml
sources:
  help:
    fields: {hours: decimal, remark: text}
```

Use instead
-----------
```yaml
sources:
  help:
    fields: {hours: decimal}
```

References
----------
GDPR 5(1)(c), recital 39.
"""

from collections.abc import Iterator
from datetime import date
from string import Formatter

from isonomia.check.citations import gdpr
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import gdpr_in_full
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.scheme import CompiledRule

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(gdpr("5(1)(c)"),),
    laws=UNION_EEA_UK,
    readings=(gdpr_in_full("article 5, recital 39"),),
    applies_from=date(2018, 5, 25),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each source that is not read at all, else each field of it that is not."""
    read = {source for rule in subject.scheme.rules for source in subject.sources_of(rule)}
    used = {pair for rule in subject.scheme.rules for pair in _fields_used(subject, rule)}
    for name, source in subject.file.sources.items():
        if name not in read:
            yield CHECK.finding(
                subject.at("sources", name),
                _("No rule uses the facts of '{source}'.").format(source=name),
                remedy=_("Leave the source out, and stop recording it for the score."),
            )
            continue
        for field in source.fields:
            if (name, field) not in used:
                yield CHECK.finding(
                    subject.at("sources", name, "fields", field),
                    _("No rule uses the field '{field}' of '{source}'.").format(field=field, source=name),
                    remedy=_("Leave the field out, and stop recording it for the score."),
                )


def _fields_used(subject: Subject, rule: CompiledRule) -> Iterator[tuple[str, str]]:
    """Pairs of source and field that a rule reads, to decide or to tell the reason."""
    yield from subject.fields_read(rule)
    if rule.source is None:
        return
    for text in (rule.written.reason or {}).values():
        for _literal, named, _format, _conversion in Formatter().parse(text):
            if named is not None:
                yield rule.source, named
