"""A credit score from social networks, sensitive data or elsewhere.

What it does
------------
Reports an unfavourable consequence in credit that draws on a source which reveals a special category or comes from
social networks, or whose context says nothing about income, expenses and other financial circumstances.

Why
---
The assessment of creditworthiness is to rest on relevant and accurate information about income, expenses and other
financial and economic circumstances. It must not include special categories of data, and social networks are no
external source for it, nor may what is found on their platforms be used (recital 55). A file that says that data comes
from social networks is taken at its word, whoever runs the network. Whether other facts, such as rent paid on time, are
financial circumstances is for a human to judge, and so is whether anyone who lends by the score of a public body is
bound.

Example
-------
```yaml
documents:
  conformity: certificate 12
  fria: sheet 7
sources:
  loans:
    context: credit
    purpose: lend money
    reveals: [social_network]
  help:
    context: credit
    purpose: record repayment
consequences:
  loans_paused: {area: credit, context: credit}
  longer_loans: {context: credit}
```

Use instead
-----------
```yaml
documents:
  conformity: certificate 12
  fria: sheet 7
sources:
  loans:
    context: credit
    purpose: lend money
  help:
    context: credit
    purpose: record repayment
consequences:
  loans_paused: {area: credit, context: credit}
  longer_loans: {context: credit}
```

References
----------
Directive (EU) 2023/2225, article 18(3), recital 55; national law applies from 20 November 2026 (article 48).
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.citations import directive
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_AND_EEA, Force, Level
from isonomia.check.readings import CONSUMER_CREDIT_TEXT
from isonomia.check.subject.connection import Bond, term_of
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Area, SpecialCategory

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.UNVERIFIED,
    citations=(directive("2023/2225", "18(3)", "consumer credit"),),
    laws=UNION_AND_EEA,
    readings=(CONSUMER_CREDIT_TEXT,),
    applies_from=date(2026, 11, 20),
)


FINANCIAL = frozenset(
    {
        "credit",
        "banking",
        "business",
        "work",
        "tax",
        "housing",
        "utilities",
        "insurance",
        "membership fees",
        "public benefits",
    }
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such consequence with each source that has no place in it."""
    for consequence in subject.unfavourable:
        if consequence.written.area is not Area.CREDIT:
            continue
        for name in _sources_of_all(subject):
            is_barred = bool(subject.reveals(name)) or _is_social(subject, name)
            if is_barred or (name in consequence.feeding_sources and not _is_financial(subject, name)):
                yield CHECK.finding(
                    subject.at("sources", name),
                    _(
                        "'{source}' counts towards credit ('{consequence}') and is not about a person's finances."
                    ).format(source=name, consequence=consequence.name)
                    if not is_barred
                    else _("'{source}' counts towards credit ('{consequence}') and is barred from it.").format(
                        source=name, consequence=consequence.name
                    ),
                    level=Level.PROHIBITED if _is_social(subject, name) and not subject.is_public else Level.VIOLATION,
                    remedy=_("Leave '{source}' out of the credit score.").format(source=name),
                    related=[subject.at(*consequence.keys)],
                    judgement=_judgement(subject, is_barred=is_barred),
                )


def _is_social(subject: Subject, name: str) -> bool:
    """Whether facts come from a social network, which the directive bars from any assessment of creditworthiness."""
    is_from_there = term_of(subject.file.sources[name].context) == "social media"
    return is_from_there or SpecialCategory.SOCIAL_NETWORK in subject.reveals(name)


def _is_financial(subject: Subject, name: str) -> bool:
    """Whether facts come from an area of money, and tell of it: of work the pay, not whether somebody was late."""
    context = term_of(subject.file.sources[name].context)
    return context in FINANCIAL and subject.connection(name, "credit").bond is not Bond.DOUBTFUL


def _judgement(subject: Subject, *, is_barred: bool) -> str:
    if subject.is_public:
        return _("whether those who lend by this score are creditors whom the directive binds")
    return "" if is_barred else _("whether these are financial or economic circumstances")


def _sources_of_all(subject: Subject) -> list[str]:
    """The sources of every rule: what the law bars it bars whichever way it counts."""
    used = {name for rule in subject.living_rules for name in subject.sources_of(rule)}
    return [name for name in subject.file.sources if name in used]
