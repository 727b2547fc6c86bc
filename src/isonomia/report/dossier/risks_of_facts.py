"""Risks that lie in the facts: wrong, unproven, from elsewhere, from watching, sensitive, leaked, beyond control."""

from isonomia.check.finding import Place
from isonomia.check.subject.connection import Bond
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.report.dossier.risk import Risk, ways_of_striking
from isonomia.report.dossier.safeguards import stated
from isonomia.report.dossier.stated import quoted, words
from isonomia.scheme.model.vocabulary import CollectedFrom, Evidence, Gravity, Publication, ScoreBy, SourceKind

UNPROVEN = frozenset({Evidence.ALLEGATION, Evidence.REPORT, Evidence.INFERRED})
WATCHING = frozenset(
    {
        SourceKind.SENSOR,
        SourceKind.LOCATION,
        SourceKind.DEVICE,
        SourceKind.POST,
        SourceKind.MESSAGE,
        SourceKind.PURCHASE,
    }
)
BY_OTHERS = frozenset({SourceKind.REPORT, SourceKind.RATING, SourceKind.VOTE, SourceKind.REVIEW})
OF_OFFENCES = frozenset({SourceKind.COURT, SourceKind.PENALTY})
MANY_AREAS = 4  # of facts joined into one score: more than a person's dealings with one body would show it


def adverse_sources(subject: Subject) -> tuple[str, ...]:
    """The sources whose facts can count against a person, in the order of the file."""
    used = {name for rule in subject.adverse_rules for name in subject.sources_of(rule)}
    return tuple(name for name in subject.file.sources if name in used)


def wrong_facts(subject: Subject) -> Risk:
    """Someone records what is not so."""
    signs = []
    for name in adverse_sources(subject):
        source = subject.file.sources[name]
        if source.evidence is Evidence.FINAL_DECISION:
            continue
        if source.verified_by is None:
            label = _("nobody is named who stands for these facts, and they count against people")
            signs.append(subject.at("sources", name, label=label))
        else:
            label = _("who stands for these facts can err, and they count against people")
            signs.append(subject.at("sources", name, "verified_by", label=label))
    return Risk(
        _("Wrong facts"),
        _("A fact is recorded of the wrong person, twice, late or not as it was, and points are lost for it."),
        _("GDPR 5(1)(d) and 16; Charter 8(2)"),
        signs,
        ways_of_striking(subject),
        stated(subject, "rectification", "suspension", "appeal", "propagation"),
    )


def unproven_reports(subject: Subject) -> Risk:
    """A suspicion counts like a fact."""
    signs = []
    for name in adverse_sources(subject):
        evidence = subject.file.sources[name].evidence
        if evidence is None:
            label = _("the file does not say how sure these facts are, and they count against people")
            signs.append(subject.at("sources", name, label=label))
        elif evidence in UNPROVEN:
            label = _("these facts are not proven ({evidence}), and they count against people").format(
                evidence=words(evidence)
            )
            signs.append(subject.at("sources", name, "evidence", label=label))
    return Risk(
        _("Unproven reports"),
        _("A person loses points on suspicion, and bears the loss although nothing is ever proven."),
        _("Charter 47 and 48(1); GDPR 5(1)(a) and (d)"),
        signs,
        ways_of_striking(subject),
        stated(subject, "suspension", "appeal"),
    )


def denunciation(subject: Subject) -> Risk:
    """People report on each other."""
    signs = [
        subject.at(
            "sources",
            name,
            "kind",
            label=_("what other people say of a person counts ({kind})").format(kind=words(source.kind)),
        )
        for name, source in subject.file.sources.items()
        if source.kind in BY_OTHERS
    ]
    return Risk(
        _("People report on each other"),
        _("Grudges, favours and prejudice enter the score, and people grow careful of those around them."),
        _("Charter 7 and 8; GDPR 5(1)(a) and (d)"),
        signs,
        ways_of_striking(subject),
        stated(subject, "rectification", "appeal"),
    )


def function_creep(subject: Subject) -> Risk:
    """What was recorded for one thing is used for another."""
    uses: dict[str, list[str]] = {}
    for item in subject.consequences:
        if not item.is_shown_only:
            for name in item.sources_bound(Bond.UNRELATED, Bond.ARGUED, Bond.DOUBTFUL, Bond.UNKNOWN):
                uses.setdefault(name, []).append(item.name)
    signs = [
        subject.at(
            "sources",
            name,
            "context",
            label=_("recorded in another area of life than {consequences}").format(consequences=quoted(used)),
        )
        for name, used in uses.items()
    ]
    if subject.file.score_by is ScoreBy.THIRD_PARTY:
        signs.append(subject.at("score_by", label=_("the score was made by others, for purposes of theirs")))
    signs += [
        subject.at("recipients", place, label=_("'{name}' receives scores or facts").format(name=item.name))
        for place, item in enumerate(subject.file.recipients)
    ]
    return Risk(
        _("Function creep"),
        _("Facts given or found for one purpose come to count for others, and each new use seems a small step."),
        _("GDPR 5(1)(b) and 6(4); Charter 8(2)"),
        signs,
        (),
        stated(subject, "minimisation", "objection"),
    )


def surveillance(subject: Subject) -> Risk:
    """Life is watched, or its areas are joined into one picture."""
    signs = []
    for name, source in subject.file.sources.items():
        if source.generalised_surveillance:
            label = _("everyone is watched")
            signs.append(subject.at("sources", name, "generalised_surveillance", label=label))
        elif source.kind in WATCHING:
            label = _("conduct is watched as it happens ({kind})").format(kind=words(source.kind))
            signs.append(subject.at("sources", name, "kind", label=label))
    areas = {source.context for source in subject.file.sources.values() if source.context is not None}
    if len(areas) >= MANY_AREAS:
        label = _("facts from {count} areas of life are joined: {areas}").format(
            count=len(areas), areas=", ".join(sorted(areas))
        )
        signs.append(subject.at("sources", label=label))
    return Risk(
        _("Surveillance"),
        _("People live under the eye of whoever keeps the score, and one number tells of their whole life."),
        _("Charter 7 and 8"),
        signs,
        (),
        stated(subject, "minimisation", "told"),
    )


def sensitive_data(subject: Subject) -> Risk:
    """What deserves special protection comes to light."""
    signs: list[Place] = []
    for name, source in subject.file.sources.items():
        if revealed := subject.reveals(name):
            label = _("reveals {what}").format(what=", ".join(sorted(words(item) for item in revealed)))
            signs.append(subject.at("sources", name, label=label))
        elif source.kind in OF_OFFENCES:
            label = _("may tell of offences ({kind})").format(kind=words(source.kind))
            signs.append(subject.at("sources", name, "kind", label=label))
    signs += [
        subject.at("rules", name, "gravity", label=_("the rule is about a crime"))
        for name, rule in subject.file.rules.items()
        if rule.gravity is Gravity.CRIME
    ]
    return Risk(
        _("Sensitive data come to light"),
        _("Health, belief, opinion, sexuality or offences are recorded, or can be read off what is recorded."),
        _("GDPR 9 and 10; Charter 7, 8, 10 and 21"),
        signs,
        (),
        stated(subject, "minimisation", "security"),
    )


def loss_of_control(subject: Subject) -> Risk:
    """People cannot keep out of it, or cannot tell what is known about them."""
    signs = []
    if subject.is_mandatory:
        signs.append(subject.at("participation", label=_("people are enrolled without being asked")))
    for name, source in subject.file.sources.items():
        if source.collected_from is CollectedFrom.THIRD_PARTY:
            label = _("facts come from others, and the person does not see it happen")
            signs.append(subject.at("sources", name, "collected_from", label=label))
    if subject.rights.publication in (Publication.MEMBERS, Publication.PUBLIC):
        signs.append(subject.at("rights", "publication", label=_("others see the score without the person's choice")))
    if subject.rights.leave is False:
        signs.append(subject.at("rights", "leave", label=_("people cannot leave")))
    if subject.rights.leave_detriment is not None:
        signs.append(subject.at("rights", "leave_detriment", label=_("whoever refuses or leaves loses something")))
    signs += [
        subject.at("transfers", place, label=_("data leave the EEA"))
        for place, _transfer in enumerate(subject.file.transfers)
    ]
    return Risk(
        _("Loss of control"),
        _("People cannot keep out of the scheme, or cannot tell what is recorded about them and who sees it."),
        _("Charter 7 and 8; GDPR 5(1)(a), 13, 14, 17 and 21"),
        signs,
        (),
        stated(subject, "told", "objection", "leave", "erasure"),
    )


def leak(subject: Subject) -> Risk:
    """Confidentiality, integrity and availability: a ledger of persons always has this risk."""
    label = _("a ledger of persons is kept, and scores rest on it")
    return Risk(
        _("Data are leaked, changed or lost"),
        _("Outsiders read the ledger, someone changes an entry, or entries are lost and no score can be explained."),
        _("GDPR 5(1)(f) and 32; Charter 8"),
        [subject.at("sources", label=label)],
        (),
        stated(subject, "security"),
    )
