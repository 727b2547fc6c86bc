"""Groups that a simulation shows hit unequally.

What it does
------------
Reads the results of a simulation of the scheme (`isonomia check SCHEME --results DIR`), and reports if members of the
group least often in a band with adverse consequences are there less than 0.8 times as often as those of the group most
often there. It is a violation where the same is so among members of the same conduct and chance does not explain it,
and else advice. Without results nothing is reported.

Why
---
A neutral scheme that puts people of one origin, sex, age, religion or disability at a particular disadvantage is
indirect discrimination, unless it has a legitimate aim and is appropriate and necessary. Figures are the usual way to
show it. No Union text sets a number. 0.8 comes from an American guideline on hiring (29 CFR 1607.4(D)), is a rule of
thumb there and no law here, and is only where this check begins to speak. It also compares more strictly: the guideline
compares those who are chosen, this check those who are hit; 2 of 100 against 4 of 100 is 0.5 here and 0.98 there.

Groups of a simulation are those of its society, whose numbers are partly assumptions. So a human must judge whether
they stand for a protected ground, and whether the difference is justified.

Example
-------
```yaml
rules:
  returned_late:
    points: -5
```

With these results of a simulation of it:

```json
{
  "asked": {"scheme": "example", "society": "european-town", "people": 20000, "weeks": 104},
  "scheme_sha256": "",
  "replicates": 10,
  "measures": [
    {"measure": "equal_conduct", "item": "selection ratio", "group": "everyone",
     "scheme": 0.4, "scheme_low": 0.3, "scheme_high": 0.5},
    {"measure": "equal_conduct", "item": "with harm, adverse band", "group": "settled",
     "scheme": 0.04, "scheme_low": 0.03, "scheme_high": 0.05},
    {"measure": "equal_conduct", "item": "with harm, adverse band", "group": "newcomers",
     "scheme": 0.1, "scheme_low": 0.08, "scheme_high": 0.12}
  ]
}
```

Use instead
-----------
```yaml
rules:
  returned_late:
    points: -5
```

With these results:

```json
{
  "asked": {"scheme": "example", "society": "european-town", "people": 20000, "weeks": 104},
  "scheme_sha256": "",
  "replicates": 10,
  "measures": [
    {"measure": "equal_conduct", "item": "selection ratio", "group": "everyone",
     "scheme": 0.9, "scheme_low": 0.85, "scheme_high": 0.95}
  ]
}
```

References
----------
EU Charter 21. Directive 2000/43/EC, article 2(2)(b); 2000/78/EC, 2(2)(b); 2004/113/EC, 2(b). Equality Act 2010,
section 19. The number 0.8: 29 CFR 1607.4(D). Federal credit law of the United States has had no effects test since
21 July 2026 (12 CFR 1002.6(a) as amended).
"""

from collections.abc import Iterator

from isonomia.check.citations import charter, directive, united_kingdom
from isonomia.check.definition import Check
from isonomia.check.finding import Finding, Place
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import EQUALITY_ACT, EQUALITY_TEXTS, SELECTION_PROCEDURES
from isonomia.check.simulation_results import Estimate, SimulationResults
from isonomia.check.subject.subject import Subject
from isonomia.locale import _, in_digits

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.UNVERIFIED,
    citations=(
        charter("21"),
        directive("2000/43", "2(2)(b)"),
        directive("2000/78", "2(2)(b)"),
        directive("2004/113", "2(b)"),
        united_kingdom("Equality Act 2010, section 19"),
    ),
    laws=UNION_EEA_UK,
    readings=(EQUALITY_TEXTS, EQUALITY_ACT, SELECTION_PROCEDURES),
)

LEAST_RATIO = 0.8
SAME_CONDUCT = ("without harm, adverse band", "with harm, adverse band")


def examine(subject: Subject) -> Iterator[Finding]:
    """One finding for the scheme, if its simulation shows a ratio below 0.8."""
    results = subject.results
    ratio = results.value("equal_conduct", "selection ratio") if results is not None else None
    if results is None or ratio is None or ratio.mean >= LEAST_RATIO:
        return
    apart = _apart_for_same_conduct(results)
    yield CHECK.finding(
        _place(subject),
        _message(results, ratio, apart),
        level=Level.VIOLATION if apart is not None else Level.ADVICE,
        remedy=_(
            "Find the rule by which the groups differ, and take it out or soften it; or show that its aim is "
            "legitimate and that nothing milder reaches it."
        ),
        judgement=_judgement(subject, results, ratio, apart is not None),
        related=[subject.at(*item.keys) for item in subject.unfavourable[1:]],
    )


def _place(subject: Subject) -> Place:
    """The first consequence that treats people worse; the simulation counts the bands of all of them together."""
    return subject.at(*subject.unfavourable[0].keys) if subject.unfavourable else subject.at("bands")


def _apart_for_same_conduct(results: SimulationResults) -> tuple[str, str] | None:
    """The groups most and least often hit among members of the same conduct, where chance does not explain it."""
    for item in SAME_CONDUCT:
        by_group = results.by_group("equal_conduct", item)
        if len(by_group) > 1:
            most, least = (choose(by_group, key=lambda group: by_group[group].mean) for choose in (max, min))
            is_wide = by_group[least].mean < LEAST_RATIO * by_group[most].mean
            if is_wide and not by_group[most].may_equal(by_group[least]):
                return most, least
    return None


def _message(results: SimulationResults, ratio: Estimate, apart: tuple[str, str] | None) -> str:
    if apart is None:
        sentence = _(
            "In a simulation with {people} people, one group is in a band with adverse consequences only "
            "{ratio} times as often as another."
        )
        return sentence.format(people=in_digits(results.people), ratio=in_digits(ratio.mean, "0.00"))
    sentence = _(
        "In a simulation with {people} people, '{least}' are less often in a band with adverse consequences than "
        "'{most}' of the same conduct; over all conduct, one group is there {ratio} times as often as another."
    )
    return sentence.format(
        people=in_digits(results.people), most=apart[0], least=apart[1], ratio=in_digits(ratio.mean, "0.00")
    )


def _judgement(subject: Subject, results: SimulationResults, ratio: Estimate, is_apart: bool) -> str:
    asked = [
        _(
            "whether these groups stand for a protected ground, and whether the difference has a legitimate aim and "
            "goes no further than it needs (0.8 is an American rule of thumb for hiring, no Union law)"
        )
    ]
    if not is_apart and (ratio.high is None or ratio.high >= LEAST_RATIO):
        asked.append(_("whether the difference is more than chance"))
    if not results.is_of(subject.scheme):
        asked.append(_("whether the results still hold, as the file has changed since it was simulated"))
    return "; ".join(asked)
