"""The risk of a crime from profiling alone.

What it does
------------
Reports a scheme that estimates a risk (`purpose_kind: risk_assessment`, a learned method, or a source that is an
inference or a score) and treats people worse in police matters or justice, unless what counts are acts that a court or
an authority has established. A human must judge where confirmed facts of other kinds count, where a model learned what
follows from them, where the established acts are not needed to get there, and whether a private operator acts for the
police.

Why
---
No AI system may assess a person's risk of committing a crime based solely on profiling or on personality traits.
Outside is the support of a human assessment that rests on objective and verifiable facts directly linked to a criminal
activity, and what is predicted of places.

Example
-------
```yaml
purpose_kind: risk_assessment
sources:
  loans:
    context: police
    evidence: self_declared
    purpose: estimate risks
  help:
    context: police
    evidence: self_declared
    purpose: estimate risks
controller: {public_authority: true}
legal_basis: {article: "6(1)(e)", statute: "Police Act, section 4"}
documents: {conformity: certificate 12, fria: sheet 7, eu_database: number 8}
consequences:
  loans_paused: {context: police, area: police, decided_by: person}
  longer_loans: {context: police}
```

Use instead
-----------
```yaml
purpose_kind: risk_assessment
sources:
  loans:
    context: police
    evidence: confirmed
    purpose: record offences
  help:
    context: police
    evidence: confirmed
    purpose: record courses
controller: {public_authority: true}
legal_basis: {article: "6(1)(e)", statute: "Police Act, section 4"}
documents: {conformity: certificate 12, fria: sheet 7, eu_database: number 8}
consequences:
  loans_paused: {context: police, area: police, decided_by: person}
  longer_loans: {context: police}
```

References
----------
AI Act 5(1)(d), recital 42. Commission Guidelines C(2025) 5052, paras 184 to 221.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from isonomia.check.citations import ai_act, guidelines
from isonomia.check.definition import Check
from isonomia.check.finding import Element, Finding, State
from isonomia.check.level import UNION, Force, Level
from isonomia.check.quoted import quoted
from isonomia.check.readings import AI_ACT_ARTICLE_5, GUIDELINES_CRIME_PREDICTION
from isonomia.check.subject.consequence import ReadConsequence
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.source import Source
from isonomia.scheme.model.vocabulary import Area, Evidence, Purpose, ScoreWeight, SourceKind

CHECK = Check(
    __name__,
    level=Level.PROHIBITED,
    force=Force.BINDING,
    citations=(
        ai_act("5(1)(d)"),
        guidelines("184-213"),
    ),
    laws=UNION,
    readings=(
        AI_ACT_ARTICLE_5,
        GUIDELINES_CRIME_PREDICTION,
    ),
    applies_from=date(2025, 2, 2),
    is_conditional=True,
)


CONTEXTS = frozenset({"police", "justice", "prison"})
AREAS = frozenset({Area.POLICE, Area.JUSTICE})
# what people are or where they live says nothing of an act
TRAITS = frozenset(
    {SourceKind.REGISTER, SourceKind.SELF_REPORT, SourceKind.SURVEY, SourceKind.LOCATION, SourceKind.EXAM}
)
# where duties stand whose breach can be a crime
CONTEXTS_OF_ACTS = frozenset(
    {
        "tax",
        "traffic",
        "business",
        "banking",
        "credit",
        "insurance",
        "public benefits",
        "public order",
        "public procurement",
        "migration",
        "municipal fines",
        "public transport",
        "second-hand trade",
        "shopping",
        "utilities",
    }
)
GUESSING = frozenset({SourceKind.INFERENCE, SourceKind.SCORE})
OBJECTIVE = frozenset({Evidence.CONFIRMED, Evidence.FINAL_DECISION})


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such consequence."""
    for consequence in subject.unfavourable:
        written = consequence.written
        if written.area not in AREAS and written.context not in CONTEXTS:
            continue
        sources = {name: subject.file.sources[name] for name in consequence.feeding_sources}
        guesses = [
            name for name, item in sources.items() if item.kind in GUESSING or item.evidence is Evidence.INFERRED
        ]
        is_risk = subject.file.purpose_kind is Purpose.RISK_ASSESSMENT or bool(guesses) or subject.is_ai_for_certain
        facts = [
            name
            for name, item in sources.items()
            if item.evidence in OBJECTIVE and name not in guesses and _is_about_acts(item)
        ]
        proven = [name for name in facts if _is_established(sources[name])]
        if (
            not sources
            or not is_risk
            or (proven and not _is_left_to_a_model(consequence) and not _reaches_without(consequence, proven))
        ):
            continue
        judgement = _judgement(subject, facts)
        places = [subject.at("sources", name) for name in sources]
        yield CHECK.finding(
            subject.at(*consequence.keys),
            _("'{consequence}' treats people worse for a risk of crime that no established fact supports.").format(
                consequence=consequence.name
            ),
            level=Level.MAY_BE_PROHIBITED if judgement else Level.PROHIBITED,
            remedy=_("Rest it on objective, verifiable facts linked to a crime, assessed by a person; or drop it."),
            elements=(
                Element(
                    _("an assessment of the risk that a natural person commits a criminal offence"),
                    State.MET if subject.is_public else State.TO_JUDGE,
                    _("a consequence in police matters or justice follows from an estimated risk"),
                    (subject.at(*consequence.keys),),
                ),
                Element(
                    _("based solely on profiling or on personality traits"),
                    State.TO_JUDGE if facts else State.MET,
                    _("confirmed facts come only from {sources}").format(sources=quoted(facts))
                    if facts
                    else _("no source holds confirmed facts or final decisions about an act"),
                    tuple(places),
                ),
            ),
            judgement=judgement,
            related=places,
        )


def _judgement(subject: Subject, facts: list[str]) -> str:
    """What a human must judge before this is a prohibition; nothing where the file settles it."""
    if facts:
        return _("whether these sources hold objective facts directly linked to a crime: {sources}").format(
            sources=quoted(facts)
        )
    return "" if subject.is_public else _("whether the operator acts for the police or under a legal duty")


def _is_about_acts(source: Source) -> bool:
    """Whether a source can hold facts about what someone did: a register of residents cannot, one of taxes can."""
    return source.kind not in TRAITS or source.context in CONTEXTS | CONTEXTS_OF_ACTS


def _is_established(source: Source) -> bool:
    """Whether confirmed or settled facts are about crime, and not about what people are."""
    states_traits = any(field.trait is not None for field in source.fields.values())
    return source.context in CONTEXTS and not states_traits


def _reaches_without(consequence: ReadConsequence, proven: Sequence[str]) -> bool:
    """Whether the other facts, each once, can bring a member there by themselves."""
    subject = consequence.subject
    others = [
        rule
        for rule in subject.adverse_rules
        if subject.sources_of(rule) and not set(subject.sources_of(rule)) & set(proven)
    ]
    lost = sum(subject.lost_by_one_match(rule) for rule in others)
    return bool(others) and subject.scheme.band_of(subject.score_after_losing(lost)) in consequence.bands


def _is_left_to_a_model(consequence: ReadConsequence) -> bool:
    """Whether a learned score decides, and does not only support the assessment of a person or a court."""
    supports = consequence.weight is not ScoreWeight.DECISIVE and not consequence.is_decided_by_system
    return consequence.subject.is_ai_for_certain and not supports
