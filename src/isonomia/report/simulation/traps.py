"""Is there a trap: how long people stay in each band before they leave it for a better one, by group."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from isonomia.locale import _, ngettext
from isonomia.measures.traps import person_weeks, transition_matrix
from isonomia.report.simulation.drawing import SERIES, data, fitted
from isonomia.report.simulation.figure import Drawing, Figure, Table
from isonomia.report.simulation.standing import adverse_bands, band_titles
from isonomia.report.simulation.subject import NONE, Array, Subject
from isonomia.report.simulation_findings import number, share

FEW = 10
"""From fewer moves nothing is reckoned: they are told as they were seen."""
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")


@dataclass(frozen=True)
class Stay:
    """How a group leaves a band for a better one: person-weeks in it, how often it was left, weeks of the run."""

    band: str
    group: str
    person_weeks: float
    left: int
    weeks: int

    @property
    def chance(self) -> float:
        """The chance to leave within a week; not a number where nobody was in the band."""
        return min(1.0, self.left / self.person_weeks) if self.person_weeks else math.nan

    @property
    def is_told(self) -> bool:
        """Whether it was left often enough to tell from it how long people stay."""
        return self.left >= FEW

    @property
    def spell(self) -> float:
        """The weeks until somebody leaves, on average, if the chance stays the same; infinite where too few did, or
        where it would be longer than the run, beyond which nothing was seen.
        """
        if not self.person_weeks:
            return math.nan
        spell = 1 / self.chance if self.is_told else math.inf
        return spell if spell <= self.weeks else math.inf


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
    header = [
        _("band"),
        _("group"),
        _("left for a better one"),
        _("chance in a week"),
        _("weeks until then"),
        _("weeks of people in it"),
    ]
    cells = [
        [stay.band, stay.group, f"{stay.left:,}", _chance(stay), _weeks(stay), f"{stay.person_weeks:,.0f}"]
        for stay in (*everyone, *by_group)
        if stay.person_weeks
    ]
    shown = [stay for stay in by_group if math.isfinite(stay.spell)]
    says = _("Weeks until people leave a band for a better one, by band and group: {listed}.").format(
        listed="; ".join(f"{stay.band}, {stay.group}: {number(stay.spell)}" for stay in shown)
    )
    return Figure(
        "traps",
        question,
        _trap_answer(everyone, adverse_bands(subject.scheme)),
        [
            Drawing(
                says,
                _trap_chart(subject, titles, shown),
                _("Weeks until people leave each band for a better one, by group"),
            )
        ]
        if shown
        else [],
        [
            Table(
                _("How people leave each band for a better one, under {scheme}.").format(scheme=subject.names[0]),
                header,
                cells,
                names=2,
            ),
            Table(
                _("The chance to be in each band a week later: rows now, columns then."), [_("now"), *titles], chances
            ),
        ],
        [
            _(
                "Leaving is moving to a better band. Weeks until then are one over the chance to leave in a week: "
                "right on average if that chance does not change with time. They are not given where fewer than {few} "
                "moves were seen, or where they would be more than the run's. Which group is in a band is counted "
                "every four weeks."
            ).format(few=FEW)
        ],
    )


def _stays(subject: Subject, titles: list[str]) -> tuple[list[Stay], list[Stay]]:
    """Of all people, and by group; a group's weeks in a band are those of who is in it at the end of a period."""
    groups, bands = len(subject.groups), len(titles)
    moves: Array = subject.scheme.tally.moves.reshape(-1, groups, bands, bands).sum(axis=0)
    left = np.triu(moves, 1).sum(axis=2)
    weeks = (subject.scheme.by_group(subject.scheme.tally.people) * subject.period_weeks[:, None, None]).sum(axis=0)
    by_group = [
        Stay(titles[b], title, float(weeks[g, b]), int(left[g, b]), subject.weeks)
        for b in range(bands - 1)  # there is none better than the last
        for g, title in enumerate(subject.groups)
    ]
    whole = person_weeks(subject.scheme)
    everyone = [
        Stay(titles[b], _("everyone"), float(whole[b]), int(left[:, b].sum()), subject.weeks) for b in range(bands - 1)
    ]
    return everyone, by_group


def _weeks(stay: Stay) -> str:
    if not stay.left:
        return _("nobody left")
    if not stay.is_told:
        return _("too few left")
    return _("over {weeks}").format(weeks=stay.weeks) if math.isinf(stay.spell) else number(stay.spell)


def _chance(stay: Stay) -> str:
    return share(stay.chance, 2) if stay.is_told else NONE


def _trap_answer(everyone: list[Stay], adverse: list[bool]) -> str:
    """How people leave each band with adverse consequences."""
    bands = [stay for stay, is_adverse in zip(everyone, adverse, strict=False) if is_adverse]
    if not bands:
        return _("No band brings anything adverse, so there is none to be caught in.")
    if not any(stay.person_weeks for stay in bands):
        return _("Nobody came into a band with adverse consequences ({bands}).").format(
            bands=", ".join(f"'{stay.band}'" for stay in bands)
        )
    return _("How people leave the bands with adverse consequences for better ones: {bands}.").format(
        bands="; ".join(_left(stay) for stay in bands)
    )


def _left(stay: Stay) -> str:
    if not stay.person_weeks:
        text = _("nobody came into '{band}'")
    elif not stay.left:
        text = _("nobody was seen to leave '{band}' for a better one in {weeks} weeks")
    elif not stay.is_told:
        text = ngettext(
            "'{{band}}' was left for a better one only {count} time in {{weeks}} weeks",
            "'{{band}}' was left for a better one only {count} times in {{weeks}} weeks",
            stay.left,
        )
    elif math.isinf(stay.spell):
        text = _("'{band}' by {chance} of those in it each week, so few that {weeks} weeks are too short to say when")
    else:
        text = _("'{band}' by {chance} of those in it each week, after {spell} weeks on average")
    return text.format(band=stay.band, chance=share(stay.chance), spell=number(stay.spell), weeks=stay.weeks)


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
                    title=_("weeks until people leave for a better band"),
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
