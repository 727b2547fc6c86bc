"""The fields of the DSA transparency database, filled from a consequence as far as the file goes.

Names and values are those of the database's API, so they are not translated.
"""

from dataclasses import dataclass

from isonomia.check.subject.consequence import ReadConsequence
from isonomia.locale import _
from isonomia.report.dossier.stated import quoted, words
from isonomia.scheme.model.vocabulary import CollectedFrom, SourceKind

RESTRICTIONS = {
    "decision_visibility": (
        "DECISION_VISIBILITY_CONTENT_REMOVED, DECISION_VISIBILITY_CONTENT_DISABLED, "
        "DECISION_VISIBILITY_CONTENT_DEMOTED, DECISION_VISIBILITY_CONTENT_AGE_RESTRICTED, "
        "DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED, "
        "DECISION_VISIBILITY_CONTENT_LABELLED, DECISION_VISIBILITY_OTHER"
    ),
    "decision_monetary": "DECISION_MONETARY_SUSPENSION, DECISION_MONETARY_TERMINATION, DECISION_MONETARY_OTHER",
    "decision_provision": (
        "DECISION_PROVISION_PARTIAL_SUSPENSION, DECISION_PROVISION_TOTAL_SUSPENSION, "
        "DECISION_PROVISION_PARTIAL_TERMINATION, DECISION_PROVISION_TOTAL_TERMINATION"
    ),
    "decision_account": "DECISION_ACCOUNT_SUSPENDED, DECISION_ACCOUNT_TERMINATED",
}
BY_MACHINE = frozenset(
    {SourceKind.SENSOR, SourceKind.LOCATION, SourceKind.DEVICE, SourceKind.INFERENCE, SourceKind.SCORE}
)


@dataclass(frozen=True)
class Field:
    """A field: its value, or a placeholder for the case; the point of DSA 17(3); what is open about it."""

    name: str
    value: str
    point: str
    question: str = ""


def fields(item: ReadConsequence) -> tuple[Field, ...]:
    """Every field that a statement needs, in the order of article 17(3)."""
    return (*_decision(item), *_facts(item), *_automation(item), *_ground(item), *_redress(item), *_case(item))


def _decision(item: ReadConsequence) -> list[Field]:
    effect = words(item.written.effect) or item.name
    found = [
        Field(name, _("[one of {values}; or nothing]").format(values=values), "17(3)(a)")
        for name, values in RESTRICTIONS.items()
    ]
    asked = _("which of the four restrictions is this ('{effect}')? At least one is filled.").format(effect=effect)
    found[0] = Field(found[0].name, found[0].value, found[0].point, asked)
    ends = item.written.ends
    duration = _("[day of the decision and {time}]").format(time=ends) if ends else ""
    endless = "" if ends else _("when does '{consequence}' end? No date means for ever.").format(consequence=item.name)
    names = "end_date_visibility_restriction, end_date_monetary_restriction, end_date_service_restriction, "
    found.append(Field(names + "end_date_account_restriction", duration, "17(3)(a)", endless))
    found.append(Field("territorial_scope", _("[countries where it applies]"), "17(3)(a)"))
    return found


def _facts(item: ReadConsequence) -> list[Field]:
    sources = item.subject.file.sources
    told = "\n".join(
        _("{source}: {verifier}").format(source=name, verifier=sources[name].verified_by or _("nobody named"))
        for name in item.feeding_sources
    )
    facts = _("[the entries that led here, without names]")
    from_others = [name for name in item.feeding_sources if sources[name].collected_from is CollectedFrom.THIRD_PARTY]
    notices = "SOURCE_ARTICLE_16, SOURCE_TRUSTED_FLAGGER, SOURCE_TYPE_OTHER_NOTIFICATION, SOURCE_VOLUNTARY"
    asked = ""
    if from_others:
        asked = _("do the facts of {sources} reach you by a notice under article 16, or otherwise?").format(
            sources=quoted(from_others)
        )
    return [
        Field(
            "decision_facts",
            facts + "\n" + _("Who stands for the facts:") + "\n" + told if told else facts,
            "17(3)(b)",
        ),
        Field("source_type", _("[one of {values}]").format(values=notices), "17(3)(b)", asked),
        Field("source_identity", _("[the notifier, only where strictly necessary]"), "17(3)(b)"),
    ]


def _automation(item: ReadConsequence) -> list[Field]:
    kinds = {name: item.subject.file.sources[name].kind for name in item.feeding_sources}
    by_machine = [name for name, kind in kinds.items() if kind in BY_MACHINE]
    detected, asked = "", ""
    if by_machine:
        detected = _("Yes (if a fact of {sources} counted)").format(sources=quoted(by_machine))
    else:
        asked = _("did automated means find or identify any fact of {sources} (Yes or No)?").format(
            sources=quoted(item.feeding_sources)
        )
    decided, who = _decided(item)
    return [
        Field("automated_detection", detected, "17(3)(c)", asked),
        Field("automated_decision", decided, "17(3)(c)", who),
    ]


def _decided(item: ReadConsequence) -> tuple[str, str]:
    """Nobody named is open; a person who uses a computed score decides in part by automated means."""
    if item.written.decided_by is None:
        return "", _(
            "who decides on '{consequence}'? If nobody, AUTOMATED_DECISION_FULLY; else AUTOMATED_DECISION_PARTIALLY."
        ).format(consequence=item.name)
    if item.is_decided_by_system:
        return "AUTOMATED_DECISION_FULLY", ""
    return ("AUTOMATED_DECISION_NOT_AUTOMATED" if item.is_informative else "AUTOMATED_DECISION_PARTIALLY"), ""


def _ground(item: ReadConsequence) -> list[Field]:
    rules = item.counting_against
    of_law = [rule.name for rule in rules if rule.written.statute or rule.written.also_sanctioned_by]
    terms = "DECISION_GROUND_INCOMPATIBLE_CONTENT"
    asked = ""
    if of_law:
        asked = _(
            "is the ground illegality or the scheme's own terms where {rules} led here, for which the file names a "
            "law or a sanction?"
        ).format(rules=quoted(of_law))
    matched = _("[those that matched of: {rules}]").format(rules=quoted(rule.name for rule in rules)) if rules else ""
    absent = quoted(rule.name for rule in item.counting_for)
    missing = _("[those of which too little was recorded: {rules}]").format(rules=absent) if absent else ""
    listed = "\n".join(filter(None, (matched, missing)))
    law_only = _("[only for DECISION_GROUND_ILLEGAL_CONTENT]")
    return [
        Field(
            "decision_ground",
            _("[DECISION_GROUND_ILLEGAL_CONTENT or {terms}]").format(terms=terms),
            "17(3)(d), (e)",
            asked,
        )
        if of_law
        else Field("decision_ground", terms, "17(3)(e)"),
        Field("incompatible_content_ground", listed, "17(3)(e)"),
        Field("incompatible_content_explanation", _("[why the entries fall under these rules]"), "17(3)(e)"),
        Field("incompatible_content_illegal", _("[Yes or No]"), "17(3)(e)"),
        Field("illegal_content_legal_ground", law_only, "17(3)(d)"),
        Field("illegal_content_explanation", law_only, "17(3)(d)"),
        Field(
            "decision_ground_reference_url",
            "",
            "17(3)(d), (e)",
            _("at which address are the rules of the scheme published?"),
        ),
    ]


def _redress(item: ReadConsequence) -> list[Field]:
    """Not a field of the database, yet owed to the person."""
    appeal = item.subject.rights.appeal
    internal, asked = "", _("how can the person complain internally, free of charge, for six months (DSA 20)?")
    if appeal is not None:
        internal, asked = (
            " · ".join(
                filter(
                    None,
                    (
                        _("appeal to {role}").format(role=appeal.to),
                        _("within {time}").format(time=appeal.within) if appeal.within else "",
                        _("decided within {time}").format(time=appeal.decided_within) if appeal.decided_within else "",
                        _("free") if appeal.free else "",
                    ),
                )
            ),
            "",
        )
    return [
        Field(_("redress: internal complaint"), internal, "17(3)(f), 20", asked),
        Field(
            _("redress: out-of-court settlement"),
            "",
            "17(3)(f), 21",
            _("which certified body settles disputes out of court?"),
        ),
        Field(_("redress: court"), "", "17(3)(f)", _("which court can the person go to, and within which time?")),
    ]


def _case(item: ReadConsequence) -> list[Field]:
    controller = item.subject.file.controller
    return [
        Field("category", "", "24(5)", _("which STATEMENT_CATEGORY_... fits '{name}'?").format(name=item.name)),
        Field("content_type", _("[one or more CONTENT_TYPE_...]"), "24(5)"),
        Field("content_date", _("[day of the content]"), "24(5)"),
        Field("application_date", _("[day from which it applies]"), "24(5)"),
        Field("account_type", _("[ACCOUNT_TYPE_PRIVATE or ACCOUNT_TYPE_BUSINESS]"), "24(5)"),
        Field("puid", _("[the platform's own number of this decision]"), "24(5)"),
        Field(
            "platform_name",
            controller.name if controller else "",
            "24(5)",
            "" if controller else _("who is the provider?"),
        ),
    ]
