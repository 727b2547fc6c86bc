"""A platform orders what people see by a score that its terms do not explain.

What it does
------------
Reports a platform whose consequence lies in an online community, social media or shopping where the file does not say
that the logic is explained.

Why
---
A platform sets out in its terms, in plain language, the main parameters of its recommender systems and why they matter.
Whether a consequence orders what people see is not always clear from a file; so this is advice.

Example
-------
```yaml
information:
  logic: false
legal_basis: {article: "6(1)(b)"}
```

Use instead
-----------
```yaml
information:
  logic: true
```

References
----------
Digital Services Act 27(1) and (2), 14(1).
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import digital_services_act
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_AND_EEA, Force, Level
from isonomia.check.readings import DSA_TEXT
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import ControllerKind

CHECK = Check(
    __name__,
    level=Level.ADVICE,
    force=Force.BINDING,
    citations=(
        digital_services_act("27"),
        digital_services_act("14"),
    ),
    laws=UNION_AND_EEA,
    readings=(DSA_TEXT,),
    applies_from=date(2024, 2, 17),
)


CONTEXTS = frozenset({"online community", "social media", "shopping"})


def examine(subject: Subject) -> Iterator[Finding]:
    """The missing explanation."""
    if subject.controller.kind is not ControllerKind.PLATFORM or subject.information.logic is True:
        return
    if any(item.written.context in CONTEXTS for item in subject.consequences):
        yield CHECK.finding(
            subject.at("information", "logic"),
            _("Users are not told by which parameters a score orders what they see.")
            if subject.information.logic is False
            else _("The file does not say that users are told by which parameters a score orders what they see."),
            remedy=_("Set the main parameters out in the terms, and say `information.logic: true`."),
        )
