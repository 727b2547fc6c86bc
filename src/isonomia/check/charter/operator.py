"""Who is bound by fundamental rights, and by which text (docs/check/how-it-reads.md, "Who runs it").

The Charter binds the Member States when they implement Union law (article 51(1)); data-protection law makes that link
for a public scheme. Outside the Union the Convention binds. Private operators are hardly bound: for them a finding is
advice.
"""

from isonomia.check.citations import charter, convention, covenant
from isonomia.check.definition import Citation
from isonomia.check.level import Level
from isonomia.check.subject.subject import Subject

NOT_RATIFIED = {"P4-": frozenset({"uk", "gr"}), "P7-": frozenset({"uk", "de", "nl"})}


def operator_level(subject: Subject, level: Level) -> Level:
    """The level of a finding on a right: as given for a public operator, advice for a private one."""
    return level if subject.is_public else Level.ADVICE


def rights_citations(
    subject: Subject, of_charter: str, of_convention: str, of_covenant: str = ""
) -> tuple[Citation, ...]:
    """The articles that bind in the jurisdiction: Charter and Convention in the Union, the Convention elsewhere.

    A protocol does not bind a state that has not ratified it; there the Covenant stands in.
    """
    is_bound = subject.jurisdiction.country not in NOT_RATIFIED.get(of_convention[:3], frozenset())
    conventional = (convention(of_convention) if is_bound else covenant(of_covenant),)
    return (charter(of_charter), *conventional) if subject.jurisdiction.is_union else conventional
