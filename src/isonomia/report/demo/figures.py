"""The demo's own figures, as inline SVG: colours come from the page's styles, and every figure has its text."""

from collections.abc import Mapping, Sequence
from importlib import resources

from markupsafe import Markup, escape

from isonomia.reproduce.agreement import Agreement

WIDTH = 640
PARTS = (("exact", "exactly equal"), ("near", "within 2 points"), ("far", "within 10"), ("rest", "further away"))
# (least, greatest, label) of the bars of remainders; those of 0 are not drawn
REMAINDERS = (
    (-10_000, -4, "4 or more lower"),
    (-3, -3, "3 lower"),
    (-2, -2, "2 lower"),
    (-1, -1, "1 lower"),
    (1, 1, "1 higher"),
    (2, 2, "2 higher"),
    (3, 3, "3 higher"),
    (4, 10, "4 to 10 higher"),
    (11, 50, "11 to 50 higher"),
    (51, 10_000, "more than 50 higher"),
)


def _svg(height: int, label: str, parts: Sequence[str]) -> Markup:
    text = escape(label)
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{text}">'
    return Markup(f"{opening}{''.join(parts)}</svg>")  # all text escaped


def agreement_label(rows: Sequence[Agreement]) -> str:
    """The figure in words."""
    return "; ".join(
        f"{row.label}: {row.exact} exactly equal, {row.within_2} within 2, {row.within_10} within 10, of {row.people}"
        for row in rows
    )


def agreement_bars(rows: Sequence[Agreement]) -> Markup:
    """One bar a row, cut into how near the people are to their published figure."""
    parts = []
    place = 16
    for name, title in PARTS:
        parts.append(f'<rect class="{name}" x="{place}" y="16" width="13" height="13" rx="3"/>')
        parts.append(f'<text x="{place + 20}" y="27">{title}</text>')
        place += 150
    y = 52
    inner = WIDTH - 32
    for row in rows:
        parts.append(f'<text class="name" x="16" y="{y + 12}">{escape(row.label)}</text>')
        ends = (0, row.exact, row.within_2, row.within_10, row.people)
        for (name, _title), first, last in zip(PARTS, ends, ends[1:], strict=False):
            left, right = 16 + inner * first // row.people, 16 + inner * last // row.people
            if right > left:
                parts.append(f'<rect class="{name}" x="{left}" y="{y + 20}" width="{right - left}" height="24"/>')
            if right - left >= 34:
                parts.append(f'<text class="on-{name}" x="{left + 8}" y="{y + 37}">{last - first}</text>')
        y += 62
    return _svg(y - 6, agreement_label(rows), parts)


def standalone(figure: Markup) -> str:
    """A figure as a file of its own, with its styles inside, for light and dark."""
    folder = resources.files("isonomia.report.demo").joinpath("templates")
    styles = "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in ("colours.css", "figures.css"))
    head, rest = str(figure).split(">", 1)
    height = head.rsplit(f"0 0 {WIDTH} ", 1)[1].split('"')[0]
    paper = f'<rect class="paper" width="{WIDTH}" height="{height}" rx="6"/>'
    return f"{head}>\n<style>\n{styles}</style>\n{paper}{rest.replace('<rect', chr(10) + '<rect')}\n"


def remainder_bars(counts: Mapping[int, int]) -> Markup:
    """How many people's published figure is how much lower or higher than ours; the equal ones are not drawn."""
    found = [
        (label, sum(count for value, count in counts.items() if low <= value <= high))
        for low, high, label in REMAINDERS
    ]
    most = max(1, *(count for _label, count in found))
    parts = []
    for row, (label, count) in enumerate(found):
        y = 12 + row * 26
        width = max((WIDTH - 230) * count // most, 2 if count else 0)
        parts.append(f'<text x="168" y="{y + 15}" text-anchor="end">{label}</text>')
        parts.append(f'<rect class="exact" x="178" y="{y}" width="{width}" height="20" rx="2"/>')
        parts.append(f'<text class="name" x="{186 + width}" y="{y + 15}">{count}</text>')
    words = ", ".join(f"{label}: {count}" for label, count in found)
    return _svg(16 + len(found) * 26, f"Published figure compared with ours. {words}.", parts)
