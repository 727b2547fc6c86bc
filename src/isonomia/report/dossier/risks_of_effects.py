"""Risks that lie in what the score does: to those who lose by it, to groups, to children, to lawful conduct."""

from isonomia.check.equality.eql002_groups_hit_unequally import LEAST_RATIO
from isonomia.check.finding import Place
from isonomia.check.subject.consequence import ReadConsequence
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.report.dossier.risk import Risk, ways_of_striking
from isonomia.report.dossier.safeguards import stated
from isonomia.report.dossier.stated import quoted, words
from isonomia.scheme.model.vocabulary import About, AffectedPeople, ConsequenceKind, DecidedBy, Explanation, Gravity


def exclusion(subject: Subject) -> Risk:
    """People lose what others have."""
    signs = []
    for item in subject.unfavourable:
        told = [_("people in {bands} are treated worse").format(bands=quoted(band.name for band in item.bands))]
        if item.written.essential_service:
            told.append(_("it touches what people need to live"))
        if item.written.scarce:
            told.append(_("what some gain, others lose"))
        signs.append(subject.at(*item.keys, label="; ".join(told)))
    silent = _("the file does not say what those without the band keep")
    signs += [
        subject.at(*item.keys, label=silent)
        for item in subject.rewards
        if item.written.kind is ConsequenceKind.BENEFIT and item.written.ordinary_access is None
    ]
    return Risk(
        _("Exclusion"),
        _("People lose access to what others have, and often to what would help them to rise again."),
        _("Charter 1, 7, 20, and by what is lost 15, 34, 36, 39, 40 or 45"),
        signs,
        ways_of_striking(subject),
        stated(subject, "notice", "appeal", "repair", "review"),
    )


def out_of_proportion(subject: Subject) -> Risk:
    """A small matter, a hard blow."""
    slight = (None, Gravity.NONE, Gravity.MINOR)
    minor = [rule.name for rule in subject.adverse_rules if rule.written.gravity in slight]
    hard = [item for item in subject.unfavourable if item.is_high]
    label = _("hits hard, and slight conduct feeds it: {rules}")
    signs = [
        subject.at(*item.keys, "severity", label=label.format(rules=quoted(found)))
        for item in hard
        if (found := [rule.name for rule in item.feeding_rules if rule.name in minor])
    ]
    return Risk(
        _("A small matter, a hard blow"),
        _("Slight conduct, alone or added up, brings a consequence that is out of all proportion to it."),
        _("Charter 49(3) and 52(1); AI Act 5(1)(c)(ii)"),
        signs,
        [item for item in hard if any(place.keys[1] == item.name for place in signs)],
        stated(subject, "notice", "appeal", "review", "repair"),
    )


def discrimination(subject: Subject) -> Risk:
    """Groups are hit harder, openly or through what stands for them."""
    signs: list[Place] = []
    for name, source in subject.file.sources.items():
        for field, declared in source.fields.items():
            if declared.trait is not None:
                label = _("states or stands for a protected trait ({trait})").format(trait=words(declared.trait))
                signs.append(subject.at("sources", name, "fields", field, label=label))
        if source.about is About.GROUP:
            label = _("a person is judged by a group that they are counted to")
            signs.append(subject.at("sources", name, "about", label=label))
    signs += [
        subject.at("rules", name, "purchasable", label=_("who has money has points"))
        for name, rule in subject.file.rules.items()
        if rule.purchasable
    ]
    signs += [
        subject.at(*item.keys, "changes_price", label=_("the same thing costs some people more"))
        for item in subject.consequences
        if item.written.changes_price
    ]
    ratio = subject.results.value("equal_conduct", "selection ratio") if subject.results is not None else None
    if ratio is not None and ratio.mean < LEAST_RATIO:
        label = _(
            "in the simulation one group is in a band with adverse consequences {ratio:.2f} times as often as another"
        )
        signs.append(subject.at("bands", label=label.format(ratio=ratio.mean)))
    return Risk(
        _("Discrimination by traits and proxies"),
        _("People of one group lose more points than others, though the rules do not name the group."),
        _("Charter 20 and 21; the directives on equal treatment"),
        signs,
        ways_of_striking(subject),
        stated(subject, "equality", "appeal"),
    )


def chilling(subject: Subject) -> Risk:
    """People stop doing what they may do."""
    signs: list[Place] = []
    for rule in subject.adverse_rules:
        conduct = set(rule.written.conduct)
        for name in subject.sources_of(rule):
            conduct |= set(subject.file.sources[name].conduct)
        if conduct:
            label = _("protected conduct costs points ({conduct})").format(
                conduct=", ".join(sorted(words(item) for item in conduct))
            )
            signs.append(subject.at("rules", rule.name, label=label))
        elif rule.written.gravity is Gravity.NONE:
            signs.append(subject.at("rules", rule.name, "gravity", label=_("conduct that is no wrong costs points")))
        if rule.written.discretionary:
            label = _("nobody can know beforehand what costs points")
            signs.append(subject.at("rules", rule.name, "discretionary", label=label))
    for item in subject.consequences:
        if item.written.restricts:
            label = _("restricts a right ({rights})").format(rights=words(item.written.restricts))
            signs.append(subject.at(*item.keys, "restricts", label=label))
    return Risk(
        _("Chilling of lawful conduct"),
        _("People stop saying, joining or doing what the law allows, because it costs points or might."),
        _("Charter 7, 10, 11, 12, 28, 39 and 40"),
        signs,
        ways_of_striking(subject),
        stated(subject, "appeal", "objection", "oversight"),
    )


def lock_in(subject: Subject) -> Risk:
    """Whoever has fallen cannot rise again."""
    signs: list[Place] = []
    struck = {band.name for item in subject.unfavourable for band in item.bands}
    fades_not = _("its points never fade")
    signs += [subject.at("rules", rule.name, label=fades_not) for rule in subject.lasting_rules]
    for rule in subject.adverse_rules:
        if rule.ceiling is not None and rule.ceiling.band in struck:
            label = _("keeps a person out of every better band for {time}").format(time=rule.ceiling.lasts)
            signs.append(subject.at("rules", rule.name, "ceiling", label=label))
    low, high = subject.file.score.range or (None, None)
    if subject.adverse_rules and (low if subject.scheme.higher_is_better else high) is None:
        signs.append(subject.at("score", label=_("the score has no worst end, so losses pile up")))
    if subject.adverse_rules and not subject.merit_rules:
        signs.append(subject.at("rules", label=_("nothing leads back but time")))
    return Risk(
        _("Locked into the lowest band"),
        _("People who have fallen stay there for years or for ever, whatever they do."),
        _("GDPR 5(1)(e); Charter 1, 7 and 49(3)"),
        signs,
        ways_of_striking(subject),
        stated(subject, "repair", "erasure"),
    )


def machine_decides(subject: Subject) -> Risk:
    """No person looks."""
    signs = []
    for item in _automated(subject):
        if item.written.decided_by is None:
            label = _("the file names nobody who decides, which is read as the system")
            signs.append(subject.at(*item.keys, label=label))
        elif item.written.decided_by is DecidedBy.SYSTEM:
            signs.append(subject.at(*item.keys, "decided_by", label=_("the system decides alone")))
        else:
            label = _("the score is decisive and nobody reviews: the person only signs")
            signs.append(subject.at(*item.keys, "decided_by", label=label))
    return Risk(
        _("A machine decides"),
        _("Nobody looks at the person before something happens, and circumstances that no rule foresees do not count."),
        _("GDPR 22; Charter 41 and 47"),
        signs,
        _automated(subject),
        stated(subject, "review", "appeal", "oversight"),
    )


def _automated(subject: Subject) -> list[ReadConsequence]:
    return [item for item in subject.unfavourable if item.is_automated]


def unforeseeable(subject: Subject) -> Risk:
    """Nobody can follow it."""
    signs: list[Place] = []
    if subject.is_ai_for_certain:
        key = "method" if subject.says("method") else "weights_from"
        signs.append(subject.at(key, label=_("points come from a model that no person wrote")))
    if subject.file.retroactive:
        signs.append(subject.at("retroactive", label=_("what people did before the rules were there counts")))
    if subject.rights.explanation in (Explanation.FORMULA, Explanation.NONE):
        label = _("people are not told what led to their own score")
        signs.append(subject.at("rights", "explanation", label=label))
    elif subject.rights.explanation is None:
        signs.append(subject.at("rights", "explanation", label=_("the file does not say what people are told")))
    if subject.rights.explanation_refused is not None:
        signs.append(subject.at("rights", "explanation_refused", label=_("parts of the explanation are refused")))
    return Risk(
        _("Nobody can foresee or follow it"),
        _("People cannot tell why their score is what it is, so they can neither adapt to it nor contest it."),
        _("GDPR 5(1)(a), 13(2)(f) and 15(1)(h); Charter 47"),
        signs,
        (),
        stated(subject, "explanation", "told"),
    )


def children(subject: Subject) -> Risk:
    """Children are scored, or pay for others."""
    signs = []
    if subject.has_minors:
        signs.append(subject.at("people", "minimum_age", label=_("people under 18 are scored")))
    signs += [
        subject.at(*item.keys, "affects", label=_("it hits children"))
        for item in subject.consequences
        if AffectedPeople.CHILDREN in item.written.affects
    ]
    return Risk(
        _("Children"),
        _("Childhood leaves a record, children cannot judge what it means, and what they lose early follows them."),
        _("Charter 24; GDPR recitals 38, 71 and 75"),
        signs,
        ways_of_striking(subject),
        stated(subject, "child", "erasure", "review"),
    )


def families(subject: Subject) -> Risk:
    """People pay for what others did."""
    signs = []
    for name, source in subject.file.sources.items():
        if source.about in (About.FAMILY, About.ASSOCIATES):
            label = _("the facts are about {whom}").format(whom=words(source.about))
            signs.append(subject.at("sources", name, "about", label=label))
    for item in subject.consequences:
        if others := [person for person in item.written.affects if person is not AffectedPeople.MEMBER]:
            label = _("it hits {whom} too").format(whom=words(others))
            signs.append(subject.at(*item.keys, "affects", label=label))
    return Risk(
        _("People pay for others"),
        _("Relatives, friends or the household bear what someone else did."),
        _("Charter 7, 41 and 49"),
        signs,
        subject.unfavourable,
        stated(subject, "appeal"),
    )


def punished_twice(subject: Subject) -> Risk:
    """A fine, and points on top."""
    label = _("the same fact is sanctioned already: {sanction}")
    signs = [
        subject.at(
            "rules", rule.name, "also_sanctioned_by", label=label.format(sanction=rule.written.also_sanctioned_by)
        )
        for rule in subject.adverse_rules
        if rule.written.also_sanctioned_by is not None
    ]
    return Risk(
        _("Punished twice"),
        _("A person who has been fined or sentenced is hit once more for the same fact."),
        _("Charter 49(3) and 50"),
        signs,
        subject.unfavourable,
        stated(subject, "appeal"),
    )
