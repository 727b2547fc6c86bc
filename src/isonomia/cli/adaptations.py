"""What `isonomia adapt` says beside the scheme that it writes."""

from isonomia.check.adapt.adapt import Adapted
from isonomia.check.words import summary, verdict
from isonomia.locale import _


def account(made: Adapted) -> str:
    """The links one by one, then what was dropped and changed, then the variant's own verdict."""
    lines = [_("Links from facts to consequences:")]
    grouped: dict[tuple[str, bool, str], list[str]] = {}
    for link in made.links:
        grouped.setdefault((link.consequence, link.is_kept, link.why), []).append(link.source)
    lines += [
        f"  {_('kept') if is_kept else _('cut')}: {', '.join(sources)} -> {consequence}: {why}"
        for (consequence, is_kept, why), sources in grouped.items()
    ]
    lines += ["", _("What was dropped or changed:")]
    lines += [
        f"  {change.what}: {change.why}" + (f" [{change.code}]" if change.code else "") for change in made.changes
    ]
    lines += ["", f"{verdict(made.report)} ({summary(made.report)})"]
    if made.is_empty:
        lines.append(_("Nothing lawful was left to score: this scheme has no rights-first variant but its absence."))
    return "\n".join(lines)
