"""Is there a trap: how long people stay in each band before they leave it, by group."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from isonomia.locale import _
from isonomia.measures.traps import person_weeks, transition_matrix
from isonomia.report.simulation.drawing import SERIES, data, fitted
from isonomia.report.simulation.figure import Drawing, Figure, Table
from isonomia.report.simulation.standing import adverse_bands, band_titles
from isonomia.report.simulation.subject import NONE, Array, Subject
from isonomia.report.simulation_findings import number, share

SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")


@dataclass(frozen=True)
class Stay:
    """How a group leaves a band: person-weeks in it, and how often it was left."""

    band: str
    group: str
    person_weeks: float
    left: int

    @property
    def chance(self) -> float:
        """The chance to leave within a week; not a number where nobody was in the band."""
        return min(1.0, self.left / self.person_weeks) if self.person_weeks else math.nan

    @property
    def spell(self) -> float:
        """The weeks until somebody leaves, on average, if the chance stays the same; infinite if nobody left."""
        if not self.person_weeks:
            return math.nan
        return 1 / self.chance if self.left else math.inf


def trap_figure(subject: Subject) -> Figure:
    """Expected spells by band and group, and the chances from week to week as a matrix."""
    question = _("Is there a trap?")
    titles = band_titles(subject.scheme)
    if len(titles) < 2 or not subject.scheme.tally.people.sum():
        return Figure(
            "traps", question, _("With fewer than two bands, or nobody in them, there is none to be caught in.")
        )
    everyone, by_group = _stays(subject, titles)
    matrix = transition_matrix(subject.scheme)
    chances = [
        [title, *(share(value, 2) if matrix[row].any() else NONE for value in matrix[row])]
        for row, title in enumerate(titles)
    ][::-1]
    header = [_("band"), _("group"), _("chance to leave in a week"), _("weeks until then"), _("weeks of people in it")]
    cells = [
        [stay.band, stay.group, share(stay.chance, 2), _weeks(stay), f"{stay.person_weeks:,.0f}"]
        for stay in (*everyone, *by_group)
        if stay.person_weeks
    ]
    shown = [stay for stay in by_group if math.isfinite(stay.spell)]
    says = _("Weeks until people leave a band, by band and group: {listed}.").format(
        listed="; ".join(f"{stay.band}, {stay.group}: {number(stay.spell)}" for stay in shown)
    )
    return Figure(
        "traps",
        question,
        _trap_answer(everyone, adverse_bands(subject.scheme)),
        [Drawing(says, _trap_chart(subject, titles, shown), _("Weeks until people leave each band, by group"))]
        if shown
        else [],
        [
            Table(
                _("How people leave each band, under {scheme}.").format(scheme=subject.names[0]), header, cells, names=2
            ),
            Table(
                _("The chance to be in each band a week later: rows now, columns then."), [_("now"), *titles], chances
            ),
        ],
        [
            _(
                "Weeks until somebody leaves are one over the chance to leave in a week: right on average if that "
                "chance does not change with time. Bands that nobody left are in the table alone. Which group is in a "
                "band is counted every four weeks."
            )
        ],
    )


def _stays(subject: Subject, titles: list[str]) -> tuple[list[Stay], list[Stay]]:
    """Of all people, and by group; a group's weeks in a band are those of who is in it at the end of a period."""
    groups, bands = len(subject.groups), len(titles)
    moves: Array = subject.scheme.tally.moves.reshape(-1, groups, bands, bands).sum(axis=0)
    left = moves.sum(axis=2) - np.diagonal(moves, axis1=1, axis2=2)
    weeks = (subject.scheme.by_group(subject.scheme.tally.people) * subject.period_weeks[:, None, None]).sum(axis=0)
    by_group = [
        Stay(titles[b], title, float(weeks[g, b]), int(left[g, b]))
        for b in range(bands)
        for g, title in enumerate(subject.groups)
    ]
    whole = person_weeks(subject.scheme)
    everyone = [Stay(titles[b], _("everyone"), float(whole[b]), int(left[:, b].sum())) for b in range(bands)]
    return everyone, by_group


def _weeks(stay: Stay) -> str:
    return _("nobody left") if math.isinf(stay.spell) else number(stay.spell)


def _trap_answer(everyone: list[Stay], adverse: list[bool]) -> str:
    """How people leave each band with adverse consequences."""
    bands = [stay for stay, is_adverse in zip(everyone, adverse, strict=True) if is_adverse]
    if not bands:
        return _("No band brings anything adverse, so there is none to be caught in.")
    if not any(stay.person_weeks for stay in bands):
        return _("Nobody came into a band with adverse consequences ({bands}).").format(
            bands=", ".join(f"'{stay.band}'" for stay in bands)
        )
    return _("How people leave the bands with adverse consequences: {bands}.").format(
        bands="; ".join(_left(stay) for stay in bands)
    )


def _left(stay: Stay) -> str:
    if not stay.person_weeks:
        text = _("nobody came into '{band}'")
    elif not stay.left:
        text = _("nobody who came into '{band}' left it during the run")
    else:
        text = _("'{band}' by {chance} of those in it each week, after {weeks} weeks on average")
    return text.format(band=stay.band, chance=share(stay.chance), weeks=number(stay.spell))


def _trap_chart(subject: Subject, titles: list[str], shown: list[Stay]) -> Any:
    values = [{"band": stay.band, "group": stay.group, "weeks": stay.spell} for stay in shown]
    groups, best = subject.groups, titles[::-1]

    def chart(width: int) -> Any:
        import altair as alt

        colours = [SERIES[place % len(SERIES)] for place in range(len(groups))]
        shapes = [SHAPES[place % len(SHAPES)] for place in range(len(groups))]
        points = (
            alt.Chart(data(values))
            .mark_point(size=80, filled=True, opacity=0.9)
            .encode(
                x=alt.X(
                    "weeks:Q",
                    title=_("weeks until people leave the band"),
                    scale=alt.Scale(type="log", nice=True),
                    axis=alt.Axis(format="~g", tickCount=4),
                ),
                y=alt.Y("band:N", sort=None, scale=alt.Scale(domain=best), title=None, axis=alt.Axis(grid=True)),
                yOffset=alt.YOffset("group:N", sort=None, scale=alt.Scale(domain=groups)),
                color=alt.Color("group:N", sort=None, scale=alt.Scale(domain=groups, range=colours)),
                shape=alt.Shape("group:N", sort=None, scale=alt.Scale(domain=groups, range=shapes)),
            )
        )
        return fitted(points, width, 44 * len(titles))

    return chart
