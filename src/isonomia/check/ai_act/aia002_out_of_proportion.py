"""Treatment out of proportion to the conduct.

What it does
------------
Reports an unfavourable consequence of high severity that slight conduct can lead to: rules of gravity none or minor
(minor where the file does not say), or no conduct at all, where the base score lies in its bands. It is a prohibition
on the file alone if one match is enough and neither an aim nor a law is stated for the consequence; otherwise a human
must judge. A human must judge, too, whatever severity the file gives, where one such match alone leads to more than a
year of worse treatment in a grave area (credit, work, housing, benefits, and the like); the year is this project's own
line.

Why
---
This is the second limb of the prohibition of social scoring: treatment that is unjustified or disproportionate to the
social behaviour or its gravity. The severity of the interference is weighed against the gravity of the conduct, for the
aim pursued; sector law matters. A consequence without an end is evidence of disproportion and no test of its own.

Example
-------
```yaml
consequences:
  loans_paused:
    severity: high
    effect: The member is expelled.
    legitimate_aim: null
rules:
  returned_late:
    points: -20
```

Use instead
-----------
```yaml
consequences:
  loans_paused:
    severity: low
    effect: Tools are lent for two days less.
rules:
  returned_late:
    points: -20
```

References
----------
AI Act 5(1)(c)(ii). Commission Guidelines C(2025) 5052, paras 167 and 168 (a town that takes benefits away for library
books returned late).
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.ai_act.proportion import Disproportion, disproportion, is_established
from isonomia.check.ai_act.social_scoring import evaluation, personal_data, treatment
from isonomia.check.citations import ai_act, guidelines
from isonomia.check.definition import Check
from isonomia.check.finding import Element, Finding, State
from isonomia.check.level import UNION, Force, Level
from isonomia.check.quoted import quoted
from isonomia.check.readings import AI_ACT_ARTICLE_5, GUIDELINES_SOCIAL_SCORING
from isonomia.check.subject.consequence import ReadConsequence
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.duration_words import duration_in_words

CHECK = Check(
    __name__,
    level=Level.PROHIBITED,
    force=Force.BINDING,
    citations=(
        ai_act("5(1)(c)(ii)"),
        guidelines("167-168"),
    ),
    laws=UNION,
    readings=(
        AI_ACT_ARTICLE_5,
        GUIDELINES_SOCIAL_SCORING,
    ),
    applies_from=date(2025, 2, 2),
    is_conditional=True,
)


def examine(subject: Subject) -> Iterator[Finding]:
    """One finding for each consequence that slight conduct can lead to."""
    for consequence in subject.unfavourable:
        found = disproportion(consequence)
        if found is not None:
            yield _finding(consequence, found)


def _finding(consequence: ReadConsequence, found: Disproportion) -> Finding:
    subject = consequence.subject
    judgement = "" if is_established(consequence) else _judgement(consequence, found)
    rules = found.at_once or found.rules
    places = [subject.place_of(rule) for rule in rules]
    names = quoted(rule.name for rule in rules)
    if found.hits_everyone:
        facts = _("people who did nothing have the base score, and that lies in its bands")
    elif found.is_by_duration and consequence.written.ends is not None:
        facts = _("lasts for {duration}; one match alone leads there: {rules}").format(
            duration=duration_in_words(consequence.written.ends), rules=names
        )
    elif found.at_once:
        facts = _("severity high; one match alone leads there: {rules}").format(rules=names)
    else:
        facts = _("severity high; slight conduct leads there: {rules}").format(rules=names)
    if consequence.written.ends is None:
        facts += "; " + _("no end is stated")
    message = _message(found)
    return CHECK.finding(
        subject.at(*consequence.keys),
        message.format(consequence=consequence.name, rules=names),
        level=Level.MAY_BE_PROHIBITED if judgement else Level.PROHIBITED,
        remedy=_("Let a hard consequence follow from grave conduct only, make it milder, and give it an end."),
        elements=(
            evaluation(subject),
            personal_data(subject, consequence.feeding_sources),
            treatment(consequence),
            Element(
                _("treatment that is unjustified or disproportionate to the conduct or its gravity"),
                State.TO_JUDGE if judgement else State.MET,
                facts,
                tuple(places),
            ),
        ),
        judgement=judgement,
        related=places,
    )


def _message(found: Disproportion) -> str:
    if found.hits_everyone:
        return _("'{consequence}' hits hard, and hits even people who did nothing.")
    if found.is_by_duration:
        return _("'{consequence}' lasts long for slight conduct: {rules}.")
    return _("'{consequence}' hits hard for slight conduct: {rules}.")


def _judgement(consequence: ReadConsequence, found: Disproportion) -> str:
    """What a human must judge before this is a prohibition."""
    written = consequence.written
    if written.statute is not None:
        return _("whether the law named keeps the consequence in proportion")
    if written.legitimate_aim is not None:
        return _("whether the consequence is proportionate to its aim: {aim}").format(aim=written.legitimate_aim)
    if consequence.is_informative:
        return _("whether the score plays a sufficiently important role, although it is only shown to the decider")
    if found.is_by_duration:
        return _("whether so long a time is in proportion to one slight act")
    return _("whether repetition makes the conduct grave enough")
