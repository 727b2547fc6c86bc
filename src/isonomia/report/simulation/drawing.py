"""Drawings as static SVG, without a browser and without the network: one for wide screens and paper, one for phones.

Colours stand in the SVG as plain attributes; the page's style sheet turns them into others in the dark.
"""

import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from isonomia.report.simulation.figure import Drawing

WIDE, NARROW = 680, 330
SCHEME, BASELINE = "#1f5f8b", "#8a8a8a"
GOOD, HARMFUL, LAWFUL = "#009e73", "#d55e00", "#0072b2"
# told apart on white and on dark paper, and by those who see red and green alike (after Okabe and Ito)
SERIES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
# from the worst band to the better ones (ends of ColorBrewer's RdBu)
ADVERSE, OTHERS = ("#b2182b", "#fddbc7"), ("#d1e5f0", "#2166ac")
LINES = "#8a8a8a"
PANEL = 110
GEOMETRY, DECIMALS = re.compile(r'\b(?:d|transform)="[^"]*"'), re.compile(r"(\.\d\d)\d+")
"""Coordinates, and what of them is finer than a hundredth of a pixel."""
LETTER = 7
LEAST_EXTENT = 0.01
GAP = 52
"""What a panel needs beside it for the figures on its axis."""


def drawn(drawing: Drawing) -> Markup:
    """Both sizes of a drawing; the style sheet shows one of them."""
    return Markup("").join(
        Markup('<div class="{}">{}</div>').format(name, Markup(_svg(drawing, width)))
        for name, width in (("on-wide", WIDE), ("on-narrow", NARROW))
    )


def _svg(drawing: Drawing, width: int) -> str:
    import vl_convert
    from altair import SCHEMA_VERSION
    from altair.utils.schemapi import debug_mode

    axis = {"gridColor": LINES, "gridOpacity": 0.25, "domainColor": LINES, "tickColor": LINES, "labelFontSize": 12}
    axis |= {"titleFontSize": 12, "titleFontWeight": "normal", "labelLimit": width * 2 // 5, "labelOverlap": True}
    legend = {"orient": "top", "labelLimit": width - 40, "labelFontSize": 12, "title": None, "columnPadding": 24}
    legend["columns"] = 0 if width == WIDE else 1  # 0: all in one row
    with debug_mode(False):  # the grammar's own check of each part takes longer than the drawing
        chart = drawing.chart(width).configure(
            background="transparent",
            axis=axis,
            view={"stroke": None},
            legend=legend,
            # The marks' own labels would be read out one by one; the label of the whole and the table say it.
            aria=False,
        )
        written = chart.to_dict(validate=False)
    version = ".".join(SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    svg: str = vl_convert.vegalite_to_svg(written, vl_version=version)
    svg = GEOMETRY.sub(lambda found: DECIMALS.sub(r"\1", found[0]), svg)
    assert " id=" not in svg  # what is drawn here needs none, and those that Vega makes differ from run to run
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(drawing.says)}" ', 1)


def data(values: Sequence[Mapping[str, Any]]) -> Any:
    """Rows as the data of a chart."""
    import altair as alt

    return alt.InlineData(values=[dict(row) for row in values])


def fitted(chart: Any, width: int, height: int | None = None) -> Any:
    """A chart of one panel that is as wide as it may be, labels included."""
    import altair as alt

    sized = chart.properties(width=width, autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
    return sized.properties(height=height) if height is not None else sized


def bands_of(adverse: Sequence[bool]) -> list[str]:
    """A colour for each band, worst first: reds for those that bring something adverse, blues for the others."""
    reds, blues = sum(adverse), len(adverse) - sum(adverse)
    red = [_between(ADVERSE, place, max(1, reds)) for place in range(reds)]
    blue = [_between(OTHERS, place, max(1, blues - 1)) for place in range(blues)]
    found = {True: iter(red), False: iter(blue)}
    return [next(found[bool(one)]) for one in adverse]


def _between(ends: tuple[str, str], step: int, steps: int) -> str:
    """The colour at step / steps of the way from one end to the other."""
    one, other = ends
    mixed = [
        int(one[at : at + 2], 16) + (int(other[at : at + 2], 16) - int(one[at : at + 2], 16)) * step // steps
        for at in (1, 3, 5)
    ]
    return "#" + "".join(f"{value:02x}" for value in mixed)


def panels(charts: Sequence[Any], width: int) -> Any:
    """Charts of one size beside each other, as many in a row as there is room for, their axes in line."""
    import altair as alt

    if len(charts) == 1:
        return charts[0]
    return alt.concat(
        *charts, columns=columns_of(len(charts), width), bounds="flush", spacing={"row": GAP + 16, "column": GAP}
    ).properties(padding={"left": GAP, "right": 16, "top": 0, "bottom": 4})


def columns_of(count: int, width: int) -> int:
    """How many panels stand in a row."""
    return 1 if width < WIDE else min(3, count)


def panel_width(count: int, width: int) -> int:
    """How wide the inside of each panel is."""
    columns = columns_of(count, width)
    return (width - 16) // columns - GAP


def titled(chart: Any, text: str) -> Any:
    """A chart with the title of its panel."""
    import altair as alt

    lines = textwrap.wrap(text, max(12, chart.width // LETTER))[:2]
    return chart.properties(title=alt.Title(lines, fontSize=12, fontWeight="normal", anchor="start", frame="bounds"))


def over_time(
    values: Sequence[Mapping[str, Any]], names: Sequence[str], *, written: str = ",.3~f", is_from_zero: bool = True
) -> Any:
    """Lines by week, a panel each `panel`; rows have panel, run, week, value."""
    import altair as alt

    found = list(dict.fromkeys(row["panel"] for row in values))

    def chart(width: int) -> Any:
        colours = alt.Scale(domain=list(names), range=[SCHEME, BASELINE])
        dashes = alt.Scale(domain=list(names), range=[[1, 0], [5, 4]])
        x = alt.X("week:Q", title=None, axis=alt.Axis(tickCount=5, format="d"), scale=alt.Scale(nice=False))
        colour = alt.Color("run:N", sort=None, scale=colours)
        dash = alt.StrokeDash("run:N", sort=None, scale=dashes)
        own = panel_width(len(found), width)
        charts = []
        for name in found:
            rows = [row for row in values if row["panel"] == name]
            scale = alt.Scale(zero=True, nice=True) if is_from_zero else alt.Scale(domain=_extent(rows), nice=True)
            y = alt.Y("value:Q", title=None, scale=scale, axis=alt.Axis(format=written, tickCount=4))
            line = alt.Chart(data(rows), width=own, height=PANEL).mark_line(
                strokeWidth=2, point=len({row["week"] for row in rows}) == 1
            )
            charts.append(titled(line.encode(x=x, y=y, color=colour, strokeDash=dash), name))
        return panels(charts, width)

    return chart


def _extent(rows: Sequence[Mapping[str, Any]]) -> list[float]:
    """The ends of an axis that does not begin at zero: never so close that noise looks like a change."""
    low, high = min(row["value"] for row in rows), max(row["value"] for row in rows)
    short = max(0.0, LEAST_EXTENT - (high - low))
    return [max(0.0, low - short / 2), high + short / 2]
