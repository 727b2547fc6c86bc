"""The demo's page: everything on one self-contained page, no script, nothing from the network."""

from collections.abc import Mapping
from functools import cache

import duckdb
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from isonomia import __version__
from isonomia.periods import tzdata_version
from isonomia.report.comparison_page import gain_chart
from isonomia.report.demo import words
from isonomia.report.demo.coercion import Coercion
from isonomia.report.demo.figures import agreement_bars, remainder_bars
from isonomia.report.demo.findings import Explained, Recomputed
from isonomia.report.demo.flow import flow
from isonomia.report.demo.simulated import Simulated, changes_drawing
from isonomia.report.score_chart import score_chart, score_over_time
from isonomia.report.simulation.drawing import drawn
from isonomia.report.simulation.subject import typeset
from isonomia.reproduce.agreement import remainders
from isonomia.reproduce.community import Community
from isonomia.score.comparison import Comparison, Difference

MOST_LISTED = 10


@cache
def _environment() -> Environment:
    """The report's frame and styles, with the demo's own beside them; `shared/` names the report's."""
    shared = PackageLoader("isonomia.report")
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("isonomia.report.demo"), shared, PrefixLoader({"shared": shared})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["signed"] = lambda points: f"{points:+d}".replace("-", "\N{MINUS SIGN}") if points else "0"
    environment.filters["thousands"] = words.thousands
    return environment


def demo_page(
    community: Community,
    found: Recomputed,
    explained: Explained,
    comparison: Comparison,
    coercion: Coercion,
    simulated: Simulated,
    directory: str,
) -> str:
    """The page as one HTML text."""
    made = explained.made
    day = found.instants.as_of.date().isoformat()
    asked = {band.name: band.begins for band in community.old.bands}
    levels = words.levels(comparison)
    rendered = (
        _environment()
        .get_template("demo.html.j2")
        .render(
            language="en",
            title="isonomia: real events, recomputed",
            words=words,
            found=found,
            share=words.share,
            explained=explained,
            made=made,
            kinds=words.kinds(made),
            day=day,
            agreement_figure=agreement_bars(found.rows),
            remainder_figure=remainder_bars(remainders(found.people)),
            score_figure=score_chart(community.old, score_over_time(explained.accounts, made.today)),
            comparison=comparison,
            coercion=coercion,
            simulated=simulated,
            changes=changes_drawing(simulated),
            drawn=drawn,
            typeset=typeset,
            gain_figure=gain_chart(comparison.bins),
            flow_figure=flow(comparison, levels, asked),
            levels=levels,
            rises=_rises(comparison),
            biggest=_biggest(comparison),
            commands=words.commands(directory, explained.person.member, day),
            versions=versions(),
            footer=Markup(" · ").join([f"isonomia {__version__}", f"as of {day}", f"tzdata {tzdata_version()}"]),
        )
    )
    return rendered.rstrip() + "\n"


def versions() -> Mapping[str, str]:
    """What computed the figures."""
    return {"isonomia": __version__, "DuckDB": duckdb.__version__, "tzdata": tzdata_version()}


def _rises(comparison: Comparison) -> dict[str, int]:
    """Of those who had a level before, how many rise from it."""
    found: dict[str, int] = {}
    for item in comparison.differences:
        if item.move == "rises" and item.old_band is not None:
            found[item.old_band] = found.get(item.old_band, 0) + 1
    return found


def _biggest(comparison: Comparison) -> list[Difference]:
    return sorted(comparison.differences, key=lambda item: (-abs(item.gain), int(item.member)))[:MOST_LISTED]
