"""Travel or the choice of a home is restricted.

What it does
------------
Reports an unfavourable consequence that restricts movement (`restricts: [movement]`), or one of high severity in the
area travel. With a statute a human must judge it; without one it is very likely unlawful for a public operator.

Why
---
Citizens of the Union may move and live within it, and everyone who is lawfully in a country may move about and choose a
home there. Whom a law lets into a country is another matter. A limit needs a law, a legitimate aim and necessity; no
text asks for a court as such, though a court is how it is usually done. No text names a score as a reason.

Example
-------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
consequences:
  loans_paused:
    restricts: [movement]
```

Use instead
-----------
```yaml
controller:
  public_authority: true
legal_basis: {article: "6(1)(e)", statute: "Town Act, section 4"}
consequences:
  loans_paused:
    effect: No tools are lent for a month.
```

References
----------
EU Charter 45, 52(1); ECHR P4-2; ICCPR 12(3).
"""

from collections.abc import Iterator

from isonomia.check.charter.operator import operator_level, rights_citations
from isonomia.check.citations import charter, convention, covenant
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import CHARTER_TEXT, CONVENTION_TEXT, COVENANT_TEXT
from isonomia.check.subject.connection import term_of
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Area, Conduct

CHECK = Check(
    __name__,
    level=Level.RIGHTS,
    force=Force.BINDING,
    citations=(
        charter("45"),
        convention("P4-2"),
        covenant("12"),
    ),
    laws=UNION_EEA_UK,
    readings=(
        CHARTER_TEXT,
        CONVENTION_TEXT,
        COVENANT_TEXT,
    ),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such consequence."""
    for consequence in subject.unfavourable:
        written = consequence.written
        is_travel = (written.area is Area.TRAVEL or term_of(written.context) == "travel") and consequence.is_high
        if Conduct.MOVEMENT not in written.restricts and not is_travel:
            continue
        has_law = written.statute is not None
        if has_law and written.area is Area.MIGRATION:
            continue  # who may enter a country is not what these rights are about
        key = "restricts" if written.restricts else "area" if written.area is Area.TRAVEL else "context"
        yield CHECK.finding(
            subject.at(*consequence.keys, key),
            _("'{consequence}' restricts where people may go or live.").format(consequence=consequence.name),
            level=operator_level(subject, Level.VIOLATION if has_law else Level.RIGHTS),
            remedy=_("Drop it. Who must be kept from travelling is for a law and a judge, not for a score."),
            judgement=_("whether the law named has a legitimate aim and the restriction is necessary")
            if has_law
            else "",
            citations=rights_citations(subject, "45", "P4-2", "12"),
        )
