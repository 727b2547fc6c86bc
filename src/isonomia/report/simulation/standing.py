"""Where people stand over time, and who moves between bands."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from isonomia.experiment.frames import band_names
from isonomia.locale import _
from isonomia.report.simulation.drawing import GOOD, HARMFUL, LINES, SCHEME, WIDE, bands_of, data, fitted
from isonomia.report.simulation.figure import Drawing, Figure, Table
from isonomia.report.simulation.subject import NONE, Array, Subject, rate
from isonomia.report.simulation_findings import number, share
from isonomia.simulate.outcome import Outcome

HEIGHT = 220
SHORT = 8
"""Letters of a title of which three stand beside each other on a phone."""
MOST_POINTS = 104
"""Points in time drawn at most; of longer runs every other week, or fewer."""


def band_titles(outcome: Outcome) -> list[str]:
    """The titles of the bands by goodness, worst first; a title that two bands share has the band's name added."""
    scheme = outcome.setting.scheme
    if scheme is None:
        return []
    titles = [scheme.band_at(goodness).title for goodness in range(len(scheme.bands))]
    names = band_names(outcome)
    return [
        f"{title} ({name})" if titles.count(title) > 1 else title for title, name in zip(titles, names, strict=True)
    ]


def bands_figure(subject: Subject) -> Figure:
    """The share of members in each band by week; the baseline beside it if it has bands."""
    question = _("Where do people stand over time?")
    runs = [(name, run) for name, run in subject.scored_runs if run.tally.people.sum()]
    if not runs:
        return Figure("bands", question, _no_bands(subject))
    tables, drawings = [], []
    for name, run in runs:
        found = standing(subject, run)
        header = [_("after week"), *found.titles]
        cells = [
            [str(found.weeks[place]), *(share(value) for value in found.shares[place])]
            for place in _quarters(len(found.weeks))
        ]
        tables.append(Table(_("People in each band: {run}.").format(run=name), header, cells))
        listed = ", ".join(
            f"{title} {share(value)}" for title, value in zip(found.titles, found.shares[-1], strict=True)
        )
        says = _("Share of people in each band over {weeks} weeks: {run}. At the end: {listed}.")
        says = says.format(weeks=subject.weeks, run=name, listed=listed)
        drawings.append(Drawing(says, _bands_chart(found), _("People in each band: {run}").format(run=name)))
    note = _("Red: bands that bring something adverse. Blue: the others.")
    return Figure("bands", question, _bands_answer(*runs[0], subject), drawings, tables, [note])


def adverse_bands(outcome: Outcome) -> list[bool]:
    """Whether each band, worst first, brings anything adverse."""
    return [bool(one) for one in outcome.setting.life.adverse[: len(band_titles(outcome))]]


def _no_bands(subject: Subject) -> str:
    if not subject.people:
        return _("There are no people, so nobody stands anywhere.")
    if not subject.asked.scheme.bands:
        return _("The scheme has no bands: it gives points, and no standing.")
    return _("Nobody was ever enrolled, so nobody stands anywhere.")


@dataclass(frozen=True)
class Standing:
    """The share of all people in each band (worst first) after some weeks, (weeks, bands); which bands are adverse.

    Where everybody is enrolled from first to last it is known week by week, else at the end of each period.
    """

    titles: list[str]
    weeks: list[int]
    shares: Array
    adverse: list[bool]


def standing(subject: Subject, outcome: Outcome) -> Standing:
    """Where people stand over a run; those not enrolled are a row of their own, below all bands."""
    titles, weeks = band_titles(outcome), list(range(1, subject.weeks + 1))
    counts = outcome.tally.bands.astype(float)
    outside = outcome.people - counts.sum(axis=1)
    if outside.any():
        titles, counts = [_("not enrolled"), *titles], np.column_stack([outside, counts])
    step = -(-len(weeks) // MOST_POINTS)
    kept = sorted({*range(0, len(weeks), step), len(weeks) - 1})
    shares = counts / np.maximum(1, counts.sum(axis=1, keepdims=True))
    return Standing(titles, [weeks[place] for place in kept], shares[kept], adverse_bands(outcome))


def _quarters(weeks: int) -> list[int]:
    return sorted({0, *(max(0, weeks * part // 8 - 1) for part in range(1, 9))})


def _bands_answer(name: str, outcome: Outcome, subject: Subject) -> str:
    found = standing(subject, outcome)
    outside = int(found.titles[0] == _("not enrolled"))
    inside = found.shares[-1][outside:]
    most = int(inside.argmax())
    text = _("Under {run}, {most} of people are in '{title}' at the end").format(
        run=name, most=share(float(inside[most])), title=found.titles[outside + most]
    )
    if most:
        text = _("{text}, and {least} in the lowest band, '{lowest}'").format(
            text=text, least=share(float(inside[0])), lowest=found.titles[outside]
        )
    else:
        text = _("{text}, the lowest band").format(text=text)
    if outside:
        text = _("{text}; {out} are not enrolled").format(text=text, out=share(float(found.shares[-1][0])))
    return text + "."


def _bands_chart(found: Standing) -> Any:
    titles, outside = found.titles, int(found.titles[0] == _("not enrolled"))
    values = [
        {"week": week, "band": title, "order": place, "share": float(found.shares[row, place])}
        for row, week in enumerate(found.weeks)
        for place, title in enumerate(titles)
    ]

    def chart(width: int) -> Any:
        import altair as alt

        # The first band of the legend is the best, as it lies on top; two weeks at least, or there is no area.
        colours = [LINES] * outside + bands_of(found.adverse)
        scale = alt.Scale(domain=titles[::-1], range=colours[::-1])
        columns = 3 if all(len(title) <= SHORT for title in titles) else 1
        columns = min(len(titles), 4) if width == WIDE else columns
        mark = alt.Chart(data(values))
        area = mark.mark_area() if len(found.weeks) > 1 else mark.mark_bar(size=60)
        encoded = area.encode(
            x=alt.X(
                "week:Q",
                title=_("week"),
                axis=alt.Axis(tickCount=6, format="d", grid=False),
                scale=alt.Scale(nice=False, zero=False),
            ),
            y=alt.Y("share:Q", stack="zero", title=None, axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])),
            color=alt.Color("band:N", scale=scale, legend=alt.Legend(columns=columns)),
            order=alt.Order("order:Q"),
        )
        return fitted(encoded, width, HEIGHT)

    return chart


def moves_figure(subject: Subject) -> Figure:
    """How many moves there were from each band to each other, and by group up and down, under the scheme."""
    question = _("Who moves between bands?")
    titles = band_titles(subject.scheme)
    if len(titles) < 2 or not subject.scheme.tally.people.sum():
        return Figure("moves", question, _("With fewer than two bands, or nobody in them, nobody moves."))
    moves = subject.scheme.tally.moves.reshape(-1, len(subject.groups), len(titles), len(titles)).sum(axis=0)
    whole = moves.sum(axis=0)
    up, down = int(np.triu(whole, 1).sum()), int(np.tril(whole, -1).sum())
    matrix = [
        [title, *(f"{int(count):,}" if place != row else NONE for place, count in enumerate(whole[row]))]
        for row, title in enumerate(titles)
    ][::-1]
    by_group = [_up_and_down(subject, title, moves[row], row) for row, title in enumerate(subject.groups)]
    answer = _(
        "In {weeks} weeks there were {up} moves to a better band and {down} to a worse one, among {people} people."
    )
    says = _("Moves between bands as a grid, from the band in the row to the band in the column: {listed}.")
    listed = "; ".join(
        _("{one} to {other} {count}").format(one=titles[one], other=titles[other], count=f"{int(whole[one, other]):,}")
        for one, other in zip(*np.nonzero(whole), strict=True)
    ) or _("none")
    drawings = (
        [
            Drawing(
                says.format(listed=listed),
                _moves_chart(titles, whole),
                _("Moves over the whole run, from one band to another"),
            )
        ]
        if up + down
        else []
    )
    if up + down:
        said = "; ".join(f"{cells[0]}: {cells[1]}, {cells[2]}" for cells in by_group)
        words = _("Moves to a better and to a worse band, a year for 1,000 people, by group: {said}.").format(said=said)
        drawings.append(Drawing(words, _groups_chart(by_group), _("Moves a year of 1,000 people, by group")))
    header = [_("group"), _("to a better band"), _("to a worse band")]
    return Figure(
        "moves",
        question,
        answer.format(weeks=subject.weeks, up=f"{up:,}", down=f"{down:,}", people=f"{subject.people:,}"),
        drawings,
        [
            Table(_("Moves over the whole run: rows from, columns to."), [_("from"), *titles], matrix),
            Table(_("Moves a year of 1,000 people, by group."), header, by_group),
            _moves_by_period(subject, len(titles)),
        ],
        [_("The first run under {scheme}; a person who moves twice counts twice.").format(scheme=subject.names[0])],
    )


def _up_and_down(subject: Subject, title: str, moves: Array, row: int) -> list[str]:
    person_years = int(subject.scheme.group_sizes[row]) * subject.weeks * 7 / 365.25 / 1000
    up, down = float(np.triu(moves, 1).sum()), float(np.tril(moves, -1).sum())
    return [title, number(rate(up, person_years)), number(rate(down, person_years))]


def _moves_by_period(subject: Subject, bands: int) -> Table:
    by_period = subject.scheme.tally.moves.reshape(-1, len(subject.groups), bands, bands).sum(axis=1)
    rows = [
        [str(week), f"{int(np.triu(moves, 1).sum()):,}", f"{int(np.tril(moves, -1).sum()):,}"]
        for week, moves in ((subject.period_ends[place], by_period[place]) for place in subject.listed_periods)
    ]
    header = [_("weeks up to"), _("to a better band"), _("to a worse band")]
    return Table(_("Moves, {periods}.").format(periods=subject.by_period), header, rows)


def _moves_chart(titles: list[str], whole: Array) -> Any:
    values = [
        {
            "from": titles[one],
            "to": titles[other],
            "moves": int(whole[one, other]),
            "text": f"{int(whole[one, other]):,}",
        }
        for one in range(len(titles))
        for other in range(len(titles))
        if one != other and whole[one, other]
    ]

    def chart(width: int) -> Any:
        import altair as alt

        best = titles[::-1]
        cells = alt.Chart(data(values)).encode(
            x=alt.X(
                "to:N",
                sort=None,
                scale=alt.Scale(domain=best),
                title=_("to"),
                axis=alt.Axis(labelAngle=0 if width == WIDE else -40, orient="top"),
            ),
            y=alt.Y("from:N", sort=None, scale=alt.Scale(domain=best), title=_("from")),
        )
        shade = alt.Opacity(
            "moves:Q", scale=alt.Scale(type="sqrt", domain=[0, int(whole.max())], range=[0.05, 0.6]), legend=None
        )
        whole_chart = alt.layer(
            cells.mark_rect(color=SCHEME).encode(opacity=shade), cells.mark_text().encode(text="text:N")
        )
        return fitted(whole_chart, width, 34 * len(titles) + 10)

    return chart


def _groups_chart(rows: list[list[str]]) -> Any:
    better, worse = _("to a better band"), _("to a worse band")
    values = [
        {"group": cells[0], "way": way, "rate": sign * float(cells[place])}
        for cells in rows
        for way, place, sign in ((better, 1, 1), (worse, 2, -1))
        if cells[place] != NONE
    ]

    def chart(width: int) -> Any:
        import altair as alt

        bars = (
            alt.Chart(data(values))
            .mark_bar(height=16)
            .encode(
                x=alt.X("rate:Q", title=None, axis=alt.Axis(tickCount=5, labelExpr="format(abs(datum.value), '~g')")),
                y=alt.Y("group:N", sort=None, title=None),
                color=alt.Color("way:N", sort=None, scale=alt.Scale(domain=[worse, better], range=[HARMFUL, GOOD])),
            )
        )
        return fitted(bars, width, 26 * len(rows) + 10)

    return chart
