"""A score from people's bodies without a conformity assessment.

What it does
------------
Reports a consequence behind which stands a source that reads emotions from the body, that holds biometric data together
with sensitive traits, or that identifies whoever passes by, if the file names no conformity assessment.

Whether people are put into categories by their bodies, or identified at a distance, no file shows for certain; there a
human must judge. A face or a finger that only confirms that a person is who they say is outside.

Why
---
Remote biometric identification, categories by sensitive traits, and the reading of emotions are high-risk wherever they
are not prohibited: such systems err more often for some people than for others, and nobody can leave their body at
home. A score of persons is profiling, and a system that profiles persons is always high-risk in these areas: the
exceptions of article 6(3) are closed to it.

The duty that it reminds of: the maker must check, before the system is used, that it meets the rules for high-risk
systems (conformity assessment). For biometrics a notified body does it, unless harmonised standards are applied.

Example
-------
```yaml
sources:
  help:
    kind: sensor
    reveals: [biometric, emotion]
    special_ground: "9(2)(a): explicit consent"
```

Use instead
-----------
```yaml
sources:
  help:
    kind: sensor
    reveals: [biometric, emotion]
    special_ground: "9(2)(a): explicit consent"
documents:
  conformity: certificate of the notified body, sheet 6
```

References
----------
AI Act 6(2), 6(3), 16(f), 43(1), Annex III 1, recitals 54 and 125.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.ai_act.conformity import not_shown
from isonomia.check.ai_act.high_risk import DUTIES_FROM, DUTIES_NOTE, consolidated
from isonomia.check.citations import ai_act
from isonomia.check.definition import Check, Reading
from isonomia.check.finding import Finding
from isonomia.check.level import UNION, Extent, Force, Level
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

POINTS = frozenset({"1(a)", "1(b)", "1(c)"})
CHECK = Check(
    __name__,
    level=Level.HIGH_RISK_DUTY,
    force=Force.UNVERIFIED,
    citations=(ai_act("Annex III 1"), ai_act("6(2)"), ai_act("6(3)"), ai_act("43(1)")),
    laws=UNION,
    readings=(
        consolidated("articles 3, 6 and 16, annex III"),
        Reading("AI Act, article 43(1)", Extent.MEMORY, date(2026, 11, 27)),
    ),
    applies_from=DUTIES_FROM,
    note=DUTIES_NOTE,
    is_conditional=True,
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each consequence that draws on what is read from bodies."""
    message = _(
        "'{consequence}' draws on what is read from people's bodies, which is high-risk, and the file does not say "
        "that its conformity was assessed."
    )
    yield from not_shown(CHECK, subject, POINTS, message)
