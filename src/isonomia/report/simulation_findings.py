"""What a simulation found, in words: three findings before all else, each with how sure it is."""

import math
from dataclasses import dataclass

from isonomia.experiment.paired import Estimate, Findings, Row
from isonomia.locale import _
from isonomia.measures.measure import EVERYONE
from isonomia.simulate.outcome import Outcome

LITTLE = 0.005


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


def interval(estimate: Estimate, as_share: bool = True) -> str:
    """The interval of an estimate in words."""
    if math.isnan(estimate.low):
        return _("one run only, so without an interval: add --replicates")
    write = share if as_share else number
    return _("95 % interval {low} to {high}").format(low=write(estimate.low), high=write(estimate.high))


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


def _silenced(findings: Findings) -> list[Finding]:
    row = _row(findings, "lawful_conduct", "all lawful acts")
    if row is None or math.isnan(row.relative.mean):
        return []
    change = row.relative.mean
    if abs(change) < LITTLE:
        sentence = _("Lawful conduct (speech, assembly, complaints) stays as it was: {change}.")
    elif change < 0:
        sentence = _("People do less of what is their right (speech, assembly, complaints): {change}.")
    else:
        sentence = _("People do more of what is their right (speech, assembly, complaints): {change}.")
    return [Finding(sentence.format(change=share(change)), interval(row.relative))]


def _error(findings: Findings) -> list[Finding]:
    row = _row(findings, "harm_by_error", "share of restriction that is error")
    weeks = _row(findings, "harm_by_error", "under restriction")
    if row is None or weeks is None or not weeks.scheme.mean:
        return []
    sentence = _(
        "At any time {weeks} of 1,000 people are under an adverse consequence; for {error} of that time only because a "
        "record was wrong."
    )
    text = sentence.format(weeks=number(weeks.scheme.mean), error=share(row.scheme.mean))
    return [Finding(text, interval(row.scheme))]


def _changed(findings: Findings) -> list[Finding]:
    """The harmful conduct that changes most, then the good."""
    found = []
    kinds = findings.first.scheme.setting.society.activities
    for moral, words, still in (
        ("harmful", _("Of harmful conduct"), _("No harmful conduct changes by as much as half a percent.")),
        ("good", _("Of good conduct"), _("No good conduct changes by as much as half a percent.")),
    ):
        rows = [
            row
            for row in findings.rows
            if row.measure.name == "conduct" and row.group == EVERYONE and kinds[row.item].moral.value == moral
        ]
        rows = [row for row in rows if not math.isnan(row.relative.mean)]
        if rows:
            most = max(rows, key=lambda row: abs(row.relative.mean))
            if abs(most.relative.mean) < LITTLE:
                found.append(Finding(still, ""))
                continue
            title = kinds[most.item].title
            sentence = _("{words}, '{title}' changes most: {change}.")
            text = sentence.format(words=words, title=title, change=share(most.relative.mean))
            found.append(Finding(text, interval(most.relative)))
    return found


def assumptions(outcome: Outcome) -> tuple[int, int]:
    """How many numbers of the society are assumptions, and how many there are."""
    from isonomia.society.quantities import quantities

    every = [quantity for _, quantity in quantities(outcome.setting.society)]
    return sum(quantity.is_assumption for quantity in every), len(every)
