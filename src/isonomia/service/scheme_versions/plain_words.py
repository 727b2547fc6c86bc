"""A scheme in plain words: what counts, what it brings, what one can demand."""

from dataclasses import dataclass

from isonomia.locale import _
from isonomia.scheme.duration_words import duration_in_words
from isonomia.scheme.model.vocabulary import ConsequenceKind, RulePeriod
from isonomia.scheme.scheme import CompiledRule, Scheme
from isonomia.score.statement.reason import in_language, plain_name
from isonomia.score.statement.words import cap_period_words


@dataclass(frozen=True)
class RuleInWords:
    """A rule as a person reads it; `condition` and `points` are the rule's own expressions."""

    name: str
    source: str
    condition: str
    points: str
    limits: tuple[str, ...]


@dataclass(frozen=True)
class BandInWords:
    """A band, from which score, and what follows."""

    title: str
    begins: int | None
    follows: tuple[str, ...]


@dataclass(frozen=True)
class PlainWords:
    """The whole scheme in words."""

    purpose: str
    rules: tuple[RuleInWords, ...]
    bands: tuple[BandInWords, ...]
    rights: tuple[str, ...]


def plain_words(scheme: Scheme, language: str) -> PlainWords:
    """The scheme in the language now spoken; what its author wrote, in `language` where it is given."""
    return PlainWords(
        scheme.file.purpose or "",
        tuple(_rule(rule) for rule in scheme.rules),
        tuple(_band(scheme, number, language) for number in range(len(scheme.bands))),
        tuple(_rights(scheme)),
    )


def _rule(rule: CompiledRule) -> RuleInWords:
    written = rule.written
    limits = []
    if rule.cap is not None:
        period = cap_period_words(str(rule.cap.per.value))
        limits.append(_("at most {points} points {period}").format(points=rule.cap.points, period=period))
    if rule.expires is not None:
        limits.append(_("gone after {time}").format(time=duration_in_words(rule.expires)))
    if rule.halves is not None:
        limits.append(_("halved every {time}").format(time=duration_in_words(rule.halves)))
    source = written.source or _each(written.each)
    return RuleInWords(
        plain_name(rule.name), plain_name(source), written.when or "", str(written.points), tuple(limits)
    )


def _each(period: RulePeriod | None) -> str:
    match period:
        case RulePeriod.DAY:
            return _("each day")
        case RulePeriod.WEEK:
            return _("each week")
        case RulePeriod.MONTH:
            return _("each month")
        case RulePeriod.QUARTER:
            return _("each quarter")
        case _:
            return _("each year")


def _band(scheme: Scheme, number: int, language: str) -> BandInWords:
    band = scheme.bands[number]
    follows = []
    for name, consequence in scheme.file.consequences.items():
        if consequence.band != band.name:
            continue
        effect = consequence.effect
        text = effect if isinstance(effect, str) else in_language(effect, language) if effect else plain_name(name)
        if consequence.kind is ConsequenceKind.ADVERSE:
            text = _("{effect} (proposed only: a person decides, after notice)").format(effect=text)
        follows.append(text)
    return BandInWords(band.title, band.begins, tuple(follows))


def _rights(scheme: Scheme) -> list[str]:
    rights = scheme.file.rights
    if rights is None:
        return []
    found = [_("You see every point: rule, reason, source, and when it fades.")]
    if rights.notice is not None:
        time = duration_in_words(rights.notice)
        found.append(_("You are told {time} before anything to your disadvantage takes effect.").format(time=time))
    if rights.appeal is not None:
        found.append(_("You can contest any fact and any consequence; {who} decides.").format(who=rights.appeal.to))
    if rights.appeal is not None and rights.appeal.suspends:
        found.append(_("What you contest counts nothing against you until it is decided."))
    if rights.leave:
        found.append(_("You can leave at any time, take your data along, and have it erased."))
    return found
