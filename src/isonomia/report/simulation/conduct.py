"""What people did differently, and what was silenced."""

import math
from typing import Any

from isonomia.experiment.paired import Row
from isonomia.locale import _, ngettext
from isonomia.measures.measure import EVERYONE
from isonomia.report.simulation.drawing import GOOD, HARMFUL, LAWFUL, data, fitted, over_time
from isonomia.report.simulation.figure import Drawing, Figure, Table
from isonomia.report.simulation.subject import Subject, certain
from isonomia.report.simulation_findings import (
    LITTLE,
    changed,
    extent,
    fall,
    least_lawful,
    number,
    rivals,
    share,
    told_apart,
)
from isonomia.simulate.outcome import Outcome

ROW_HEIGHT = 34
LEAST_EXTENT = 0.02
MORALS = (("good", GOOD, "circle"), ("harmful", HARMFUL, "square"), ("lawful", LAWFUL, "diamond"))


def conduct_figure(subject: Subject) -> Figure:
    """The relative change of each activity, with its interval."""
    rows = [row for row in subject.rows("conduct") if row.group == EVERYONE]
    known = [row for row in rows if not math.isnan(row.relative.mean)]
    caption = _("Acts per person and year, all people together.")
    cells = [
        [
            subject.item_title(row),
            _moral(subject, row),
            number(row.scheme.mean),
            number(row.baseline.mean),
            share(row.relative.mean),
            certain(row.relative, share),
        ]
        for row in rows
    ]
    header = (_("activity"), _("kind"), *subject.names, _("change"), _("95 % interval of the change"))
    return Figure(
        "conduct",
        _("What did people do differently?"),
        _conduct_answer(subject, known),
        [
            Drawing(
                _conduct_words(subject, known),
                lambda width: _conduct_chart(subject, known, width),
                _("Change of each activity against {baseline}").format(baseline=subject.names[1]),
            )
        ]
        if known
        else [],
        [Table(caption, header, cells, names=2)],
        [
            _("A point is the change against {baseline}.").format(baseline=subject.names[1]),
            _("One pair of runs gives no intervals, so chance may explain any of them.")
            if subject.findings.replicates == 1
            else _(
                "A line is its 95 % interval over the pairs of runs, cut off at the edge of the figure. A filled point "
                "is told apart from no change."
            ),
        ]
        if known
        else [],
    )


def _moral(subject: Subject, row: Row) -> str:
    return _(subject.society.activities[row.item].moral.value)


def _conduct_answer(subject: Subject, known: list[Row]) -> str:
    if not known:
        return _("Nobody did anything, so nothing can be compared.")
    moved = [row for row in told_apart(known) if abs(row.relative.mean) >= LITTLE]
    if not moved:
        return _("Nothing that people do changes by half a percent or more against {baseline}{chance}.").format(
            baseline=subject.names[1], chance=_aside(subject)
        )
    most = max(moved, key=lambda row: abs(row.relative.mean))
    text = ngettext(
        "{count} of {{every}} activities changes by half a percent or more against {{baseline}}{{chance}}; {{most}}.",
        "{count} of {{every}} activities change by half a percent or more against {{baseline}}{{chance}}; {{most}}.",
        len(moved),
    )
    found = _("most of all {kinds}")
    if others := rivals(most, known, extent):
        found = _("which of these most cannot be told: {kinds}")
    return text.format(
        every=len(known),
        baseline=subject.names[1],
        most=found.format(kinds=_named(subject, [most, *others])),
        chance=_aside(subject),
    )


def _named(subject: Subject, rows: list[Row]) -> str:
    return "; ".join(f"'{subject.item_title(row)}': {changed(row.relative.mean)}" for row in rows)


def _aside(subject: Subject) -> str:
    """Whether chance was set aside, at the end of a clause."""
    return _(" in one pair of runs") if subject.findings.replicates == 1 else _(", chance aside")


def _conduct_words(subject: Subject, known: list[Row]) -> str:
    listed = "; ".join(f"{subject.item_title(row)} {share(row.relative.mean)}" for row in known)
    return _("Change of each activity against {baseline}: {listed}.").format(baseline=subject.names[1], listed=listed)


def _conduct_chart(subject: Subject, known: list[Row], width: int) -> Any:
    import altair as alt

    most = max(LEAST_EXTENT, *(1.6 * abs(row.relative.mean) for row in known))
    values = []
    for row in known:
        low, high = row.relative.low, row.relative.high
        has_interval = not math.isnan(low)
        apart = not has_interval or low > 0 or high < 0
        values.append(
            {
                "title": subject.item_title(row),
                "kind": _moral(subject, row),
                "change": row.relative.mean,
                "low": max(-most, low) if has_interval else row.relative.mean,
                "high": min(most, high) if has_interval else row.relative.mean,
                "fill": 1 if apart and row.relative.mean else 0,
            }
        )
    base = alt.Chart(data(values)).encode(y=alt.Y("title:N", sort=None, axis=None))
    domain = [_(name) for name, _colour, _shape in MORALS]
    kinds = alt.Scale(domain=domain, range=[colour for _name, colour, _shape in MORALS])
    x = alt.X(
        "change:Q",
        title=None,
        scale=alt.Scale(domain=[-most, most], nice=False),
        axis=alt.Axis(format="+.1~%", tickCount=5 if width < 500 else 9),
    )
    colour = alt.Color("kind:N", sort=None, scale=kinds)
    shape = alt.Shape("kind:N", sort=None, scale=alt.Scale(domain=domain, range=[s for _n, _c, s in MORALS]))
    lines = (
        base.mark_rule(strokeWidth=2, yOffset=7)
        .encode(x=x, x2="high:Q", color=colour)
        .transform_calculate(change="datum.low")
    )
    points = base.mark_point(size=55, strokeWidth=2, yOffset=7).encode(
        x=x,
        color=colour,
        shape=shape,
        fill=alt.Fill("kind:N", sort=None, scale=kinds),
        fillOpacity=alt.FillOpacity("fill:Q", scale=alt.Scale(domain=[0, 1], range=[0, 1]), legend=None),
    )
    names = base.mark_text(align="left", dy=-9).encode(x=alt.value(2), text="title:N")
    zero = alt.Chart(data([{"change": 0}])).mark_rule(color="#8a8a8a", strokeDash=[3, 3]).encode(x="change:Q")
    return fitted(alt.layer(zero, lines, points, names), width, ROW_HEIGHT * len(values))


def lawful_figure(subject: Subject) -> Figure:
    """Each lawful activity over time, under the scheme and under the baseline."""
    kinds = subject.society.activities
    lawful = [name for name, activity in kinds.items() if activity.moral.value == "lawful"]
    values = [
        {"panel": kinds[name].title, "run": run, "week": week, "value": value}
        for name in lawful
        for run, outcome in subject.runs
        for week, value in zip(subject.period_ends, _acts(subject, outcome, name), strict=True)
    ]
    rows = [row for row in subject.rows("conduct") if row.group == EVERYONE and row.item in lawful]
    together = subject.row("lawful_conduct", "all lawful acts")
    cells = [
        [
            _("all lawful acts together") if row is together else subject.item_title(row),
            number(row.scheme.mean),
            number(row.baseline.mean),
            share(row.relative.mean),
            certain(row.relative, share),
        ]
        for row in (*rows, together)
    ]
    header = (_("activity"), *subject.names, _("change"), _("95 % interval of the change"))
    y_title = _("Acts a week of 1,000 people, by week of the run")
    drawings = [Drawing(_lawful_words(subject, rows), over_time(values, subject.names), y_title)]
    return Figure(
        "silenced",
        _("What was silenced?"),
        _lawful_answer(subject, rows, together),
        drawings if lawful and subject.people else [],
        [
            Table(_("Lawful acts per person and year: what is anyone's right."), header, cells),
            _lawful_periods(subject, lawful),
        ],
        [_("Each panel has its own scale, from zero. The lines show the first pair of runs.")] if lawful else [],
    )


def _acts(subject: Subject, outcome: Outcome, activity: str) -> list[float]:
    """Acts a week of 1,000 people, by period."""
    counts = outcome.by_group(outcome.tally.acts)[:, :, outcome.activities.index(activity)].sum(axis=1)
    people = max(1, outcome.people)
    return [
        1000 * float(count) / (people * int(weeks)) for count, weeks in zip(counts, subject.period_weeks, strict=True)
    ]


def _lawful_periods(subject: Subject, lawful: list[str]) -> Table:
    kinds = subject.society.activities
    columns = [(name, run, _acts(subject, outcome, name)) for name in lawful for run, outcome in subject.runs]
    header = [_("weeks up to"), *(f"{kinds[name].title}: {run}" for name, run, _values in columns)]
    rows = [
        [str(subject.period_ends[place]), *(number(values[place]) for _name, _run, values in columns)]
        for place in subject.listed_periods
    ]
    return Table(_("Lawful acts a week of 1,000 people, {periods}.").format(periods=subject.by_period), header, rows)


def _lawful_words(subject: Subject, rows: list[Row]) -> str:
    listed = "; ".join(f"{subject.item_title(row)} {share(row.relative.mean)}" for row in rows)
    return _(
        "Each lawful activity over {weeks} weeks, under {ours} and under {theirs}. Change over all weeks: {listed}."
    ).format(weeks=subject.weeks, ours=subject.names[0], theirs=subject.names[1], listed=listed)


def _lawful_answer(subject: Subject, rows: list[Row], together: Row) -> str:
    known = [row for row in rows if not math.isnan(row.relative.mean)]
    if not known or math.isnan(together.relative.mean):
        return _("No lawful act was done in either run, so nothing can be compared.")
    least = least_lawful(known)
    if least is None:
        return _("Nothing lawful is done less by half a percent or more than under {baseline}{chance}.").format(
            baseline=subject.names[1], chance=_aside(subject)
        )
    text = _("Against {baseline}, what falls most is {kinds}. All lawful acts together: {whole}.")
    if others := rivals(least, known, fall):
        text = _("Against {baseline}, what falls most cannot be told apart: {kinds}. All lawful acts: {whole}.")
    return text.format(
        baseline=subject.names[1],
        kinds=_named(subject, [least, *others]),
        whole=changed(together.relative.mean),
    )
