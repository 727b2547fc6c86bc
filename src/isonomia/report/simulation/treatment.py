"""Who is punished by mistake, and whether the same conduct brings the same standing."""

import math
from typing import Any

from isonomia.experiment.paired import Estimate, Row
from isonomia.locale import _
from isonomia.measures.measure import EVERYONE
from isonomia.report.simulation.drawing import (
    HARMFUL,
    LINES,
    PANEL,
    SCHEME,
    WIDE,
    data,
    fitted,
    panel_width,
    panels,
    titled,
)
from isonomia.report.simulation.figure import Drawing, Figure, Table
from isonomia.report.simulation.subject import Subject, certain
from isonomia.report.simulation_findings import number, share

HARMLESS, HARMED = "without harm, adverse band", "with harm, adverse band"


def error_figure(subject: Subject) -> Figure:
    """Of 1,000 people, how many are restricted rightly and by error, by group over time."""
    under, wrong = (subject.row("harm_by_error", item) for item in ("under restriction", "under restriction by error"))
    by_period = _restricted(subject)
    header = [
        _("group"),
        _("restricted"),
        _("95 % interval"),
        _("by error alone"),
        _("95 % interval"),
        _("share that is error"),
    ]
    cells = []
    for group in (*subject.society.groups, EVERYONE):
        rows = [
            subject.row("harm_by_error", item, group)
            for item in ("under restriction", "under restriction by error", "share of restriction that is error")
        ]
        line = [subject.group_title(group)]
        for row in rows[:2]:
            line += [number(row.scheme.mean), certain(row.scheme, number, row.gauge.bounds)]
        cells.append([*line, share(rows[2].scheme.mean)])
    drawings = []
    if under.scheme.mean > 0 and any(row["value"] for row in by_period):
        listed = "; ".join(f"{line[0]}: {line[1]}, {line[3]}" for line in cells)
        says = _(
            "People under an adverse consequence over {weeks} weeks by group, rightly and by error. Of 1,000 people on "
            "average over the run, and of them by error: {listed}."
        )
        drawings = [
            Drawing(
                says.format(weeks=subject.weeks, listed=listed),
                _error_chart(by_period),
                _("Of 1,000 people of the group, by week of the run"),
            )
        ]
    return Figure(
        "error",
        _("Who is punished by mistake?"),
        _error_answer(subject, under, wrong),
        drawings,
        [
            Table(
                _("People under an adverse consequence on average over the run, of 1,000 in the group."), header, cells
            ),
            _error_periods(subject),
        ],
        [_("By error: true records alone would not have brought the consequence. The bars show the first run.")],
    )


def _error_answer(subject: Subject, under: Row, wrong: Row) -> str:
    if not subject.people:
        return _("There are no people, so nobody is punished.")
    if not under.scheme.mean:
        return _("Nobody was under an adverse consequence.")
    rates = {
        group: subject.row("harm_by_error", "under restriction by error", group).scheme
        for group in subject.society.groups
    }
    answer = _(
        "On average over the run {under} of 1,000 people are under an adverse consequence, {wrong} of them by error "
        "alone; at its end {end} are under one"
    ).format(
        under=number(under.scheme.mean),
        wrong=number(wrong.scheme.mean),
        end=number(subject.row("harm_by_error", "under restriction at the end").scheme.mean),
    )
    known = {group: found for group, found in rates.items() if not math.isnan(found.mean)}
    if len(known) < 2 or not wrong.scheme.mean:
        return answer + "."
    most, least = (choose(known, key=lambda group: known[group].mean) for choose in (max, min))
    if may_be_chance(known[most], known[least]):
        return _("{answer}. Between groups, chance may explain the differences.").format(answer=answer)
    return _("{answer}; the group hit most by error: {group}, {rate}.").format(
        answer=answer, group=subject.group_title(most), rate=number(known[most].mean)
    )


def may_be_chance(one: Estimate, other: Estimate) -> bool:
    """Whether two intervals overlap, or are not known."""
    return math.isnan(one.low) or math.isnan(other.low) or (one.low <= other.high and other.low <= one.high)


def _restricted(subject: Subject) -> list[dict[str, Any]]:
    """Of 1,000 people of a group, on average over each period: those restricted by error, and the others."""
    run = subject.scheme
    wrong, every = (run.by_group(counts)[:, :, 0] for counts in (run.tally.error_weeks, run.tally.restricted_weeks))
    values = []
    for place, title in enumerate(subject.groups):
        size = int(run.group_sizes[place])
        for period, (week, weeks) in enumerate(zip(subject.period_ends, subject.period_weeks, strict=True)):
            scale = 1000 / (size * int(weeks)) if size else 0.0
            error, whole = float(wrong[period, place]) * scale, float(every[period, place]) * scale
            for kind, value, order in ((_("by error"), error, 0), (_("rightly"), whole - error, 1)):
                values.append({"panel": title, "week": week, "kind": kind, "value": value, "order": order})
    return values


def _error_periods(subject: Subject) -> Table:
    values = {(row["panel"], row["week"], row["order"]): row["value"] for row in _restricted(subject)}
    header = [_("weeks up to")]
    for title in subject.groups:
        header += [_("{group}: restricted").format(group=title), _("{group}: by error").format(group=title)]
    rows = []
    for week in (subject.period_ends[place] for place in subject.listed_periods):
        line = [str(week)]
        for title in subject.groups:
            wrong, right = values[title, week, 0], values[title, week, 1]
            line += [number(wrong + right), number(wrong)]
        rows.append(line)
    return Table(_("Of 1,000 people of the group, {periods}.").format(periods=subject.by_period), header, rows)


def _error_chart(values: list[dict[str, Any]]) -> Any:
    weeks = {row["week"] for row in values}
    found = list(dict.fromkeys(row["panel"] for row in values))
    most = max(row["value"] for row in values)

    def chart(width: int) -> Any:
        import altair as alt

        own = panel_width(len(found), width)
        size = max(1.5, min(16.0, 0.7 * own / len(weeks)))
        kinds = alt.Scale(domain=[_("by error"), _("rightly")], range=[HARMFUL, LINES])
        axis = alt.Axis(tickCount=5, format="d", grid=False)
        charts = [
            titled(
                alt.Chart(data([row for row in values if row["panel"] == name]), width=own, height=PANEL)
                .mark_bar(size=size)
                .encode(
                    x=alt.X("week:Q", title=None, axis=axis, scale=alt.Scale(zero=True, nice=True)),
                    y=alt.Y("value:Q", stack="zero", title=None, axis=alt.Axis(tickCount=4)),
                    color=alt.Color("kind:N", sort=None, scale=kinds),
                    order=alt.Order("order:Q"),
                ),
                name,
            )
            for name in found
        ]
        whole = panels(charts, width)
        return whole.resolve_scale(y="shared") if len(found) > 1 and most else whole

    return chart


def equal_conduct_figure(subject: Subject) -> Figure:
    """Of those who did no harm, and of those who did, the share in an adverse band, by group."""
    question = _("Same conduct, same standing?")
    kinds = ((HARMLESS, _("did no harm")), (HARMED, _("did harm")))
    values: list[dict[str, Any]] = []
    cells = []
    for group in (*subject.society.groups, EVERYONE):
        line = [subject.group_title(group)]
        for item, words in kinds:
            own = subject.row("equal_conduct", item, group).scheme
            line += [share(own.mean), certain(own, share, (0.0, 1.0))]
            if not math.isnan(own.mean):
                low, high = (own.mean, own.mean) if math.isnan(own.low) else (max(0.0, own.low), min(1.0, own.high))
                values.append(
                    {"panel": words, "group": subject.group_title(group), "share": own.mean, "low": low, "high": high}
                )
        cells.append(line)
    header = [_("group"), _("did no harm"), _("95 % interval"), _("did harm"), _("95 % interval")]
    listed = "; ".join(f"{line[0]}: {line[1]}, {line[3]}" for line in cells)
    says = _(
        "Share of members in a band with adverse consequences by group, among those who did no harm and those who "
        "did: {listed}."
    )
    summary = [
        [
            _(item),
            share(subject.row("equal_conduct", item).scheme.mean),
            certain(subject.row("equal_conduct", item).scheme, share, (0.0, 1.0)),
        ]
        for item in ("equalized odds difference", "selection ratio")
    ]
    return Figure(
        "equal",
        question,
        _equal_answer(subject),
        [
            Drawing(
                says.format(listed=listed),
                _equal_chart(subject, values, [words for _item, words in kinds]),
                _("In a band with adverse consequences at the end, by group"),
            )
        ]
        if any(row["high"] > 0 for row in values)
        else [],
        [
            Table(_("Share of members in a band with adverse consequences at the end."), header, cells),
            Table(_("The gap between groups."), [_("number"), _("value"), _("95 % interval")], summary),
        ],
        [
            _(
                "Harm counts over the whole run, seen or not. The equalized odds difference is the larger of the "
                "two gaps between groups (0: none); the selection ratio the share of the group least often in such "
                "a band over that of the group most often in it (100 %: equal)."
            )
        ],
    )


def _equal_answer(subject: Subject) -> str:
    groups = list(subject.society.groups)
    for item, words in ((HARMLESS, _("did no harm")), (HARMED, _("did harm"))):
        known = {group: subject.row("equal_conduct", item, group).scheme for group in groups}
        known = {group: found for group, found in known.items() if not math.isnan(found.mean)}
        if len(known) < 2 or not max(found.mean for found in known.values()):
            continue
        most, least = (choose(known, key=lambda group: known[group].mean) for choose in (max, min))
        text = _(
            "Of members who {did}, {high} of one group ({most}) and {low} of another ({least}) are in a band with "
            "adverse consequences at the end."
        ).format(
            did=words,
            high=share(known[most].mean),
            most=subject.group_title(most),
            low=share(known[least].mean),
            least=subject.group_title(least),
        )
        chance = _("Chance may explain the difference.")
        return f"{text} {chance}" if may_be_chance(known[most], known[least]) else text
    everyone = [subject.row("equal_conduct", item).scheme.mean for item in (HARMLESS, HARMED)]
    if not any(value > 0 for value in everyone):
        return _("Nobody is in a band with adverse consequences at the end.")
    return _("Too few groups have members to compare.")


def _equal_chart(subject: Subject, values: list[dict[str, Any]], panels: list[str]) -> Any:
    names = [*subject.groups, _("everyone")]
    found = [name for name in panels if any(row["panel"] == name for row in values)]

    def chart(width: int) -> Any:
        import altair as alt

        most = max(0.001, *(row["high"] for row in values))
        x = alt.X(
            "low:Q", title=None, scale=alt.Scale(domain=[0, most], nice=True), axis=alt.Axis(format="~%", tickCount=4)
        )
        parts = []
        for words in found:
            base = alt.Chart(data([row for row in values if row["panel"] == words])).encode(
                y=alt.Y("group:N", sort=None, title=None, scale=alt.Scale(domain=names))
            )
            lines = base.mark_rule(color=SCHEME, strokeWidth=2).encode(x=x, x2="high:Q")
            points = base.mark_point(color=SCHEME, filled=True, size=70, opacity=1).encode(x=alt.X("share:Q"))
            title = alt.Title(
                _("members who {did}").format(did=words), fontSize=12, fontWeight="normal", anchor="start"
            )
            both = alt.layer(lines, points).properties(title=title)
            if len(found) == 1:
                return fitted(both, width, 28 * len(names))
            own = (width - 2 * 140) // 2 if width == WIDE else width - 150
            parts.append(both.properties(width=own, height=28 * len(names)))
        return alt.hconcat(*parts) if width == WIDE else alt.vconcat(*parts)

    return chart
