"""Adapting a scheme, step by step, until nothing in it is prohibited, by its own law and by that of the Union."""

from dataclasses import dataclass, replace
from pathlib import Path

from isonomia.check.adapt.draft import Change, Draft, begin
from isonomia.check.adapt.links import Link, cut_links, drop_idle_deductions, drop_unreachable_bands, links_between
from isonomia.check.adapt.promises import decide_by_people, give_rights, join_by_choice, keep_rules_plain
from isonomia.check.adapt.sources import drop_coercive_sources, drop_rule, drop_source, drop_unproven_sources
from isonomia.check.finding import Finding
from isonomia.check.run import Report, check_scheme
from isonomia.check.settings import Settings
from isonomia.check.subject.jurisdiction import Jurisdiction
from isonomia.locale import _


@dataclass(frozen=True)
class Adapted:
    """The variant as text, its own report, and the account: links one by one, then every change."""

    text: str
    report: Report
    links: tuple[Link, ...]
    changes: tuple[Change, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing lawful was left to score."""
        return not self.report.scheme.rules or not self.report.scheme.file.consequences


def adapt(path: Path, text: str, settings: Settings) -> Adapted:
    """The rights-first variant of the scheme in a text."""
    draft = begin(path, text, settings)
    _rename(draft)
    if settings.jurisdiction is not None:
        draft.promise(("jurisdiction",), settings.jurisdiction.code, _("read under this law"))
        draft.reread()
    before = draft.subject
    if _refused(draft):
        _take_away_coercion(draft)
    else:
        drop_unproven_sources(draft)
    decide_by_people(draft)
    give_rights(draft)
    _drop_what_is_left(draft)
    links = tuple(links_between(before, draft.subject, draft.changes))
    return Adapted(_with_account(draft), draft.report, links, tuple(draft.changes))


def _refused(draft: Draft) -> list[Finding]:
    """What the scheme's own law or the Union's prohibits; where the own law prohibits nothing, coercion is no right."""
    draft.reread()
    subject = draft.subject
    union = check_scheme(subject.scheme, subject.document, replace(draft.settings, jurisdiction=Jurisdiction("eu")))
    return [finding for report in (draft.report, union) for finding in report.findings if finding.level.is_refused]


def _take_away_coercion(draft: Draft) -> None:
    """The steps that drop something. A scheme in which nothing is prohibited needs none of them."""
    join_by_choice(draft)
    cut_links(draft)
    drop_coercive_sources(draft)
    keep_rules_plain(draft)
    drop_idle_deductions(draft)
    drop_unreachable_bands(draft)


def _rename(draft: Draft) -> None:
    draft.data["title"] = _("{title}, rights first").format(title=draft.subject.scheme.title)
    draft.data["scheme"] = f"{draft.subject.scheme.name[:68]}-adapted"
    draft.data.pop("provenance", None)
    draft.reread()


def _drop_what_is_left(draft: Draft) -> None:
    """Whatever a finding still calls prohibited goes, until none does: each round drops something."""
    while refused := _refused(draft):
        finding = refused[0]
        kind, name = str(finding.place.keys[0]), str(finding.place.keys[-1 if len(finding.place.keys) < 2 else 1])
        if kind == "sources":
            drop_source(draft, name, finding.message, finding.code)
        elif kind == "rules":
            drop_rule(draft, name, finding.message, finding.code)
        else:
            draft.drop(kind, name, finding.message, finding.code)
        draft.reread()


def _with_account(draft: Draft) -> str:
    """The text with the account on top, as comments."""
    head = [_("A variant that was adapted to put rights first. What was dropped or changed, and why:"), ""]
    head += [f"{change.what}: {change.why}" + (f" ({change.code})" if change.code else "") for change in draft.changes]
    head += ["", _("What it promises must be set up before anyone joins. It is a draft, and no legal advice.")]
    comment = "\n".join(f"# {line}".rstrip() for line in head)
    return f"{comment}\n\n{draft.text}"
