"""Who is bound by fundamental rights, and by which text (docs/check/how-it-reads.md, "Who runs it").

The Charter binds the Member States when they implement Union law (article 51(1)); data-protection law makes that link
for a public scheme. Outside the Union the Convention binds. Private operators are hardly bound: for them a finding is
advice.
"""

from isonomia.check.citations import charter, convention
from isonomia.check.definition import Citation
from isonomia.check.level import Level
from isonomia.check.subject.subject import Subject


def operator_level(subject: Subject, level: Level) -> Level:
    """The level of a finding on a right: as given for a public operator, advice for a private one."""
    return level if subject.is_public else Level.ADVICE


def rights_citations(subject: Subject, of_charter: str, of_convention: str) -> tuple[Citation, ...]:
    """The articles that bind in the jurisdiction: Charter and Convention in the Union, the Convention elsewhere."""
    conventional = (convention(of_convention),) if of_convention else ()
    return (charter(of_charter), *conventional) if subject.jurisdiction.is_union else conventional
