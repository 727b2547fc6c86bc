"""A comparison as one self-contained page."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from isonomia.locale import _, spoken_language
from isonomia.report.comparison_text import bin_label, mean_text, totals_words
from isonomia.report.environment import page
from isonomia.scheme.scheme import Scheme
from isonomia.score.comparison import Bin, Comparison, Difference

MOST_LISTED = 25
MINUS = "\N{MINUS SIGN}"
WIDTH, ROW, LABEL, COUNT = 600, 26, 150, 70


def comparison_page(comparison: Comparison, schemes: tuple[Scheme, Scheme], footer: str) -> str:
    """The page as one HTML text."""
    items = comparison.differences
    gaining = sorted((item for item in items if item.gain > 0), key=lambda item: (-item.gain, item.member))
    losing = sorted((item for item in items if item.gain < 0), key=lambda item: (item.gain, item.member))
    falling = [item for item in items if item.move == "falls"]
    return page(
        "comparison.html.j2",
        language=spoken_language(),
        title=_("{scheme}: what the change would do").format(scheme=schemes[1].title),
        comparison=comparison,
        totals=totals_words(comparison.total),
        mean_text=lambda tally: mean_text(tally).replace("-", MINUS),
        moves=comparison.moves,
        chart=gain_chart(comparison.bins),
        people=[
            (_("Who gains most"), _people_caption(_("The greatest gain comes first."), gaining), gaining[:MOST_LISTED]),
            (_("Who loses most"), _people_caption(_("The greatest loss comes first."), losing), losing[:MOST_LISTED]),
            (_("Who falls a band"), _people_caption(_("In the order of names."), falling), falling[:MOST_LISTED]),
        ],
        footer=footer,
    )


def _people_caption(order: str, people: Sequence[Difference]) -> str:
    if len(people) <= MOST_LISTED:
        return order
    rest = _("{count} of {all} are listed here; the format csv lists all.").format(count=MOST_LISTED, all=len(people))
    return f"{order} {rest}"


def gain_chart(bins: Sequence[Bin]) -> Markup:
    """How many members' scores change by how much, as horizontal bars."""
    if not bins:
        return Markup()
    most = max(item.members for item in bins) or 1
    parts = []
    for row, item in enumerate(bins):
        y = row * ROW + 6
        kind = "same" if item.low == item.high == 0 else "good" if item.low > 0 else "bad"
        width = (WIDTH - LABEL - COUNT) * item.members // most
        width = max(width, 2) if item.members else 0
        label = bin_label(item.low, item.high).replace("-", MINUS)
        parts.append(f'<text x="{LABEL - 10}" y="{y + 15}" text-anchor="end">{label}</text>')
        parts.append(f'<rect class="bar {kind}" x="{LABEL}" y="{y}" width="{width}" height="{ROW - 6}" rx="2"/>')
        parts.append(f'<text class="name" x="{LABEL + width + 6}" y="{y + 15}">{item.members}</text>')
    caption = _("Change of the score, in points for the better (+) or the worse (−), and how many members have it.")
    height = len(bins) * ROW + 10
    svg = f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(caption)}">{"".join(parts)}</svg>'
    return Markup(f'<figure class="chart"><figcaption>{escape(caption)}</figcaption>{svg}</figure>')  # all text escaped
