"""A machine that does not say that it is one.

What it does
------------
Reports `information.interface_disclosed: false`, and a scheme of method `llm` that does not say whether people are told
that they are dealing with a machine. A human must judge whether that is obvious, and of the second whether people talk
with it at all.

Why
---
Who makes an AI system that is meant to interact directly with people must build it so that they are told, at the latest
at the first contact, unless it is obvious to a reasonably attentive person.

Example
-------
```yaml
information: {interface_disclosed: false}
```

Use instead
-----------
```yaml
information: {interface_disclosed: true}
```

References
----------
AI Act 50(1), 50(5): a duty of the maker.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.ai_act.high_risk import consolidated
from isonomia.check.citations import ai_act
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION, Force, Level
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Method

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(ai_act("50(1)"), ai_act("50(5)")),
    laws=UNION,
    readings=(consolidated("articles 50 and 113"),),
    applies_from=date(2026, 8, 2),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """What the file states, or leaves unsaid about a language model."""
    disclosed = subject.information.interface_disclosed
    if disclosed is False:
        yield _finding(
            subject,
            _("People are not told that they are dealing with a machine."),
            _("whether that is obvious to a reasonably attentive person"),
        )
    elif disclosed is None and subject.file.method is Method.LLM:
        yield _finding(
            subject,
            _("The file does not say that people are told that they are dealing with a machine."),
            _("whether people interact with the language model directly, and whether it is obvious that it is one"),
            Level.ADVICE,
        )


def _finding(subject: Subject, message: str, judgement: str, level: Level = Level.VIOLATION) -> Finding:
    return CHECK.finding(
        subject.at("information", "interface_disclosed"),
        message,
        level=level,
        remedy=_("Let it say so at the first contact, and set `information.interface_disclosed: true`."),
        judgement=judgement,
    )
