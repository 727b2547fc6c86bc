"""The demo's last part: what the coercive scheme, and its rights-first variant, do to the same synthetic people."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from isonomia.experiment.engines.threads import ThreadsEngine
from isonomia.experiment.kept import Asked, Runner
from isonomia.experiment.paired import Findings, compare
from isonomia.presets import preset_path, society_path
from isonomia.report.demo.coercion import SCHEME, Coercion
from isonomia.report.simulation.drawing import HARMFUL, data, fitted
from isonomia.report.simulation.drawing import SCHEME as BLUE
from isonomia.report.simulation.figure import Drawing
from isonomia.report.simulation_findings import Finding, Written, key_findings, number, share
from isonomia.scheme.load import read_scheme_text
from isonomia.society.load import load_society

SOCIETY = "chinese-county-2015"
SEED, REPLICATES, WEEKS = 1, 3, 104
ROW_HEIGHT = 34
SIMULATIONS = ("simulation.html", "simulation-adapted.html")
"""The pages of the two variants."""


@dataclass(frozen=True)
class Variant:
    """One of the two schemes, against no scheme."""

    name: str
    page: str
    asked: Asked
    findings: Findings

    @property
    def key(self) -> list[Finding]:
        return key_findings(self.findings)


@dataclass(frozen=True)
class Line:
    """A line of the table: under no scheme, as it is, rights first."""

    title: str
    none: str
    before: str
    after: str


@dataclass(frozen=True)
class Simulated:
    """The scheme as it is and as it could be, on the same people with the same luck."""

    before: Variant
    after: Variant

    @property
    def variants(self) -> tuple[Variant, Variant]:
        return self.before, self.after

    @property
    def lines(self) -> list[Line]:
        """A few measures of both beside those without a scheme."""
        wanted: tuple[tuple[str, str, str, Written], ...] = (
            ("traffic offences, per person and year", "conduct", "traffic_offence", number),
            ("days of volunteering, per person and year", "conduct", "volunteering", number),
            ("posts critical of authority, per person and year", "conduct", "critical_post", number),
            ("under a restriction on average, of 1,000 people", "harm_by_error", "under restriction", number),
            ("of them by error alone", "harm_by_error", "under restriction by error", number),
            ("trust in the authority at the end", "trust", "trust", share),
            ("records made, per person and year", "privacy", "records made per person and year", number),
            ("income lost, of the usual", "cost", "income lost, share of usual", share),
        )
        return [self._line(title, measure, item, write) for title, measure, item, write in wanted]

    def _line(self, title: str, measure: str, item: str, write: Written) -> Line:
        before, after = (variant.findings.row(measure, item) for variant in self.variants)
        return Line(title, write(before.baseline.mean), write(before.scheme.mean), write(after.scheme.mean))


def simulate_both(
    coercion: Coercion, people: int, threads: int, progress: Callable[[int], None] | None = None
) -> Simulated:
    """Run both schemes, each against none."""
    society = load_society(society_path(SOCIETY))
    path = preset_path(SCHEME)
    before = (path, path.read_text(encoding="utf-8"), "as it is", SIMULATIONS[0])
    after = (Path(f"{SCHEME}-adapted.yaml"), coercion.adapted.text, "rights first", SIMULATIONS[1])
    variants = []
    for place, text, name, page in (before, after):
        scheme = read_scheme_text(place, text).scheme
        assert scheme is not None
        asked = Asked(society, scheme, None, people, WEEKS, SEED, REPLICATES)
        runner = Runner(asked, ThreadsEngine(threads), progress=progress)
        variants.append(Variant(name, page, asked, compare(runner.pairs(), REPLICATES)))
    return Simulated(*variants)


def changes_drawing(simulated: Simulated) -> Drawing:
    """How each activity changes against no scheme, under both."""
    activities = simulated.before.asked.society.file.activities
    values: list[dict[str, Any]] = []
    for variant in simulated.variants:
        for row in variant.findings.rows:
            if row.measure.name == "conduct" and row.group == "everyone" and not math.isnan(row.relative.mean):
                low, high = row.relative.low, row.relative.high
                change = 0.0 if low <= 0 <= high else row.relative.mean
                values.append({"title": activities[row.item].title, "scheme": variant.name, "change": change})
    listed = "; ".join(f"{row['title']}, {row['scheme']}: {share(row['change'])}" for row in values if row["change"])
    says = f"Change of each activity against no scheme, where it is told apart from chance. {listed or 'None'}."
    return Drawing(says, lambda width: _chart(values, width), "How conduct changes against no scheme")


def _chart(values: list[dict[str, Any]], width: int) -> Any:
    import altair as alt

    names = list(dict.fromkeys(row["scheme"] for row in values))
    base = alt.Chart(data(values)).encode(y=alt.Y("title:N", sort=None, axis=None))
    points = base.mark_point(size=60, filled=True, opacity=1, yOffset=7).encode(
        x=alt.X("change:Q", title=None, axis=alt.Axis(format="+.1~%", tickCount=5 if width < 500 else 9)),
        color=alt.Color("scheme:N", sort=None, scale=alt.Scale(domain=names, range=[HARMFUL, BLUE])),
        shape=alt.Shape("scheme:N", sort=None, scale=alt.Scale(domain=names, range=["square", "circle"])),
    )
    titles = base.mark_text(align="left", dy=-9).encode(x=alt.value(2), text="title:N")
    zero = alt.Chart(data([{"change": 0}])).mark_rule(color="#8a8a8a", strokeDash=[3, 3]).encode(x="change:Q")
    return fitted(alt.layer(zero, points, titles), width, ROW_HEIGHT * len({row["title"] for row in values}))
