"""Figures as SVG: Altair's grammar, rendered without a browser and without the network."""

from typing import Any

from markupsafe import escape

from isonomia.reproduce.result import Figure, Mark

WIDTH, HEIGHT = 640, 280
# told apart on white and on dark paper, and by those who see red and green alike (after Okabe and Ito)
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a8a8a")
LINES = "#8a8a8a"


def as_svg(figure: Figure) -> str:
    """The figure as one `svg` element that names itself to a screen reader."""
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(_chart(figure), vl_version=_grammar_version())
    label = escape(f"{figure.caption}. {figure.says}")
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)


def _grammar_version() -> str:
    """The version of Vega-Lite that Altair writes, as vl-convert names it."""
    import altair

    return ".".join(altair.SCHEMA_VERSION.removeprefix("v").split(".")[:2])


def _chart(figure: Figure) -> dict[str, Any]:
    import altair as alt

    values = [{"series": point.series, "x": point.x, "y": point.y} for point in figure.points]
    colour = alt.Color("series:N", sort=None, scale=alt.Scale(range=list(COLOURS)), title=None)
    colour = colour.legend(orient="top", labelLimit=0) if len(figure.series) > 1 else colour.legend(None)
    chart = alt.Chart(alt.InlineData(values=values), width=WIDTH, height=HEIGHT, background="transparent")
    if figure.mark is Mark.BAR:
        drawn = chart.mark_bar().encode(
            x=alt.X("x:N", sort=None, title=figure.x_title, axis=alt.Axis(labelAngle=0)),
            xOffset=alt.XOffset("series:N", sort=None),
            y=alt.Y("y:Q", title=figure.y_title),
            color=colour,
        )
    else:
        scale = alt.Scale(type="log", nice=False) if figure.is_logarithmic else alt.Scale(nice=False)
        high = alt.Y("y:Q", title=figure.y_title, scale=alt.Scale(zero=False))
        drawn = chart.mark_line(point=True).encode(
            x=alt.X("x:Q", scale=scale, title=figure.x_title), y=high, color=colour
        )
    axis = {"gridColor": LINES, "gridOpacity": 0.3, "domainColor": LINES, "tickColor": LINES}
    # The marks' own labels would be read out one by one; the label of the whole and the table say it.
    return drawn.configure(axis=axis, view={"stroke": None}, aria=False).to_dict()  # type: ignore[no-any-return]
