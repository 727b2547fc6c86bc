"""A machine decides, and a safeguard is missing.

What it does
------------
Reports a consequence with a significant effect that the system alone decides, unless people get reasons, can make
representations, obtain a person's intervention and contest it; and one fed by special categories without a ground for
them.

Why
---
Since February 2026 the United Kingdom allows solely automated significant decisions, if four safeguards are given:
information about the decision, representations, human intervention, contest. With special categories they stay
restricted.

Example
-------
```yaml
consequences:
  loans_paused:
    severity: high
    decided_by: system
rights:
  human_review: false
```

Use instead
-----------
```yaml
consequences:
  loans_paused:
    severity: high
    decided_by: system
rights:
  human_review: true
```

References
----------
UK GDPR 22A to 22D, inserted by the Data (Use and Access) Act 2025, section 80; in force 5 February 2026 (SI 2026/82).
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import united_kingdom
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UK, Force, Level
from isonomia.check.readings import UK_DATA_ACT
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Explanation

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(united_kingdom("UK GDPR 22A-22D", "https://www.legislation.gov.uk/ukpga/2025/18/section/80"),),
    laws=UK,
    readings=(UK_DATA_ACT,),
    applies_from=date(2026, 2, 5),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such consequence, with the safeguards that the file does not show."""
    for consequence in subject.consequences:
        if not (consequence.has_significant_effect and consequence.is_automated):
            continue
        missing = tuple(_missing(subject))
        if missing:
            yield CHECK.finding(
                subject.at(*consequence.keys),
                (
                    _("The system alone decides '{consequence}', and the file does not show {missing}.")
                    if consequence.is_decided_by_system
                    else _("A person decides '{consequence}' in name only, and the file does not show {missing}.")
                ).format(consequence=consequence.name, missing=", ".join(missing)),
                remedy=_("Give these safeguards and state them under `rights`, or let a person decide."),
            )
        sensitive = [name for name in consequence.feeding_sources if subject.reveals(name)]
        groundless = [name for name in sensitive if not _opens_22b(subject.file.sources[name].special_ground)]
        if groundless:
            yield CHECK.finding(
                subject.at(*consequence.keys),
                _("'{consequence}' is decided by machine on sensitive data, and no ground for that is named.").format(
                    consequence=consequence.name
                ),
                remedy=_(
                    "Let a person decide, or name explicit consent, or a law of substantial public interest "
                    "(9(2)(g)), under `special_ground`."
                ),
                related=[subject.at("sources", name) for name in groundless],
            )


def _missing(subject: Subject) -> Iterator[str]:
    """The safeguards of article 22C that the file does not show."""
    rights = subject.rights
    if rights.reasons is not True and rights.explanation is not Explanation.EACH_POINT:
        yield _("information about each decision")
    if rights.human_review is not True:
        yield _("a person's intervention")
    if rights.appeal is None:
        yield _("a way to contest")


def _opens_22b(ground: str | None) -> bool:
    """Whether a ground is one that article 22B accepts: explicit consent, or substantial public interest."""
    words = (ground or "").lower().replace(" ", "")
    return "consent" in words or "9(2)(a)" in words or "9(2)(g)" in words or "substantial" in words
