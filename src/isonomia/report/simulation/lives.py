"""What becomes of trust, strain and income; what it costs, and who reviews."""

import math

from isonomia.locale import _
from isonomia.measures.measure import EVERYONE
from isonomia.report.simulation.drawing import over_time
from isonomia.report.simulation.figure import Drawing, Figure, Table
from isonomia.report.simulation.subject import Subject, certain, rate, writes
from isonomia.report.simulation_findings import number, share
from isonomia.simulate.life_tables import WHOLE
from isonomia.simulate.outcome import Outcome


def lives_figure(subject: Subject) -> Figure:
    """Mean trust, strain and income at the end of each period, in each run."""
    panels = (("trust", _("trust in the authority")), ("strain", _("strain")), ("income", _("income, of the usual")))
    values = [
        {"panel": words, "run": run, "week": week, "value": value}
        for name, words in panels
        for run, outcome in subject.runs
        for week, value in zip(subject.period_ends, _means(outcome, name), strict=True)
        if not math.isnan(value)
    ]
    ends = {(name, run): _means(outcome, name)[-1] for name, _words in panels for run, outcome in subject.runs}
    listed = "; ".join(
        f"{words}: " + ", ".join(f"{run} {share(ends[name, run])}" for run, _outcome in subject.runs)
        for name, words in panels
    )
    header = [_("weeks up to"), *(f"{words}: {run}" for _name, words in panels for run in subject.names)]
    columns = [_means(outcome, name) for name, _words in panels for _run, outcome in subject.runs]
    cells = [
        [str(subject.period_ends[place]), *(share(values[place], 2) for values in columns)]
        for place in subject.listed_periods
    ]
    caption = _("Means of all people in the first pair of runs, {periods}.")
    y_title = _("Mean of all people, by week of the run")
    says = _("Trust, strain and income over {weeks} weeks. At the end, {listed}.").format(
        weeks=subject.weeks, listed=listed
    )
    return Figure(
        "lives",
        _("What becomes of trust, strain and income?"),
        _("At the end, {listed}.").format(listed=listed) if values else _("There are no people."),
        [Drawing(says, over_time(values, subject.names, written=".1~%", is_from_zero=False), y_title)]
        if values
        else [],
        [Table(caption.format(periods=subject.by_period), header, cells)],
        [
            _(
                "Each panel has its own scale, which does not begin at zero, so that small changes can be seen: read "
                "the figures on it."
            )
        ]
        if values
        else [],
    )


def _means(outcome: Outcome, name: str) -> list[float]:
    """The mean of a state at the end of each period, as a share of its scale."""
    return [rate(float(total), outcome.people * WHOLE) for total in outcome.states(name).sum(axis=1)]


def cost_figure(subject: Subject) -> Figure:
    """The authority's cost, people's lost income, and the reviewers' load, as tables."""
    authority = subject.row("cost", "authority, per person and year").scheme.mean
    lost = subject.row("cost", "income lost, share of usual").scheme.mean
    filed = subject.row("reviewers", "filed").scheme.mean
    if math.isnan(authority):
        answer = _("There are no people, so it costs nothing.")
    else:
        answer = _(
            "It costs the authority {cost} {currency} per person and year, and people {lost} of their usual income. "
            "{filed}"
        )
        contests = (
            _("{filed} records are contested each week for 1,000 people.").format(filed=number(filed))
            if filed
            else _("No record is contested.")
        )
        answer = answer.format(
            cost=number(authority), currency=subject.society.currency, lost=share(lost), filed=contests
        )
    tables = []
    for name, caption in (
        ("cost", _("What it costs.")),
        ("reviewers", _("Who reviews: contests, for 1,000 people and week unless said.")),
    ):
        cells = []
        for row in subject.rows(name):
            if row.group == EVERYONE:
                write = writes(row)
                line = [subject.item_title(row), write(row.scheme.mean), certain(row.scheme, write, row.gauge.bounds)]
                cells.append([*line, write(row.baseline.mean)])
        header = [_("number"), subject.names[0], _("95 % interval"), subject.names[1]]
        tables.append(Table(caption, header, cells))
    return Figure("cost", _("What did it cost, and who reviewed?"), answer, (), tables)
