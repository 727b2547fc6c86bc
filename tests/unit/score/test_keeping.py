"""Facts that are past all effect are left out, and nothing of the account differs, on that day or later."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from isonomia.periods import last_instant
from isonomia.scheme.keeping import needed_days
from isonomia.scheme.scheme import Scheme
from isonomia.score.account import Account, account
from isonomia.score.history import History, histories
from unit.score.small_schemes import act, ledger_of, record, small

LATER = (0, 1, 6, 31, 100, 400)


RULE = "rules:\n  r: {{source: acts, points: 5, expires: 12 months{more}}}\n"
ASSESSED_DAILY = 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (RULE.format(more=""), 366 + ASSESSED_DAILY),
        (RULE.format(more=", cap: {points: 9, per: month}"), 366 + 2 * 31 + ASSESSED_DAILY),
        (RULE.format(more=", cap: {points: 9, per: ever}"), None),
        (RULE.format(more=", nth: {within: 30 days}"), 366 + 30 + ASSESSED_DAILY),
        (RULE.format(more=", nth: {}"), None),
        (RULE.format(more="") + "  f: {source: fees, points: 1}\n", 366 + ASSESSED_DAILY),
        (
            RULE.format(more="")
            + "  f: {source: fees, points: 1}\npools: {p: {rules: [r, f], cap: {points: 9, per: year}}}\n",
            None,
        ),
        (
            RULE.format(more="") + "  each: {each: quarter, when: COUNT(r) > 3, points: 1, expires: 24 months}\n",
            731 + 2 * 92 + ASSESSED_DAILY,
        ),
        (
            RULE.format(more="") + "bands:\n  low: {}\n  high: {from: 10, grace: 14 days}\n",
            366 + 14 + ASSESSED_DAILY,
        ),
    ],
)
def test_what_a_fact_reaches(text: str, expected: int | None) -> None:
    assert needed_days(small(text), "acts") == expected


DURATIONS = ("5 days", "2 weeks", "1 month", "3 months", "1 year")


@st.composite
def fading_schemes(draw: st.DrawFn) -> Scheme:
    """Schemes in which every effect ends some day, with all that reaches from one fact to another."""
    rules = [_rule(draw, name, source) for name, source in (("a", "acts"), ("b", "acts"), ("f", "fees"))]
    if draw(st.booleans()):
        unit, target = draw(st.sampled_from(("week", "month", "quarter"))), draw(st.sampled_from(("a", "fees", "acts")))
        points, expires = draw(st.integers(-9, 9)), draw(st.sampled_from(DURATIONS))
        rules.append(
            f"  p: {{each: {unit}, when: COUNT({target}) > 1, points: {points}, expires: {expires}{_cap(draw)}}}"
        )
    pooled = draw(st.lists(st.sampled_from([rule.split(":")[0].strip() for rule in rules]), unique=True))
    pool = f"pools:\n  shared: {{rules: [{', '.join(pooled)}]{_cap(draw, always=True)}}}\n" if pooled else ""
    assessed = draw(st.sampled_from(("daily", "weekly", "monthly")))
    grace = draw(st.sampled_from(("", ", grace: 9 days", ", grace: 2 months")))
    bands = f"bands:\n  low: {{}}\n  middle: {{from: 4{grace}}}\n  high: {{from: 9{grace}}}\n"
    return small("rules:\n" + "\n".join(rules) + f"\n{pool}score: {{assessed: {assessed}}}\n{bands}")


def _rule(draw: st.DrawFn, name: str, source: str) -> str:
    points = draw(st.sampled_from((-5, -2, 1, 3, 8)))
    nth = draw(st.booleans())
    ceiling = draw(st.sampled_from(("", "", ", ceiling: {band: low, for: 3 weeks}")))
    parts = [
        f"source: {source}, expires: {draw(st.sampled_from(DURATIONS))}{_cap(draw)}{ceiling}",
        f"points: {points}" + (" * nth" if nth else ""),
        f"nth: {{within: {draw(st.sampled_from(DURATIONS))}}}" if nth else "",
        draw(st.sampled_from(("", "halves: every 1 month"))),
    ]
    return f"  {name}: {{{', '.join(part for part in parts if part)}}}"


def _cap(draw: st.DrawFn, *, always: bool = False) -> str:
    unit = draw(st.sampled_from(("day", "week", "month", "quarter", "year")))
    return f", cap: {{points: {draw(st.integers(1, 12))}, per: {unit}}}" if always or draw(st.booleans()) else ""


@st.composite
def histories_of(draw: st.DrawFn, scheme: Scheme) -> History:
    """A member's facts of a good two years, close enough to one another for caps and numbers to matter."""
    days = draw(st.lists(st.integers(0, 800), min_size=2, max_size=25))
    rows = [
        act(
            str(date(2020, 1, 3) + timedelta(days=day)), 1, f"e{number}", source=draw(st.sampled_from(("acts", "fees")))
        )
        for number, day in enumerate(days)
    ]
    ledger = ledger_of(scheme, [record("join", "2020-01-01"), *rows])
    return histories(ledger, datetime(2030, 1, 1, tzinfo=UTC))["anna"]


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.data())
def test_without_facts_past_all_effect_the_account_is_the_same(data: st.DataObject) -> None:
    scheme = data.draw(fading_schemes())
    history = data.draw(histories_of(scheme))
    needed = {source: needed_days(scheme, source) for source in scheme.file.sources}
    event = data.draw(st.sampled_from(history.facts)).event
    days = needed[event.source]
    assert days is not None
    first = event.occurred_on + timedelta(days=days + 1)
    kept = replace(
        history,
        facts=[
            fact
            for fact in history.facts
            if first - fact.event.occurred_on <= timedelta(days=needed[fact.event.source] or 0)
        ],
    )
    for later in (0, 1, 6, 31, 100, 400):
        day = first + timedelta(days=later)
        assert _effects(scheme, kept, day) == _effects(scheme, history, day), (day, scheme.text)


def _effects(scheme: Scheme, history: History, day: date) -> tuple[object, ...]:
    found: Account = account(scheme, history, last_instant(day, scheme.zone))
    entries = [
        (entry.rule.name, entry.date, entry.event_id, entry.points_on(day))
        for entry in found.entries
        if entry.points_on(day)
    ]
    ceilings = [(item.band, item.first, item.ends) for item in found.ceilings if item.first <= day < item.ends]
    return found.total, found.band_name, entries, ceilings
