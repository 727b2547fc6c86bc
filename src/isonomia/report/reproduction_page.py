"""Reproduced results as one self-contained page: no script, nothing from the network, a table under each plot."""

from collections.abc import Sequence

from markupsafe import Markup

from isonomia import __version__
from isonomia.report.environment import page
from isonomia.reproduce.drawing import as_svg
from isonomia.reproduce.result import Figure, Result, Verdict
from isonomia.reproduce.text import summary

CLASSES = {Verdict.AGREES: "good", Verdict.DIFFERS: "bad", Verdict.NOT_COMPARED: ""}


def reproduction_page(results: Sequence[Result], *, is_quick: bool) -> str:
    """The page as one HTML text; English, as the papers are."""
    return page(
        "reproduction.html.j2",
        language="en",
        title="isonomia: published results, run again",
        results=results,
        Verdict=Verdict,
        classes=CLASSES,
        summary=summary,
        drawn=_drawn,
        is_quick=is_quick,
        footer=f"isonomia {__version__} · isonomia reproduce{' --quick' if is_quick else ''}",
    )


def _drawn(figure: Figure) -> Markup:
    return Markup(as_svg(figure))  # made here from numbers and names; the label in it is escaped
