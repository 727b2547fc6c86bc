"""The words that all formats share: names of levels, the verdict in a sentence, conditions, places."""

from collections.abc import Iterable

from isonomia.check.cited import cited
from isonomia.check.finding import Element, Finding, State
from isonomia.check.level import Extent, Force, Law, Level
from isonomia.check.run import Report
from isonomia.locale import _, ngettext


def level_words(level: Level) -> str:
    """A level as one reads it."""
    return {
        Level.PROHIBITED: _("prohibited"),
        Level.RIGHTS: _("very likely unlawful"),
        Level.MAY_BE_PROHIBITED: _("may be prohibited"),
        Level.HIGH_RISK_DUTY: _("high-risk duty"),
        Level.VIOLATION: _("violation"),
        Level.ADVICE: _("advice"),
    }[level]


def finding_level_words(report: Report, finding: Finding) -> str:
    """The level of a finding; of a conditional one that it would be so."""
    if finding.level is Level.PROHIBITED and report.is_conditional(finding):
        return _("would be prohibited")
    return level_words(finding.level)


def counted(level: Level, count: int) -> str:
    """How many findings there are of a level."""
    one, many = {
        Level.PROHIBITED: ("{count} prohibition", "{count} prohibitions"),
        Level.RIGHTS: ("{count} breach of a right", "{count} breaches of rights"),
        Level.MAY_BE_PROHIBITED: ("{count} possible prohibition", "{count} possible prohibitions"),
        Level.HIGH_RISK_DUTY: ("{count} high-risk duty", "{count} high-risk duties"),
        Level.VIOLATION: ("{count} violation", "{count} violations"),
        Level.ADVICE: ("{count} piece of advice", "{count} pieces of advice"),
    }[level]
    return ngettext(one, many, count)


def counts(report: Report) -> list[tuple[Level, str]]:
    """How many findings there are of each level that occurs."""
    counted_levels = []
    for level in Level:
        found = report.of_level(level)
        if not found:
            continue
        words = counted(level, len(found))
        if level is Level.PROHIBITED and all(map(report.is_conditional, found)):
            words = _("{counted} if an AI system is used").format(counted=words)
        counted_levels.append((level, words))
    return counted_levels


def summary(report: Report) -> str:
    """How many of each level: `2 prohibitions, 1 violation`."""
    return ", ".join(words for _level, words in counts(report)) or _("no findings")


def verdict(report: Report) -> str:
    """What the check says of the scheme, in a sentence; first, if so, that not all was looked for."""
    if not report.left_out:
        return _verdict_on_what_was_made(report)
    every = report.made + len(report.left_out)
    narrowed = _("Only {made} of {every} checks were made, as --select and --ignore say; the others may find more.")
    return f"{narrowed.format(made=report.made, every=every)} {_verdict_on_what_was_made(report)}"


def _verdict_on_what_was_made(report: Report) -> str:
    prohibited = report.of_level(Level.PROHIBITED)
    rights = report.of_level(Level.RIGHTS)
    if prohibited and all(report.is_conditional(finding) for finding in prohibited):
        sentence = _("This scheme would be prohibited if an AI system is used.")
        if rights:
            sentence += " " + _(
                "Without one it is still very likely unlawful, because it very likely breaches fundamental rights."
            )
        return sentence
    if prohibited:
        return _("This scheme is prohibited as it stands.")
    if rights:
        return _("This scheme is very likely unlawful, because it very likely breaches fundamental rights.")
    if report.of_level(Level.MAY_BE_PROHIBITED):
        return _("Nothing is clearly prohibited, but something may be: a person must judge it.")
    if not report.reads_prohibitions:
        return _verdict_on_duties(report)
    if report.of_level(Level.VIOLATION, Level.HIGH_RISK_DUTY):
        return _("Nothing prohibited was found, but the file does not show that all duties are fulfilled.")
    if report.findings:
        return _("Nothing prohibited was found and no breach of a duty; some things could be better.")
    return _("Nothing was found. That does not establish that the scheme is lawful.")


def _verdict_on_duties(report: Report) -> str:
    """Of law that forbids nothing here: a verdict without 'nothing prohibited', which nobody looked for."""
    place = law_words(report.subject.jurisdiction.laws - {Law.EVERYWHERE})
    if not place:
        return _(
            "No law was read, only good practice: isonomia reads none for the jurisdiction '{code}'. "
            "`--jurisdiction eu` shows what Union law says."
        ).format(code=report.subject.jurisdiction.code)
    sentence = _("Of {place}, duties were read, but no prohibitions: what Union law says, `--jurisdiction eu` shows.")
    found = (
        _("The file does not show that all of them are fulfilled.")
        if report.of_level(Level.VIOLATION, Level.HIGH_RISK_DUTY)
        else _("No breach of one was found.")
    )
    return f"{sentence.format(place=place)} {found}"


def condition_words(report: Report, finding: Finding) -> str:
    """On what a conditional finding depends; nothing for the others."""
    if not report.is_conditional(finding):
        return ""
    return _(
        "This applies only if an AI system is used. Points that people set and a program adds up are probably none "
        "(AI Act 3(1), recital 12)."
    )


WITH_ELEMENTS = (Level.PROHIBITED, Level.MAY_BE_PROHIBITED)


def judgement_words(finding: Finding) -> str:
    """What a human must judge, as a sentence; nothing where the file settles the matter."""
    return f"{finding.judgement[:1].upper()}{finding.judgement[1:]}." if finding.judgement else ""


def citation_words(finding: Finding) -> str:
    """The provisions, in the order of their weight."""
    return "; ".join(cited(citation.text) for citation in finding.citations)


def unverified_words(finding: Finding) -> str:
    """What was not read in full for the check; nothing where all was."""
    missing = [reading.text for reading in finding.check.readings if reading.extent is not Extent.FULL]
    return _("Not read in full: {texts}.").format(texts="; ".join(missing)) if missing else ""


def state_words(element: Element) -> str:
    """How an element of the law stands."""
    return {
        State.MET: _("met"),
        State.NOT_MET: _("not met"),
        State.TO_JUDGE: _("to judge"),
    }[element.state]


def law_words(laws: Iterable[Law]) -> str:
    """Where a check applies."""
    names = {
        Law.UNION: _("the European Union"),
        Law.EEA: _("Iceland, Liechtenstein, Norway"),
        Law.UK: _("the United Kingdom"),
        Law.US: _("the United States"),
        Law.COLORADO: _("Colorado"),
        Law.ILLINOIS: _("Illinois"),
        Law.NEW_YORK: _("New York City"),
        Law.CHINA: _("China"),
        Law.EVERYWHERE: _("everywhere"),
    }
    return ", ".join(words for law, words in names.items() if law in laws)


def force_words(force: Force) -> str:
    """On what a check rests."""
    return {
        Force.BINDING: _("binding law"),
        Force.CASE_LAW: _("case law"),
        Force.GUIDANCE: _("guidance of an authority"),
        Force.HEURISTIC: _("good practice, no law"),
        Force.UNVERIFIED: _("law that could not be read in full"),
    }[force]


def extent_words(extent: Extent) -> str:
    """How much of a text was read."""
    return {
        Extent.FULL: _("read in full"),
        Extent.EXCERPT: _("read in parts"),
        Extent.SECONDARY: _("read about"),
        Extent.MEMORY: _("not read again"),
    }[extent]
