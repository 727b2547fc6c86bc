"""A comparison as text of at most 100 columns."""

import textwrap
from collections.abc import Iterable
from dataclasses import astuple
from decimal import Decimal

from isonomia.diagnostics.visible import visible
from isonomia.fixed_point import plain_text
from isonomia.locale import _, ngettext
from isonomia.report.table import aligned
from isonomia.score.comparison import Comparison, Difference, Tally

MOST_LISTED = 10
BAR_WIDTH = 40


def comparison_text(comparison: Comparison) -> str:
    """Totals, distribution, bands, groups, and those who gain and lose most."""
    parts = [_head(comparison), _distribution(comparison), _bands(comparison), _groups(comparison)]
    gaining = sorted(
        (item for item in comparison.differences if item.gain > 0), key=lambda item: (-item.gain, item.member)
    )
    losing = sorted(
        (item for item in comparison.differences if item.gain < 0), key=lambda item: (item.gain, item.member)
    )
    falling = sorted((item for item in comparison.differences if item.move == "falls"), key=lambda item: item.member)
    parts.append(_people(_("Who gains most"), gaining))
    parts.append(_people(_("Who loses most"), losing))
    parts.append(_people(_("Who falls a band"), falling))
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(comparison: Comparison) -> str:
    lines = [
        _("Comparison: {old} -> {new}").format(old=comparison.old, new=comparison.new),
        _("Nothing is repriced by this command: it only shows what the change would do."),
        "",
        totals_words(comparison.total),
    ]
    lines += [_("Note: {remark}.").format(remark=remark) for remark in comparison.remarks]
    return "\n".join(lines)


def totals_words(total: Tally) -> str:
    """The totals in a sentence or two."""
    return _(
        "{members}: {gains} better off, {loses} worse off, {unchanged} unchanged; {rises} up a band, {falls} down. "
        "Mean change: {mean}."
    ).format(
        members=ngettext("{count} member", "{count} members", total.members),
        gains=total.gains,
        loses=total.loses,
        unchanged=total.unchanged,
        rises=total.rises,
        falls=total.falls,
        mean=mean_text(total),
    )


def mean_text(total: Tally) -> str:
    """The mean gain in points, with its sign."""
    text = plain_text(Decimal(total.mean_gain_milli) / 1000)
    return f"+{text}" if total.mean_gain_milli > 0 else text


def _distribution(comparison: Comparison) -> str:
    if not comparison.bins:
        return ""
    most = max(item.members for item in comparison.bins) or 1
    lines = [_("Change of the score")]
    for item in comparison.bins:
        bar = "█" * (item.members * BAR_WIDTH // most) or ("▏" if item.members else "")
        lines.append(f"  {bin_label(item.low, item.high):>16}  {item.members:>8}  {bar}".rstrip())
    return "\n".join(lines)


def bin_label(low: int, high: int) -> str:
    """The range of a bin: `+1 to +5`, or one number."""
    return f"{low:+d}" if low == high != 0 else "0" if low == high else f"{low:+d} {_('to')} {high:+d}"


def _bands(comparison: Comparison) -> str:
    moved = {key: count for key, count in comparison.moves.items() if key[0] != key[1]}
    if not comparison.moves:
        return ""
    lines = [_("Bands")]
    lines += [f"  {old} -> {new}: {count}" for (old, new), count in sorted(moved.items(), key=lambda item: -item[1])]
    if not moved:
        lines.append("  " + _("everybody keeps the band"))
    return "\n".join(lines)


def _groups(comparison: Comparison) -> str:
    if not comparison.groups:
        return ""
    header = [
        _("group"),
        _("members"),
        _("better"),
        _("worse"),
        _("unchanged"),
        _("band up"),
        _("band down"),
        _("mean change"),
    ]
    rows = [
        [name or _("(none)"), *map(str, astuple(tally)[:-1]), mean_text(tally)]
        for name, tally in comparison.groups.items()
    ]
    table = aligned(header, rows, right=range(1, len(header)))
    return _("By group") + "\n" + textwrap.indent(table, "  ").rstrip()


def _people(title: str, people: Iterable[Difference]) -> str:
    listed = list(people)
    if not listed:
        return ""
    shown = listed[:MOST_LISTED]
    names = {item.member: visible(item.member) for item in shown}
    width = max(map(len, names.values()))
    lines = [title]
    for item in shown:
        bands = f"{item.old_band} -> {item.new_band}" if item.old_band != item.new_band else item.new_band or ""
        lines.append(
            f"  {names[item.member]:<{width}}  {item.old_score} -> {item.new_score} ({item.gain:+d})  {bands}".rstrip()
        )
    if more := len(listed) - len(shown):
        lines.append("  " + ngettext("... and {count} more", "... and {count} more", more))
    return "\n".join(lines)
