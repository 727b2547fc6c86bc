"""A statement of reasons for each consequence that treats people worse, along DSA 17(3).

The fields and their words are those of the Commission's DSA transparency database, so that a platform can send what it
tells the person. What only the case knows stands in square brackets; what the file should say and does not is open.
"""

from isonomia.check.run import Report
from isonomia.check.subject.consequence import ReadConsequence
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.report.dossier.draft import draft
from isonomia.report.dossier.model import Dossier, Part, Table
from isonomia.report.dossier.reasons_fields import fields
from isonomia.report.dossier.stated import quoted, words
from isonomia.scheme.model.vocabulary import ControllerKind, OrdinaryAccess
from isonomia.scheme.scheme import CompiledRule


def statement_of_reasons(report: Report) -> Dossier:
    """The drafts, one for each unfavourable consequence; where there is none, why."""
    subject = report.subject
    drafts = tuple(_statement(item) for item in subject.unfavourable) or (_none(subject),)
    return draft(report, _("Statements of reasons"), (_whether(subject), *drafts, _before_sending()))


def _whether(subject: Subject) -> Part:
    kind = subject.controller.kind
    if kind is ControllerKind.PLATFORM:
        told = _("The operator is a platform, and so probably a provider of a hosting service, which article 17 binds.")
    elif kind is None:
        told = _("The file does not say what kind of organisation the operator is.")
    else:
        told = _(
            "The operator is of the kind '{kind}'. Article 17 binds providers of hosting services alone; reasons can "
            "be owed by other law (GDPR 15(1)(h) and 22(3), AI Act 86, Charter 41(2)(c)), and the same fields serve it."
        ).format(kind=words(kind))
    if not subject.jurisdiction.is_union:
        told += " " + _(
            "The DSA is not read for the jurisdiction '{jurisdiction}'; the draft only follows its order."
        ).format(jurisdiction=subject.jurisdiction.code)
    return Part(
        _("Whether a statement of reasons is owed"),
        asked=_(
            "a clear and specific statement of reasons to whoever is affected by a restriction of visibility, of "
            "payments, of the service or of the account, because what they provided is illegal or incompatible with "
            "the terms (DSA 17(1))."
        ),
        paragraphs=(told,),
        questions=(_("is the service a hosting service, and an online platform that must use the database (24(5))?"),),
    )


def _statement(item: ReadConsequence) -> Part:
    found = fields(item)
    rows = tuple((field.name, field.value or _("see the open questions"), field.point) for field in found)
    return Part(
        _("Statement of reasons: {consequence}").format(consequence=item.name),
        asked=_("what DSA 17(3)(a) to (f) lists; the point stands beside each field."),
        paragraphs=_letter(item),
        tables=(
            Table(_("Fields of the transparency database"), (_("Field"), _("Value"), _("DSA")), rows),
            *_grounds(item),
        ),
        questions=tuple(field.question for field in found if field.question),
    )


def _letter(item: ReadConsequence) -> tuple[str, ...]:
    """The same in plain words, for the person (17(4))."""
    subject, rights = item.subject, item.subject.rights
    effect = words(item.written.effect) or item.name
    bands = quoted(band.title for band in item.bands)
    told = [
        _("To [name]. On [day] it was decided that you do not get this: {effect}").format(effect=effect)
        if item.is_denied
        else _("To [name]. On [day] this was decided about you: {effect}").format(effect=effect),
        _("It is for {bands} only; your band is [band]. Your score on that day was [score].").format(bands=bands)
        if item.is_denied
        else _(
            "It follows from your band, [band]; it is foreseen for {bands}. Your score on that day was [score]."
        ).format(bands=bands),
    ]
    if item.counting_against:
        told.append(_("These entries led to it: [entries, each with its day, its rule, its points and its source]."))
    if item.counting_for:
        told.append(_("Of what would have counted for you, this is not recorded: [rules]."))
    told.append(_automation(item))
    if item.written.ends is not None:
        told.append(_("It ends after {time}, on [day].").format(time=item.written.ends))
    if rights.appeal is not None:
        within = _(" within {time}").format(time=rights.appeal.within) if rights.appeal.within else ""
        told.append(
            _("You can contest the decision and each entry{within}. Who decides: {role}.").format(
                within=within, role=rights.appeal.to
            )
        )
    if subject.controller.contact is not None:
        told.append(_("Write to {contact}.").format(contact=subject.controller.contact))
    return tuple(told)


def _automation(item: ReadConsequence) -> str:
    if item.written.decided_by is None:
        return _("A program computed the score. Who decided: [role].")
    if item.is_decided_by_system:
        return _("A program computed the score and applied the decision; no person took it.")
    who = item.written.decider or words(item.written.decided_by)
    return _("A program computed the score; the decision was taken by: {who}.").format(who=who)


def _grounds(item: ReadConsequence) -> tuple[Table, ...]:
    """What counts against a person, and apart from it what would have counted for one: merit is no ground."""
    tables = (
        (_("Rules that can lead there; keep those that did"), item.counting_against),
        (_("Rules that keep or lead out of it; keep those of which too little was recorded"), item.counting_for),
    )
    return tuple(_rules(item, caption, rules) for caption, rules in tables if rules)


def _rules(item: ReadConsequence, caption: str, rules: tuple[CompiledRule, ...]) -> Table:
    rows = tuple(
        (
            rule.name,
            words(rule.written.reason) or rule.name,
            words(rule.written.gravity),
            words(rule.written.statute) or words(rule.written.also_sanctioned_by),
            ", ".join(item.subject.sources_of(rule)),
        )
        for rule in rules
    )
    return Table(
        caption,
        (_("Rule"), _("Ground in words"), _("Gravity"), _("Law or sanction named"), _("Source")),
        rows,
    )


def _none(subject: Subject) -> Part:
    looked_at = tuple(
        _("'{consequence}': {kind}; those without it keep what they had.").format(
            consequence=item.name, kind=words(item.written.kind)
        )
        if item.written.ordinary_access is OrdinaryAccess.KEPT
        else _("'{consequence}': {kind}.").format(consequence=item.name, kind=words(item.written.kind))
        for item in subject.consequences
    )
    return Part(
        _("No statement of reasons"),
        paragraphs=(_("The file states no consequence that treats anybody worse."), *looked_at),
        questions=(_("does anything unfavourable follow from the score in practice, though the file names none?"),),
    )


def _before_sending() -> Part:
    return Part(
        _("Before it is sent"),
        asked=_(
            "that the statement is clear, easily comprehensible, as precise as reasonably possible, and allows the "
            "person to use the means of redress (DSA 17(4)); it is given by the day of the restriction at the latest."
        ),
        paragraphs=(
            _("'isonomia explain' gives the entries of a person, which are the facts relied on."),
            _("Nothing in the database's fields may hold personal data (DSA 24(5))."),
        ),
        questions=(_("who reads each statement before it is sent, and signs it?"),),
    )
