"""The words that all formats share: names of levels, the verdict in a sentence, conditions, places."""

from collections.abc import Sequence

from isonomia.check.finding import Element, Finding, State
from isonomia.check.level import Extent, Force, Level
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


def summary(findings: Sequence[Finding]) -> str:
    """How many of each level: `2 prohibitions, 1 violation`."""
    counts = [(level, sum(finding.level is level for finding in findings)) for level in Level]
    return ", ".join(counted(level, count) for level, count in counts if count) or _("no findings")


def verdict(report: Report) -> str:
    """What the check says of the scheme, in a sentence."""
    prohibited = report.of_level(Level.PROHIBITED)
    rights = report.of_level(Level.RIGHTS)
    if prohibited and all(report.is_conditional(finding) for finding in prohibited):
        sentence = _("This scheme would be prohibited if an AI system is used.")
        if rights:
            sentence += " " + _("Without one it is still very likely unlawful: it breaches fundamental rights.")
        return sentence
    if prohibited:
        return _("This scheme is prohibited as it stands.")
    if rights:
        return _("This scheme is very likely unlawful: it breaches fundamental rights.")
    if report.of_level(Level.MAY_BE_PROHIBITED):
        return _("Nothing in this file is established as prohibited, but a human must judge whether it is.")
    if report.of_level(Level.VIOLATION, Level.HIGH_RISK_DUTY):
        return _("Nothing prohibited was found, but the file does not show that all duties are fulfilled.")
    if report.findings:
        return _("Nothing prohibited was found and no breach of a duty; some things could be better.")
    return _("Nothing was found. That does not establish that the scheme is lawful.")


def condition_words(report: Report, finding: Finding) -> str:
    """On what a conditional finding depends; nothing for the others."""
    if not report.is_conditional(finding):
        return ""
    return _(
        "It holds if an AI system is used. People wrote these points and a program executes them, which is probably no "
        "AI system (AI Act 3(1), recital 12)."
    )


WITH_ELEMENTS = (Level.PROHIBITED, Level.MAY_BE_PROHIBITED)


def judgement_words(finding: Finding) -> str:
    """What a human must judge, as a sentence; nothing where the file settles the matter."""
    return f"{finding.judgement[:1].upper()}{finding.judgement[1:]}." if finding.judgement else ""


def citation_words(finding: Finding) -> str:
    """The provisions, in the order of their weight."""
    return "; ".join(citation.text for citation in finding.citations)


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
