"""What a scheme is and does, for the descriptions that GDPR 35(7)(a) and AI Act 27(1)(a) ask for."""

from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.report.dossier.model import Part, Table
from isonomia.report.dossier.stated import Stated, open_questions, quoted, stated_table, words
from isonomia.scheme.model.law import Mandatory


def described(subject: Subject) -> tuple[Part, ...]:
    """The whole scheme: who runs it, who is scored, from which facts, by which rules, with which outcome."""
    return (
        operator(subject),
        people(subject),
        facts(subject),
        rules(subject),
        bands(subject),
        consequences(subject),
        recipients(subject),
    )


def operator(subject: Subject) -> Part:
    """Who runs it, what for, on what ground."""
    file = subject.file
    controller, basis = file.controller, file.legal_basis
    items = [
        Stated(_("Controller"), controller.name if controller else "", _("who decides on purposes and means?")),
        Stated(_("Kind"), words(subject.controller.kind), _("what kind of organisation is the controller?")),
        Stated(_("Country"), words(subject.controller.country), _("where is the controller established?")),
        Stated(
            _("Public authority"),
            words(subject.controller.public_authority),
            _("is the controller a public authority, or does it act for one?"),
        ),
        Stated(_("Contact"), words(subject.controller.contact), _("where do people write to?")),
        Stated(
            _("Data protection officer"),
            words(subject.controller.data_protection_officer),
            _("who is the data protection officer, or why is none needed?"),
        ),
        Stated(
            _("Processors"),
            words(subject.controller.processors),
            _("which processors take part (hosting, software, mail), and under which contract?"),
        ),
        Stated(
            _("Joint controllers"),
            words(subject.controller.joint_controllers),
            _("does anybody else decide on purposes and means too?"),
        ),
        Stated(_("Purpose"), words(file.purpose), _("what is the scheme for?")),
        Stated(_("Kind of purpose"), words(file.purpose_kind), _("which kind of purpose is it?")),
        Stated(
            _("Ground of processing"),
            " · ".join(filter(None, (basis.article, words(basis.text), words(basis.statute)))) if basis else "",
            _("on which ground of GDPR 6(1) is the data processed?"),
        ),
        Stated(_("Aim that justifies it"), words(file.legitimate_aim), _("which legitimate aim justifies the scheme?")),
        Stated(_("How people take part"), _participation(subject), _("do people join by choice, and may they leave?")),
        Stated(_("In force from"), words(file.in_force_from), _("from which day does the scheme apply?")),
        Stated(_("Who makes the score"), words(file.score_by)),
        Stated(_("How facts become points"), words(file.method)),
        Stated(_("Where the numbers come from"), words(file.weights_from)),
    ]
    if subject.rests_on("f"):
        items.append(
            Stated(_("Legitimate interest"), "", _("which legitimate interest is pursued, and who weighed it?"))
        )
    return Part(
        _("Who runs it, and what for"),
        tables=(stated_table(_("The operation"), items),),
        questions=open_questions(items),
    )


def _participation(subject: Subject) -> str:
    given = subject.file.participation
    if isinstance(given, Mandatory):
        return _("mandatory: {statute}").format(statute=given.mandatory.statute)
    return words(given)


def people(subject: Subject) -> Part:
    """Who is scored, and whom it hits besides."""
    given = subject.people
    hit = {person for item in subject.file.consequences.values() for person in item.affects}
    items = [
        Stated(_("Groups"), words(given.groups), _("which groups of people are scored?")),
        Stated(_("How many"), words(given.count), _("how many people are scored?")),
        Stated(_("Least age"), words(given.minimum_age), _("from which age are people scored?")),
        Stated(_("Greatest age"), words(given.maximum_age)),
        Stated(_("The controller's own staff"), words(given.employees), _("are the controller's staff among them?")),
        Stated(_("Others whom consequences hit"), ", ".join(sorted(words(person) for person in hit))),
    ]
    vulnerable = _("who among them is vulnerable (children, the old, the ill, the poor, employees, asylum seekers)?")
    shown = [item for item in items if item.value or item.question]
    return Part(
        _("Who is scored"),
        tables=(stated_table(_("The people"), shown),),
        questions=(*open_questions(items), vulnerable),
    )


def facts(subject: Subject) -> Part:
    """The sources with their fields, where they come from, how long they are kept."""
    sources = subject.file.sources
    what = Table(
        _("The facts"),
        (_("Source"), _("Area of life"), _("Kind"), _("Fields")),
        tuple(
            (
                name,
                words(source.context),
                words(source.kind),
                "\n".join(_fields(subject, name)) or words(source.description),
            )
            for name, source in sources.items()
        ),
    )
    whence = Table(
        _("Where they come from, and how long they are kept"),
        (_("Source"), _("Recorded for"), _("Obtained"), _("Who stands for them"), _("How sure"), _("Kept for")),
        tuple(
            (
                name,
                words(source.purpose),
                _origin(words(source.collected_from)),
                words(source.verified_by),
                words(source.evidence),
                words(source.retention),
            )
            for name, source in sources.items()
        ),
    )
    asked = {
        "context": _("from which area of life are the facts of {sources}?"),
        "purpose": _("what are the facts of {sources} recorded for?"),
        "collected_from": _("from whom are the facts of {sources} obtained?"),
        "verified_by": _("who stands for the facts of {sources}?"),
        "evidence": _("how sure are the facts of {sources} when they are recorded?"),
        "retention": _("how long are the facts of {sources} kept, and who erases them?"),
    }
    questions = []
    for key, question in asked.items():
        if silent := [name for name, source in sources.items() if getattr(source, key) is None]:
            questions.append(question.format(sources=quoted(silent)))
    return Part(_("The facts that are recorded"), tables=(what, whence), questions=tuple(questions))


def _fields(subject: Subject, name: str) -> list[str]:
    lines = []
    for field, declared in subject.file.sources[name].fields.items():
        marks = [words(declared.trait), *(words(category) for category in declared.reveals)]
        told = "; ".join(filter(None, (declared.description, *marks)))
        lines.append(f"{field} ({words(declared.type)}): {told}" if told else f"{field} ({words(declared.type)})")
    return lines


def _origin(collected_from: str) -> str:
    return {
        "member": _("from the person"),
        "third party": _("from others"),
        "observation": _("by observing the person"),
    }.get(collected_from, "")


def rules(subject: Subject) -> Part:
    """What gives how many points, and how long they count."""
    written = subject.file.rules
    what = Table(
        _("What gives points"),
        (_("Rule"), _("Counts"), _("When"), _("Points"), _("What people are told")),
        tuple(
            (
                name,
                rule.source or _("each {period}").format(period=words(rule.each)),
                rule.when or _("always"),
                rule.points,
                words(rule.reason),
            )
            for name, rule in written.items()
        ),
    )
    limits = Table(
        _("How far and how long they count"),
        (_("Rule"), _("At most"), _("Gone after"), _("Halved"), _("No better band than"), _("Gravity of the conduct")),
        tuple(
            (
                name,
                _("{points} per {period}").format(points=rule.cap.points, period=words(rule.cap.per))
                if rule.cap
                else "",
                words(rule.expires) or _("never"),
                _("every {time}").format(time=rule.halves) if rule.halves else "",
                _("{band} for {time}").format(band=rule.ceiling.band, time=rule.ceiling.lasts) if rule.ceiling else "",
                words(rule.gravity),
            )
            for name, rule in written.items()
        ),
    )
    silent = [name for name, rule in written.items() if rule.gravity is None]
    questions = (_("how grave is the conduct that {rules} score?").format(rules=quoted(silent)),) if silent else ()
    pools = tuple(
        _("At most {points} points per {period} together: {rules}.").format(
            rules=quoted(pool.rules), points=pool.cap.points, period=words(pool.cap.per)
        )
        for pool in subject.file.pools.values()
    )
    return Part(_("The rules"), paragraphs=pools, tables=(what, limits), questions=questions)


def bands(subject: Subject) -> Part:
    """Where the score starts and ends, and which bands it falls into."""
    score, file = subject.file.score, subject.file
    low, high = score.range or (None, None)
    begin = _("Everyone starts at {base}. {direction} Bands are assessed {when}.").format(
        base=score.base,
        direction=_("More points are better.") if subject.scheme.higher_is_better else _("Fewer points are better."),
        when=words(score.assessed),
    )
    ends = _("The score has no lower end.") if low is None else _("It goes no lower than {low}.").format(low=low)
    top = _("It has no upper end.") if high is None else _("It goes no higher than {high}.").format(high=high)
    rows = tuple(
        (band.title, _("below the next") if band.begins is None else str(band.begins), words(band.grace) or _("none"))
        for band in subject.scheme.bands
    )
    steps = tuple(
        _("'{band}' follows only after the measure '{measure}' of '{earlier}'.").format(
            band=step.band, measure=step.after.measure, earlier=step.after.band
        )
        for step in file.steps
    )
    table = Table(_("The bands"), (_("Band"), _("From"), _("Grace after a fall")), rows)
    return Part(
        _("The score and its bands"), paragraphs=(f"{begin} {ends} {top}", *steps), tables=(table,) if rows else ()
    )


def consequences(subject: Subject) -> Part:
    """What follows from a band, and who decides."""
    if not subject.consequences:
        return Part(
            _("What follows from a band"),
            paragraphs=(_("The file names no consequence."),),
            questions=(_("what happens to people because of their score, within the scheme or outside it?"),),
        )
    rows = tuple(
        (
            item.name,
            ", ".join(band.title for band in item.bands),
            words(item.written.kind),
            words(item.written.effect),
            words(item.written.severity),
            words(item.written.area),
        )
        for item in subject.consequences
    )
    decided = tuple(
        (
            item.name,
            " · ".join(filter(None, (words(item.written.decided_by), words(item.written.decider)))),
            words(item.written.score_weight),
            words(item.written.ordinary_access),
            " · ".join(filter(None, (words(item.written.legitimate_aim), words(item.written.statute)))),
            _("after {time}").format(time=item.written.ends) if item.written.ends else _("with the band"),
        )
        for item in subject.consequences
    )
    what = Table(
        _("The consequences"),
        (_("Consequence"), _("Bands"), _("Kind"), _("Effect"), _("How hard it hits"), _("Area")),
        rows,
    )
    how = Table(
        _("How they come about"),
        (
            _("Consequence"),
            _("Who decides"),
            _("Weight of the score"),
            _("What the others keep"),
            _("Aim or law"),
            _("Ends"),
        ),
        decided,
    )
    return Part(_("What follows from a band"), tables=(what, how), questions=_undecided(subject))


def _undecided(subject: Subject) -> tuple[str, ...]:
    asked = {
        "effect": _("what happens under {consequences}?"),
        "severity": _("how hard do {consequences} hit?"),
        "decided_by": _("who decides on {consequences}: a person, the system, a court?"),
        "score_weight": _("how strongly does the decision on {consequences} draw on the score?"),
        "legitimate_aim": _("which aim justifies {consequences}?"),
    }
    questions = []
    for key, question in asked.items():
        if silent := [item.name for item in subject.consequences if getattr(item.written, key) is None]:
            questions.append(question.format(consequences=quoted(silent)))
    people_decide = [item for item in subject.consequences if words(item.written.decided_by) == "person"]
    if nameless := [item.name for item in people_decide if item.written.decider is None]:
        questions.append(_("which role decides on {consequences}?").format(consequences=quoted(nameless)))
    return tuple(questions)


def recipients(subject: Subject) -> Part:
    """Who else gets to know."""
    file = subject.file
    tables = []
    if file.recipients:
        rows = tuple((item.name, words(item.what), words(item.purpose)) for item in file.recipients)
        tables.append(Table(_("Recipients"), (_("Who"), _("What is passed"), _("What for")), rows))
    if file.transfers:
        abroad = tuple((item.to, words(item.ground)) for item in file.transfers)
        tables.append(Table(_("Transfers outside the EEA"), (_("To"), _("Ground")), abroad))
    items = [
        Stated(_("Who can see a score"), words(subject.rights.publication), _("who can see a member's score or band?")),
        Stated(_("Logs are kept for"), words(file.log_retention), _("how long are the logs of the system kept?")),
    ]
    questions = list(open_questions(items))
    if not file.recipients:
        questions.append(_("does anybody outside the controller receive scores or facts?"))
    if not file.transfers:
        questions.append(_("does any data leave the EEA, for instance to a host?"))
    return Part(
        _("Who else gets to know"),
        tables=(*tables, stated_table(_("Openness"), items)),
        questions=tuple(questions),
    )
