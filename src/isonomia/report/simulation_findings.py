"""What a simulation found, in words: three findings before all else, each with how sure it is."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from isonomia.experiment.kept import Asked
from isonomia.experiment.paired import Estimate, Findings, Row
from isonomia.locale import _
from isonomia.measures.measure import EVERYONE
from isonomia.simulate.outcome import Outcome

LITTLE = 0.005
"""A change smaller than half a percent is called little."""
MOST_PLACES = 4
Written = Callable[[float], str]
"""How a value is written: `share` or `number`."""


@dataclass(frozen=True)
class Finding:
    """One finding: a sentence, and the sentence that says how sure it is."""

    sentence: str
    certainty: str


def share(value: float, places: int = 1) -> str:
    """A share as a percentage, or a dash where there is none."""
    if math.isnan(value):
        return "–"
    text = f"{100 * value:.{places}f}"
    return f"{text.removeprefix('-') if float(text) == 0 else text} %"


def number(value: float) -> str:
    """A number with about three figures, or a dash where there is none."""
    if math.isnan(value):
        return "–"
    size = abs(value)
    return f"{value:.0f}" if size >= 100 else f"{value:.1f}" if size >= 10 else f"{value:.3g}"


def signed(estimate: Estimate) -> bool:
    """Whether the whole interval lies on one side of zero."""
    return estimate.low > 0 or estimate.high < 0


def bounded(estimate: Estimate, bounds: tuple[float, float]) -> tuple[float, float]:
    """The interval of an estimate, cut at the least and the greatest value that there can be."""
    low, high = (min(max(end, bounds[0]), bounds[1]) for end in (estimate.low, estimate.high))
    return low, high


def interval(estimate: Estimate, write: Written = share, *, is_change: bool = False) -> str:
    """The interval of an estimate in words, with as many digits as it takes to tell its ends apart.

    is_change: a change, of which it is also said whether it could be none at all. Any other figure cannot be negative,
    nor a share be more than all.
    """
    low, high = estimate.low, estimate.high
    if math.isnan(estimate.mean):
        return ""
    if math.isnan(low):
        return _("from one pair of runs, so without an interval: --replicates adds one")
    if low == high:
        return _("no change in any pair of runs") if is_change and not low else _("the same in every pair of runs")
    if not is_change:
        low, high = bounded(estimate, (0.0, 1.0 if write is share else math.inf))
    places, written = 1, (write(low), write(high))
    while write is share and _says_too_little(low, high, written, places) and places < MOST_PLACES:
        places += 1
        written = (share(low, places), share(high, places))
    text = _("95 % interval {low} to {high}").format(low=written[0], high=written[1])
    if not is_change:
        return text
    if signed(estimate):
        return _("{interval}, so the direction is not chance").format(interval=text)
    return _("{interval}, so it may be chance").format(interval=text)


def _says_too_little(low: float, high: float, written: tuple[str, str], places: int) -> bool:
    """Whether an interval's ends read the same, or one reads as zero in an interval that leaves zero out."""
    return written[0] == written[1] or (low * high > 0 and share(0, places) in written)


def changed(change: float, places: int = 1) -> str:
    """A relative change in words: 3.2 % less, 0.5 % more."""
    if not change:
        return _("no change")
    size = share(abs(change), places)
    if size == share(0, places):
        size = _("under {least}").format(least=share(10.0 ** -(places + 2), places))
    return (_("{size} more") if change > 0 else _("{size} less")).format(size=size)


def key_findings(findings: Findings) -> list[Finding]:
    """The three findings: what it does to lawful conduct, to the wrong people, and to those it means to change."""
    return [*_silenced(findings), *_error(findings), *_changed(findings)][:3] or [
        Finding(_("The scheme changed nothing that could be told apart from nothing."), "")
    ]


def _row(findings: Findings, measure: str, item: str, group: str = EVERYONE) -> Row | None:
    try:
        return findings.row(measure, item, group)
    except KeyError:
        return None


def _title(findings: Findings, row: Row) -> str:
    return findings.first.scheme.setting.society.activities[row.item].title


def _conduct(findings: Findings, moral: str) -> list[Row]:
    """The rows of all people's conduct of one kind of which a change is known."""
    kinds = findings.first.scheme.setting.society.activities
    return [
        row
        for row in findings.rows
        if row.measure.name == "conduct"
        and row.group == EVERYONE
        and kinds[row.item].moral.value == moral
        and not math.isnan(row.relative.mean)
    ]


def told_apart(rows: list[Row]) -> list[Row]:
    """The rows whose change chance does not explain; all of them where one pair of runs gives no intervals."""
    return [row for row in rows if math.isnan(row.relative.low) or signed(row.relative)]


def least_lawful(rows: list[Row]) -> Row | None:
    """What falls most, of what falls by half a percent or more and is told apart from chance."""
    fallen = [row for row in told_apart(rows) if row.relative.mean <= -LITTLE]
    return min(fallen, key=lambda row: row.relative.mean) if fallen else None


def rivals(first: Row, rows: list[Row], size: Callable[[Row], Estimate]) -> list[Row]:
    """The rows that may be larger than the one whose mean is the largest: whose intervals of `size` meet."""
    least = size(first).low
    others = [row for row in rows if row is not first and size(row).high >= least]
    return sorted(others, key=lambda row: size(row).mean, reverse=True)


def fall(row: Row) -> Estimate:
    """By how much a number falls."""
    return Estimate(-row.relative.mean, -row.relative.high, -row.relative.low)


def extent(row: Row) -> Estimate:
    """By how much a number changes, up or down."""
    one, other = abs(row.relative.low), abs(row.relative.high)
    return Estimate(abs(row.relative.mean), min(one, other) if signed(row.relative) else 0.0, max(one, other))


def _named(findings: Findings, rows: list[Row]) -> str:
    return "; ".join(f"'{_title(findings, row)}': {changed(row.relative.mean)}" for row in rows)


def _silenced(findings: Findings) -> list[Finding]:
    """All lawful acts together, and the one kind that falls most: many bills paid must not hide a voice lost."""
    row = _row(findings, "lawful_conduct", "all lawful acts")
    if row is None or math.isnan(row.relative.mean):
        return []
    change = row.relative.mean
    if not change:
        sentence = _("All lawful acts together are as many as under {life}.")
    elif abs(change) < LITTLE:
        sentence = _("All lawful acts together hardly change against {life}: {change}.")
    else:
        sentence = _("All lawful acts together, against {life}: {change}.")
    text = sentence.format(change=changed(change), life=_life(findings))
    kinds = _conduct(findings, "lawful")
    least = least_lawful(kinds)
    if least is None:
        return [Finding(text, interval(row.relative, is_change=True))]
    title = _title(findings, least)
    most = _("What falls most is '{title}': {change}.").format(title=title, change=changed(least.relative.mean))
    if math.isnan(row.relative.low):
        most = _("What falls most in this pair of runs is '{title}': {change}.").format(
            title=title, change=changed(least.relative.mean)
        )
        return [Finding(f"{text} {most}", interval(row.relative, is_change=True))]
    if others := rivals(least, kinds, fall):
        most = _("What falls most cannot be told apart: {kinds}.").format(kinds=_named(findings, [least, *others]))
    certainty = _("all together: {whole}; '{title}': {one}").format(
        whole=interval(row.relative, is_change=True), title=title, one=interval(least.relative, is_change=True)
    )
    return [Finding(f"{text} {most}", certainty)]


def _error(findings: Findings) -> list[Finding]:
    row = _row(findings, "harm_by_error", "share of restriction that is error")
    weeks = _row(findings, "harm_by_error", "under restriction")
    if row is None or weeks is None or not findings.first.scheme.people:
        return []
    if weeks.scheme.mean:
        sentence = _(
            "On average over the run {weeks} of 1,000 people are under an adverse consequence, and {end} at its end; "
            "for {error} of that time only because a record was wrong."
        )
        end = findings.row("harm_by_error", "under restriction at the end").scheme.mean
        text = sentence.format(weeks=number(weeks.scheme.mean), end=number(end), error=share(row.scheme.mean))
        certainty = _("share that is error: {interval}").format(interval=interval(row.scheme))
    else:
        text, certainty = _("Nobody comes under an adverse consequence."), interval(weeks.scheme, number)
    if not math.isnan(weeks.baseline.mean):
        other = _("Under {life}: nobody.")
        if weeks.baseline.mean:
            other = _("Under {life}: {weeks} of 1,000, and {error} of that time by error.")
        error, under = share(row.baseline.mean), number(weeks.baseline.mean)
        text += " " + other.format(life=_life(findings), weeks=under, error=error)
    return [Finding(text, certainty)]


def _changed(findings: Findings) -> list[Finding]:
    """The harmful conduct that changes most, then the good."""
    found = []
    for moral, words, still in (
        (
            "harmful",
            _("Of harmful conduct"),
            _("No harmful conduct changes by as much as half a percent against {life}."),
        ),
        ("good", _("Of good conduct"), _("No good conduct changes by as much as half a percent against {life}.")),
    ):
        rows = _conduct(findings, moral)
        if not rows:
            continue
        most = max(told_apart(rows) or rows, key=lambda row: abs(row.relative.mean))
        title = _title(findings, most)
        certainty = interval(most.relative, is_change=True)
        if not most.relative.mean:
            found.append(Finding(still.format(life=_life(findings)), certainty))
            continue
        if abs(most.relative.mean) < LITTLE:
            largest = _("the largest change, '{title}': {interval}").format(title=title, interval=certainty)
            found.append(Finding(still.format(life=_life(findings)), largest))
            continue
        if math.isnan(most.relative.low):
            text = _("{words}, '{title}' changes most in this pair of runs, against {life}: {change}.")
        elif rivals(most, rows, extent):
            text = _("{words}, what changes most against {life} cannot be told apart: {kinds}.")
        else:
            text = _("{words}, '{title}' changes most against {life}: {change}.")
        text = text.format(
            words=words,
            title=title,
            change=changed(most.relative.mean),
            life=_life(findings),
            kinds=_named(findings, [most, *rivals(most, rows, extent)]),
        )
        if rivals(most, rows, extent):
            certainty = _("'{title}': {interval}").format(title=title, interval=certainty)
        found.append(Finding(text, certainty))
    return found


def _life(findings: Findings) -> str:
    """What the scheme is compared with."""
    other = findings.first.baseline.setting.scheme
    return _("no scheme") if other is None else f"'{other.title}'"


def assumptions(outcome: Outcome) -> tuple[int, int]:
    """How many numbers of the society are assumptions, and how many there are."""
    from isonomia.society.quantities import quantities

    every = [quantity for _, quantity in quantities(outcome.setting.society)]
    return sum(quantity.is_assumption for quantity in every), len(every)


def unanswered(asked: Asked) -> str:
    """What people do not respond to of the schemes at hand, in a sentence; empty where there is no such thing."""
    names = [rule.name for scheme in asked.schemes for rule in scheme.period_rules]
    if not names:
        return ""
    return _(
        "People do not respond to what a rule of a whole period gives or takes ({rules}): an act is worth to them what "
        "it brings by itself. So changes of conduct that such rules aim at are not shown, while their points are."
    ).format(rules=", ".join(dict.fromkeys(names)))
