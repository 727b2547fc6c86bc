"""Step: sources that no scheme for volunteers may feed on are dropped, and the rules that read them with them."""

from isonomia.check.adapt.draft import Draft
from isonomia.check.subject.subject import Subject, counted_by
from isonomia.check.subject.watching import WATCHING
from isonomia.locale import _
from isonomia.scheme.model.source import Source
from isonomia.scheme.model.vocabulary import About, Evidence, SourceKind

SPEECH = frozenset({SourceKind.POST, SourceKind.MESSAGE})
GUESSED = frozenset({SourceKind.INFERENCE, SourceKind.SCORE})
UNPROVEN = frozenset({Evidence.ALLEGATION, Evidence.REPORT})
PRIVATE_CONTEXTS = frozenset(
    {
        "private life",
        "sexuality",
        "messaging",
        "social media",
        "political expression",
        "religion",
        "trade unions",
        "internet use",
        "location",
        "associates",
        "elections",
        "media",
    }
)


def drop_coercive_sources(draft: Draft) -> None:
    """Drop each source that watches, guesses, repeats rumours, or looks into what a freedom protects."""
    subject = draft.subject
    for name, source in subject.file.sources.items():
        if reason := _reason(subject, name, source):
            drop_source(draft, name, *reason)
    draft.reread()


def drop_unproven_sources(draft: Draft) -> None:
    """Drop what is only alleged or reported: it is not established, whatever follows from it."""
    for name, source in draft.subject.file.sources.items():
        if source.evidence in UNPROVEN:
            drop_source(draft, name, _("what is alleged or reported is not established"), "GDPR004")
    draft.reread()


def drop_source(draft: Draft, name: str, why: str, code: str) -> None:
    """A source with every rule that reads it, in pools and counts too."""
    for rule in draft.subject.scheme.rules:
        counted = counted_by(rule)
        if rule.source == name or name in draft.subject.sources_of(rule) or name in counted:
            drop_rule(draft, rule.name, _("it reads '{source}', which is dropped").format(source=name), code)
    draft.drop("sources", name, why, code)


def drop_rule(draft: Draft, name: str, why: str, code: str) -> None:
    """A rule, with its place in a pool and the rules that count it."""
    for other in draft.subject.scheme.period_rules:
        if name in counted_by(other):
            draft.drop("rules", other.name, _("it counts '{rule}', which is dropped").format(rule=name), code)
            _leave_pools(draft, other.name)
    draft.drop("rules", name, why, code)
    _leave_pools(draft, name)


def _leave_pools(draft: Draft, rule: str) -> None:
    pools = draft.data.get("pools") or {}
    for pool in list(pools):
        if rule in pools[pool]["rules"]:
            pools[pool]["rules"].remove(rule)
        if not pools[pool]["rules"]:
            del pools[pool]
    if "pools" in draft.data and not pools:
        del draft.data["pools"]


def _reason(subject: Subject, name: str, source: Source) -> tuple[str, str] | None:
    """Why a source cannot stay, and the check that says so."""
    if source.generalised_surveillance:
        return _("it comes from watching everyone"), "CHR009"
    if source.about is not About.MEMBER:
        return _("it is about others, not about the member"), "AIA003"
    if source.evidence in UNPROVEN:
        return _("what is alleged or reported is not established"), "GDPR004"
    if source.kind in GUESSED or source.evidence is Evidence.INFERRED:
        return _("a guess about a person is no fact that anyone could dispute"), "AIA004"
    if source.kind in WATCHING:
        return _("it follows people through devices"), "EPR001"
    if source.kind in SPEECH or source.conduct or source.context in PRIVATE_CONTEXTS:
        return _("it looks into what a freedom protects"), "CHR001"
    if subject.reveals(name):
        return _("it reveals data of special protection"), "GDPR008"
    return None
