"""Facts that are past all effect are left out, and nothing of the account differs, on that day or later."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from isonomia.periods import last_instant
from isonomia.scheme.keeping import Keeping, keeping_of, reach_of
from isonomia.scheme.scheme import Scheme
from isonomia.score.account import Account, account
from isonomia.score.history import History, histories
from unit.score.small_schemes import act, ledger_of, record, small

LATER = (0, 1, 6, 31, 100, 400)


RULE = "rules:\n  r: {{source: acts, points: 5, expires: 12 months{more}}}\n"
LASTING = "  f: {source: fees, points: 1}\n"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (RULE.format(more=""), "2025-02-17"),  # its life, and two assessments
        (RULE.format(more=", cap: {points: 9, per: month}"), "2025-03-02"),  # another of February
        (RULE.format(more=", cap: {points: 9, per: ever}"), None),
        (RULE.format(more=", nth: {within: 30 days}"), "2025-03-18"),  # numbers one of 16 March
        (RULE.format(more=", nth: {}"), None),
        (
            RULE.format(more=", ceiling: {band: low, for: 24 months}") + "bands: {low: {}, high: {from: 9}}\n",
            "2026-02-17",
        ),
        (RULE.format(more="") + LASTING, "2025-02-17"),
        (RULE.format(more="") + LASTING + "pools: {p: {rules: [r, f], cap: {points: 9, per: year}}}\n", None),
        (
            RULE.format(more="") + "  q: {each: quarter, when: COUNT(r) > 3, points: 1, expires: 24 months}\n",
            "2026-04-03",  # the quarter's points of 1 April
        ),
        (RULE.format(more="") + "bands: {low: {}, high: {from: 10, grace: 14 days}}\n", "2025-03-03"),
        (RULE.format(more="") + "score: {assessed: weekly}\n", "2025-02-23"),  # Sundays
    ],
)
def test_the_last_day_of_a_fact(text: str, last: str | None) -> None:
    reach = reach_of(small(text), "acts")
    assert (str(reach.last_day(date(2024, 2, 15))) if reach is not None else None) == last


def test_how_long_facts_are_kept() -> None:
    scheme = small(RULE.format(more=", cap: {points: 9, per: month}"), retention="12 months")
    keeping = keeping_of(scheme)["acts"]
    assert keeping.is_longer_than_declared
    assert not keeping.is_over(date(2024, 2, 15), date(2025, 5, 31))  # 90 days after 2 March
    assert keeping.is_over(date(2024, 2, 15), date(2025, 6, 1))
    assert keeping.most_days == max(
        (later - day).days
        for day in (date(2024, 2, 1) + timedelta(days=n) for n in range(1461))
        for later in [_first_over(keeping, day)]
    )


def _first_over(keeping: Keeping, day: date) -> date:
    later = day
    while not keeping.is_over(day, later):
        later += timedelta(days=1)
    return later


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
    max_examples=80,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.data())
def test_without_facts_past_all_effect_the_account_is_the_same(data: st.DataObject) -> None:
    scheme = data.draw(fading_schemes())
    history = data.draw(histories_of(scheme))
    reaches = {source: reach_of(scheme, source) for source in scheme.file.sources}

    def last_day(source: str, day: date) -> date:
        reach = reaches[source]
        assert reach is not None
        return reach.last_day(day)

    event = data.draw(st.sampled_from(history.facts)).event
    first = last_day(event.source, event.occurred_on) + timedelta(days=1)
    facts = [fact for fact in history.facts if last_day(fact.event.source, fact.event.occurred_on) >= first]
    kept = replace(history, facts=facts)
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
