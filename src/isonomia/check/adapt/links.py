"""Step: each link from a source to a consequence is kept or cut, and the consequences that cannot stay are dropped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from isonomia.check.adapt.draft import Change, Draft
from isonomia.check.adapt.sources import drop_rule
from isonomia.check.subject.connection import Bond
from isonomia.check.subject.consequence import GRAVE_AREAS, ReadConsequence
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import AffectedPeople


@dataclass(frozen=True)
class Link:
    """A source that feeds a consequence in the scheme as it was: kept or cut, and why."""

    source: str
    consequence: str
    is_kept: bool
    why: str


def cut_links(draft: Draft) -> None:
    """Drop what treats people worse beyond the area of its facts, or too hard."""
    for consequence in draft.subject.consequences:
        reason = _reason(consequence) if consequence.is_unfavourable else None
        if reason:
            draft.drop("consequences", consequence.name, *reason)
    draft.reread()


def links_between(before: Subject, after: Subject, changes: Iterable[Change]) -> Iterator[Link]:
    """Each link of the scheme as it was: kept if its source and its consequence are still there."""
    reasons = {change.what: change.why for change in changes}
    for consequence in before.consequences:
        for source, connection in consequence.connections.items():
            name = consequence.name
            why = reasons.get(f"consequences.{name}") or reasons.get(f"sources.{source}")
            is_kept = name in after.file.consequences and source in after.file.sources
            yield Link(source, name, is_kept, connection.reason if is_kept or why is None else why)


def _reason(consequence: ReadConsequence) -> tuple[str, str] | None:
    """Why an unfavourable consequence cannot stay, and the check that says so."""
    written = consequence.written
    if written.restricts:
        return _("it restricts a freedom"), "CHR001"
    if written.essential_service:
        return _("it takes away what people need to live"), "CHR012"
    if any(people is not AffectedPeople.MEMBER for people in written.affects):
        return _("it hits others for what the member did"), "CHR004"
    if consequence.sources_bound(Bond.UNRELATED, Bond.DOUBTFUL, Bond.UNKNOWN, Bond.ARGUED):
        return _("its facts come from other areas of life"), "AIA001"
    if consequence.is_high or written.area in GRAVE_AREAS:
        return _("it hits too hard for a score"), "AIA002"
    return None


def drop_idle_deductions(draft: Draft) -> None:
    """Where nothing unfavourable is left, points are taken for nothing: the rules that only take are dropped."""
    subject = draft.subject
    if subject.unfavourable:
        return
    for rule in subject.adverse_rules:
        if rule not in subject.merit_rules:
            why = _("nothing lawful follows from what it takes, so the data is not needed")
            drop_rule(draft, rule.name, why, "GDPR003")
    draft.reread()
    used = {source for rule in draft.subject.scheme.rules for source in draft.subject.sources_of(rule)}
    for name in draft.subject.file.sources:
        if name not in used:
            draft.drop("sources", name, _("no rule reads it any more"), "GDPR003")
    draft.reread()


def drop_unreachable_bands(draft: Draft) -> None:
    """Bands below the base, once nothing takes points; steps that led to them; what only they brought."""
    subject = draft.subject
    base = subject.base_band
    if subject.adverse_rules or base is None:
        return
    worse = [band.name for band in subject.scheme.bands if band.goodness < base.goodness]
    for consequence in subject.consequences:
        if consequence.written.band in worse:
            draft.drop("consequences", consequence.name, _("nobody can fall into its band any more"))
    if "steps" in draft.data and worse:
        del draft.data["steps"]
    for name in worse:
        draft.drop("bands", name, _("nobody can fall into it any more"))
    if worse:
        _open_the_lowest(draft, base.name)
    draft.reread()


def _open_the_lowest(draft: Draft, band: str) -> None:
    """The lowest band has no threshold."""
    if draft.subject.scheme.higher_is_better:
        draft.data["bands"][band].pop("from", None)
