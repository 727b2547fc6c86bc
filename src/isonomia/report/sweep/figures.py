"""The figures of a sweep as inline SVG: colours come from the page's styles, and every figure has its text."""

import math
from collections.abc import Sequence

from markupsafe import Markup, escape

from isonomia.locale import _
from isonomia.report.sweep.words import counted, driver_heads, driver_value, item_title, verdict_words
from isonomia.sweep.result import Finding, Sweep

WIDTH = 640
STRIP, ROW, FIRST = 616, 44, 32
DRIVERS_SHOWN = 6
DRIVER_ROW, LEFT, RIGHT = 40, 12, 76


def sign_strips(sweep: Sweep, findings: Sequence[Finding]) -> Markup:
    """A strip a finding, cut into the shares of points below, without effect and above."""
    legend = ((LEFT, "down", _("below")), (LEFT + 110, "nil", _("no effect")), (LEFT + 250, "up", _("above")))
    parts = [
        f'<rect class="{name}" x="{x}" y="8" width="12" height="12" rx="2"/>'
        f'<text x="{x + 18}" y="19">{escape(title)}</text>'
        for x, name, title in legend
    ]
    for row, item in enumerate(findings):
        y, signs = FIRST + row * ROW, item.signs
        verdict = escape(verdict_words(signs.verdict))
        parts.append(f'<text class="name" x="{LEFT}" y="{y + 12}">{_label(sweep, item)}</text>')
        parts.append(f'<text x="{LEFT + STRIP}" y="{y + 12}" text-anchor="end">{verdict}</text>')
        ends = [0, signs.below, signs.below + signs.within, signs.points]
        for name, first, last in zip(("down", "nil", "up"), ends, ends[1:], strict=False):
            left, right = (LEFT + STRIP * end // max(1, signs.points) for end in (first, last))
            if last > first:
                # a single point among thousands is seen too
                width = max(right - left, 2)
                left = min(left, LEFT + STRIP - width)
                parts.append(f'<rect class="{name}" x="{left}" y="{y + 18}" width="{width}" height="16"/>')
    return _svg(FIRST + 4 + len(findings) * ROW, strips_label(sweep, findings), parts)


def strips_label(sweep: Sweep, findings: Sequence[Finding]) -> str:
    """The strips in words."""
    return "; ".join(
        _("{item}: {below} below, {none} no effect, {above} above").format(
            item=item_title(sweep, item),
            below=counted(item.signs.share(item.signs.below)),
            none=counted(item.signs.share(item.signs.within)),
            above=counted(item.signs.share(item.signs.above)),
        )
        for item in findings
    )


def driver_bars(sweep: Sweep, finding: Finding) -> Markup:
    """A bar for mu* (or ST) with its interval, a ring for sigma (or S1), a dashed line for what luck can do."""
    shown = finding.driven[:DRIVERS_SHOWN]
    most = max(max(item.main + _finite(item.main_half), _finite(item.other)) for item in shown)
    inner = WIDTH - LEFT - RIGHT

    def x(value: float) -> float:
        return round(LEFT + inner * max(0.0, value) / most, 1) if most > 0 else LEFT

    height, parts = 14 + len(shown) * DRIVER_ROW, []
    if 0 < finding.drivers.threshold < most:
        at = x(finding.drivers.threshold)
        parts.append(f'<path class="luck" d="M{at:g} 6V{height - 6}"/>')
    for row, item in enumerate(shown):
        y = 10 + row * DRIVER_ROW
        middle, low, high = y + 23, item.main - _finite(item.main_half), item.main + _finite(item.main_half)
        parts.append(f'<text class="name" x="{LEFT}" y="{y + 10}">{escape(item.name)}</text>')
        parts.append(
            f'<rect class="bar" x="{LEFT}" y="{middle - 7}" width="{max(1.0, x(item.main) - LEFT):g}" height="14"/>'
        )
        parts.append(f'<path class="whisker" d="M{x(low):g} {middle}H{x(high):g}M{x(high):g} {middle - 4}v8"/>')
        if not math.isnan(item.other):
            parts.append(f'<circle class="ring" cx="{x(item.other):g}" cy="{middle}" r="4.5"/>')
        end = max(x(high), x(_finite(item.other)) + 5)
        parts.append(f'<text x="{end + 8:g}" y="{middle + 4}">{escape(driver_value(sweep, finding, item.main))}</text>')
    return _svg(height, drivers_label(sweep, finding), parts)


def drivers_label(sweep: Sweep, finding: Finding) -> str:
    """The bars in words."""
    main, other = driver_heads(sweep)
    rows = (
        f"{item.name}: {main} {driver_value(sweep, finding, item.main)}, "
        f"{other} {driver_value(sweep, finding, item.other)}"
        for item in finding.driven[:DRIVERS_SHOWN]
    )
    return "; ".join(rows)


def _label(sweep: Sweep, item: Finding) -> str:
    text = item_title(sweep, item)
    return escape(text if len(text) <= 46 else text[:45] + "…")


def _finite(value: float) -> float:
    return 0.0 if math.isnan(value) else value


def _svg(height: int, label: str, parts: Sequence[str]) -> Markup:
    opening = f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(label)}">'
    return Markup(f"{opening}{''.join(parts)}</svg>")  # all text escaped
