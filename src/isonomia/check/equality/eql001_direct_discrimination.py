"""Points for what a person is.

What it does
------------
Reports a rule whose condition, points or ceiling reads a field that states a protected trait: sex, racial or ethnic
origin, religion, disability, sexual orientation, age, nationality, pregnancy.

Why
---
Treating a person less favourably on such a ground is direct discrimination. In public schemes the Charter covers each
of them where Union law is implemented (article 51(1)); the directives cover race at work and in social protection,
education, goods, services and housing, sex at work and in goods and services, and the others at work. The Charter names
political opinion, language, property and birth too: of these the format knows language and property, which EQL003
reads. Nationality is another ground with its own rule: within the scope of the Treaties any difference by it is
prohibited between citizens of the Union (TFEU 18), while the directives leave it out and other law governs nationals of
third countries. Age has many lawful uses. For these two, and for merits such as a supplement for disabled members, a
human must judge.

Example
-------
```yaml
sources:
  loans:
    fields:
      days_late: integer
      sex: {type: text, trait: sex}
rules:
  returned_late:
    points: CASE WHEN sex = 'm' THEN -10 ELSE -5 END
```

Use instead
-----------
```yaml
rules:
  returned_late:
    points: -5
```

References
----------
EU Charter 21. Directives 2000/43/EC, 2000/78/EC, 2004/113/EC, articles 2; TFEU 18. Equality Act 2010, section 13.
"""

from collections.abc import Iterator

from isonomia.check.citations import charter, directive, treaty, united_kingdom
from isonomia.check.definition import Check
from isonomia.check.equality.laws import direct_citations
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import EQUALITY_ACT, EQUALITY_TEXTS
from isonomia.check.subject.subject import Subject
from isonomia.check.vocabulary_words import trait_words
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import ProtectedTrait

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.UNVERIFIED,
    citations=(
        treaty("18"),
        charter("21"),
        directive("2000/43", "2(2)(a)"),
        directive("2000/78", "2(2)(a)"),
        directive("2004/113", "4(1)"),
        united_kingdom("Equality Act 2010, section 13"),
    ),
    laws=UNION_EEA_UK,
    readings=(
        EQUALITY_TEXTS,
        EQUALITY_ACT,
    ),
)


DIRECT = frozenset(
    {
        ProtectedTrait.SEX,
        ProtectedTrait.ETHNICITY,
        ProtectedTrait.RELIGION,
        ProtectedTrait.DISABILITY,
        ProtectedTrait.SEXUAL_ORIENTATION,
        ProtectedTrait.PREGNANCY,
        ProtectedTrait.AGE,
        ProtectedTrait.NATIONALITY,
    }
)
OFTEN_LAWFUL = frozenset({ProtectedTrait.AGE, ProtectedTrait.NATIONALITY})


def examine(subject: Subject) -> Iterator[Finding]:
    """Each rule that reads such a field, once for each field."""
    for read in subject.rules_by_trait(DIRECT):
        is_adverse = read.rule in subject.adverse_rules
        is_open = read.trait in OFTEN_LAWFUL or not is_adverse
        yield CHECK.finding(
            subject.place_of(read.rule),
            _("'{rule}' depends on '{field}', which states a protected trait: {trait}.").format(
                rule=read.rule.name, field=read.field, trait=trait_words(read.trait)
            ),
            remedy=_("Take '{field}' out of the rule: points are for conduct.").format(field=read.field),
            related=[subject.at("sources", read.source, "fields", read.field)],
            citations=direct_citations(subject, read.trait),
            judgement=_judgement(subject, read.trait) if is_open else "",
        )


def _judgement(subject: Subject, trait: ProtectedTrait) -> str:
    aim = _("whether the difference has a legitimate aim and goes no further than it needs")
    if trait is ProtectedTrait.NATIONALITY and subject.jurisdiction.is_union:
        return aim + "; " + _("whether it lies within the scope of the Treaties and between citizens of the Union")
    return aim
