"""Emotions are read at work or in education.

What it does
------------
Reports a source that reveals emotions from the body (not from what people write or answer) where the scheme concerns
work or education. With a medical or safety reason a human must judge it: whether the system is in place for that
reason alone, and whether it reads an emotion at all.

Why
---
Inferring emotions of natural persons at the workplace and in education is prohibited, save for medical or safety
reasons. Only emotions inferred from biometric data are meant: faces, voices, keystrokes, not the sentiment of a text.
Recruitment and probation are work. Physical states such as pain or fatigue are no emotions: a device that wakes a
driver is outside. The exception covers what the reason needs, and hardly points or a treatment that follow from what
was read.

Example
-------
```yaml
controller: {kind: university}
sources:
  help:
    kind: sensor
    reveals: [emotion]
    special_ground: explicit consent
```

Use instead
-----------
```yaml
controller: {kind: university}
sources:
  help:
    kind: survey
    reveals: [emotion]
    special_ground: explicit consent
```

References
----------
AI Act 5(1)(f), 3(39), recitals 18 and 44. Commission Guidelines C(2025) 5052, paras 239 to 270.
"""

from collections.abc import Iterator
from datetime import date

from isonomia.check.ai_act.biometrics import is_at_work_or_school, reads_emotions, states_medical_or_safety_reason
from isonomia.check.citations import ai_act, guidelines
from isonomia.check.definition import Check
from isonomia.check.finding import Element, Finding, State
from isonomia.check.level import UNION, Force, Level
from isonomia.check.readings import AI_ACT_ARTICLE_5, GUIDELINES_EMOTION
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.PROHIBITED,
    force=Force.BINDING,
    citations=(
        ai_act("5(1)(f)"),
        guidelines("239-270"),
    ),
    laws=UNION,
    readings=(
        AI_ACT_ARTICLE_5,
        GUIDELINES_EMOTION,
    ),
    applies_from=date(2025, 2, 2),
    is_conditional=True,
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such source."""
    for name, source in subject.file.sources.items():
        if not reads_emotions(subject, name) or not is_at_work_or_school(subject, name):
            continue
        reason = (source.medical_or_safety or "") if states_medical_or_safety_reason(subject, name) else ""
        place = subject.at("sources", name)
        yield CHECK.finding(
            place,
            _message(reason).format(source=name),
            level=Level.MAY_BE_PROHIBITED if reason else Level.PROHIBITED,
            remedy=_("Use it for that reason alone and let no points depend on it, or remove the source.")
            if reason
            else _("Remove the source."),
            elements=(
                Element(
                    _("emotions inferred from biometric data"),
                    State.MET,
                    _("the source reveals emotions inferred from the body"),
                    (place,),
                ),
                Element(_("at work or in education"), State.MET, _("context, operator or consequence say so"), ()),
                Element(
                    _("no medical or safety reason"),
                    State.TO_JUDGE if reason else State.MET,
                    reason or _("the file states none"),
                    (),
                ),
            ),
            judgement=_judgement(subject, name) if reason else "",
        )


def _message(reason: str) -> str:
    if reason:
        return _("'{source}' reads people's emotions at work or in education, for a medical or safety reason.")
    return _("'{source}' reads people's emotions at work or in education.")


def _judgement(subject: Subject, source: str) -> str:
    """The exception, and the notion: tiredness and pain are no emotions (recital 18)."""
    asked = _(
        "whether the system is in place for the medical or safety reason stated, and reads an emotion at all, not a "
        "physical state such as fatigue"
    )
    if any(source in subject.sources_of(rule) for rule in subject.scheme.rules):
        return asked + "; " + _("points that depend on it speak against the exception")
    return asked
