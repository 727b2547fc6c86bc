"""Points lost on the word of others.

What it does
------------
Reports a rule that costs points for what others report about a person or how others rate this person (source of kind
`report` or `rating`, or reviews by third parties), if the facts are not confirmed or finally decided, or if there is no
appeal.

Why
---
Reports can be mistaken, and they can be revenge. Before a person loses by one, somebody must have looked into it, and
the person must be able to answer. Data protection asks for accurate data, and penal law for a proof; a scheme that
takes points on a mere word has neither.

Example
-------
```yaml
sources:
  loans:
    kind: report
    evidence: report
```

Use instead
-----------
```yaml
sources:
  loans:
    kind: report
    evidence: confirmed
```

References
----------
Shipped as good practice; no law asks for it.
"""

from collections.abc import Iterator

from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import EVERYWHERE, Force, Level
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import CollectedFrom, Evidence, SourceKind
from isonomia.scheme.scheme import CompiledRule

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.HEURISTIC,
    citations=(),
    laws=EVERYWHERE,
    readings=(),
)

WORDS_OF_OTHERS = frozenset({SourceKind.REPORT, SourceKind.RATING})
ESTABLISHED = frozenset({Evidence.CONFIRMED, Evidence.FINAL_DECISION})


def examine(subject: Subject) -> Iterator[Finding]:
    """Each adverse rule and each source of it that holds the words of others."""
    for rule in subject.adverse_rules:
        for name in subject.sources_of(rule):
            source = subject.file.sources[name]
            is_review = source.kind is SourceKind.REVIEW and source.collected_from is CollectedFrom.THIRD_PARTY
            if source.kind not in WORDS_OF_OTHERS and not is_review:
                continue
            if source.evidence is None:
                message = _(
                    "'{rule}' counts the word of others in '{source}' against people; the file does not say that it is "
                    "checked."
                )
            elif source.evidence not in ESTABLISHED:
                message = _("'{rule}' counts the unchecked word of others in '{source}' against people.")
            elif subject.rights.appeal is None:
                message = _("'{rule}' counts the word of others in '{source}' against people, without an appeal.")
            else:
                continue
            yield _finding(subject, rule, name, message)


def _finding(subject: Subject, rule: CompiledRule, source: str, message: str) -> Finding:
    return CHECK.finding(
        subject.place_of(rule, "points"),
        message.format(rule=rule.name, source=source),
        remedy=_("Let a person confirm each report before it counts, and let the member answer and appeal."),
        related=(subject.at("sources", source, "evidence"),),
    )
