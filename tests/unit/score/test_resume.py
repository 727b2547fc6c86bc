"""Going on from a remembered account gives what the whole history gives, or says that it cannot."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from isonomia.ledger.parse_record import RecordParser
from isonomia.ledger.record import AnyRecord, Event, Origin
from isonomia.ledger.validate import validate
from isonomia.scheme.load import read_scheme_text
from isonomia.scheme.scheme import Scheme
from isonomia.score.account import Account, account
from isonomia.score.history import History, histories
from isonomia.score.resume import MOST_OPEN, Remembered, remembered, resumed
from strategies.ledgers import data_of, instants
from strategies.schemes import schemes

MEMBER = "anna"
LATE = datetime(2990, 1, 1, tzinfo=UTC)
TURNS = 4
QUIET: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "phases": [Phase.explicit, Phase.reuse, Phase.generate],
}


def standing(made: Account) -> tuple[Any, ...]:
    """All that is told of an account without its lines."""
    band = made.band
    in_force = (band.band.name, band.kept_until, band.assessments) if band is not None else None
    return made.score, made.total, made.next_fade, in_force


Kept = tuple[Remembered, tuple[Event, ...]]


def written_and_read(kept: Remembered) -> Remembered:
    return msgspec.json.decode(msgspec.json.encode(kept), type=Remembered)


# in which each rule, cap, window, grace and ceiling bears on the score again and again
TIGHT = """
isonomia: 1
scheme: tight
time_zone: Europe/Vienna
sources: {deeds: {fields: {size: integer}}, faults: {fields: {size: integer}}}
rules:
  help: {source: deeds, when: "size > 0", points: "size * 2", cap: {points: 11, per: week}, expires: 10 days}
  more: {source: deeds, when: "size > 2", points: 5, halves: every 1 week}
  again: {source: faults, nth: {within: 2 weeks}, points: "-nth * size", cap: {points: 30, per: month}, expires: 3 weeks}
  ever: {source: faults, nth: {}, points: "CASE WHEN nth > 4 THEN -3 ELSE -1 END", expires: 2 weeks}
  grave: {source: faults, when: "size > 6", points: 0, ceiling: {band: low, for: 9 days}}
pools: {deeds: {rules: [help, more], cap: {points: 14, per: week}}}
score: {base: 3, range: [-60, 60], assessed: ASSESSED}
bands: {low: {}, middle: {from: 0, grace: 5 days}, high: {from: 9, grace: 12 days}}
rights: {appeal: {to: board, suspends: true}}
"""
QUIET_WEEK = """
  quiet: {each: week, when: "COUNT(faults) = 0", points: 1}
"""
STEPS = """
steps: [{band: middle, after: {band: high, measure: letter}}, {band: low, after: {band: middle, measure: talk}}]
"""


def tight(assessed: str = "daily", rule: str = "", more: str = "") -> Scheme:
    text = TIGHT.replace("ASSESSED", assessed).replace("\npools:", f"{rule}\npools:") + more
    reading = read_scheme_text(Path("tight.yaml"), text)
    assert reading.scheme is not None, reading.errors
    return reading.scheme


SIZES = st.fixed_dictionaries({"size": st.sampled_from([None, 0, 1, 2, 3, 4, 7])})


@st.composite
def days_of_events(draw: st.DrawFn, scheme: Scheme) -> list[tuple[int, Event]]:
    """Events of one member within some weeks, each with the turn in which it comes: mostly in order, some late."""
    parser = RecordParser(scheme)
    begin = draw(instants())
    ahead = sorted(draw(st.lists(st.integers(0, 30), min_size=8, max_size=24)))
    found = []
    for number, days in enumerate(ahead):
        source = draw(st.sampled_from(sorted(scheme.fields)))
        fields = dict.fromkeys(scheme.fields[source])
        occurred = begin + timedelta(days=days, hours=draw(st.sampled_from([0, 0, 0, 5, 23])))
        row = {
            "kind": "event",
            "source": source,
            "event_id": f"{draw(st.integers(0, 9))}-{number}",
            "member": MEMBER,
            "occurred_at": occurred.isoformat(),
            "recorded_at": occurred.isoformat(),
            "data": draw(SIZES if "size" in fields else data_of(fields)),
        }
        in_order = number * TURNS // len(ahead)
        turn = draw(st.sampled_from([*[in_order] * 20, min(in_order + 1, TURNS - 1)]))
        event = parser.parse(row, Origin("generated.jsonl", number + 1))
        assert isinstance(event, Event)
        found.append((turn, event))
    return found


@pytest.fixture(scope="module")
def tried() -> Iterator[dict[str, int]]:
    """How often an account was gone on from, and how often not; a worker may run one of the two tests alone."""
    counts = {"resumed": 0, "whole": 0}
    yield counts
    assert counts["resumed"] > 20, counts


@settings(max_examples=80, **QUIET)
@given(st.sampled_from([tight(), tight("weekly"), tight(rule=QUIET_WEEK.rstrip())]), st.data())
def test_where_everything_bears_on_the_score(tried: dict[str, int], scheme: Scheme, data: st.DataObject) -> None:
    go_on(tried, scheme, data)


@settings(max_examples=80, **QUIET)
@given(schemes(), st.data())
def test_any_scheme(tried: dict[str, int], scheme: Scheme, data: st.DataObject) -> None:
    go_on(tried, scheme, data)


def go_on(tried: dict[str, int], scheme: Scheme, data: st.DataObject) -> None:
    """Events come in some turns; after each the account from what was remembered is the account of the whole."""
    events = data.draw(days_of_events(scheme))
    others = data.draw(other_records(scheme, [event for turn, event in events if turn == 0]))
    kept: Kept | None = None
    for turn in range(TURNS):
        known = [event for when, event in events if when <= turn]
        new = [event for when, event in events if when == turn]
        if not known:
            return
        as_of = max(event.occurred_at for event in known) + timedelta(
            days=data.draw(st.sampled_from([0, 0, 0, 0, 1, 1, 20, -2]))
        )
        history = history_of([*known, *others])
        if history is None:
            return
        whole = account(scheme, history, as_of)
        found = None
        if kept is not None:
            before, still_open = kept
            found = resumed(scheme, written_and_read(before), MEMBER, [*still_open, *new], as_of)
        if found is not None:
            tried["resumed"] += 1
            assert standing(found.account) == standing(whole), f"{turn} {as_of}\n{scheme.text}\n{events}\n{others}"
            kept = found.remembered, found.open
        else:
            tried["whole"] += 1 if turn else 0
            kept = remembered(scheme, whole, history, as_of)


@st.composite
def other_records(draw: st.DrawFn, scheme: Scheme, events: Sequence[Event]) -> list[AnyRecord]:
    """What is said about the first events from the beginning, and since when the member takes part."""
    parser = RecordParser(scheme)
    rows: list[dict[str, Any]] = []
    joined = draw(st.sampled_from([None, -400, -3, 2]))
    if joined is not None and events:
        at = events[0].occurred_at + timedelta(days=joined)
        rows.append({"kind": "join", "member": MEMBER, "recorded_at": at.isoformat(), "occurred_at": at.isoformat()})
    for event in events[:2]:
        named = {"source": event.source, "event_id": event.event_id, "recorded_at": event.recorded_at.isoformat()}
        kind = draw(st.sampled_from([*[""] * 7, "correction", "withdrawal", "dispute"]))
        if kind == "correction":
            rows.append({"kind": kind, **named, "data": {}, "occurred_at": draw(instants()).isoformat()})
        elif kind:
            rows.append({"kind": kind, **named, **({"dispute_id": event.event_id} if kind == "dispute" else {})})
    return [parser.parse(row, Origin("said.jsonl", number)) for number, row in enumerate(rows, 1)]


def history_of(records: Sequence[AnyRecord]) -> History | None:
    checked = validate(list(records))
    return None if checked.faults else histories(checked.ledger, LATE, [MEMBER]).get(MEMBER)


def event(number: int, day: str, source: str = "faults", size: int = 1) -> Event:
    """An event of the tight scheme."""
    row = {"kind": "event", "source": source, "event_id": str(number), "member": MEMBER, "data": {"size": size}}
    found = RecordParser(tight()).parse({**row, "occurred_at": day, "recorded_at": f"{day}T12:00:00Z"}, Origin("e", 1))
    assert isinstance(found, Event)
    return found


def moment(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00:00+00:00")


def remembered_of(scheme: Scheme, records: Sequence[AnyRecord], day: str) -> Kept | None:
    history = history_of(records)
    assert history is not None
    return remembered(scheme, account(scheme, history, moment(day)), history, moment(day))


def test_what_an_account_is_not_remembered_with() -> None:
    first = event(1, "2026-03-02")
    dispute = RecordParser(tight()).parse(
        {
            "kind": "dispute",
            "source": "faults",
            "event_id": "1",
            "dispute_id": "d",
            "recorded_at": "2026-03-03T12:00:00Z",
        },
        Origin("e", 2),
    )
    assert remembered_of(tight(), [first], "2026-03-04") is not None
    assert remembered_of(tight(), [first, dispute], "2026-03-04") is None
    assert remembered_of(tight(), [first, event(2, "2026-03-05")], "2026-03-04") is None
    assert remembered_of(tight(more=STEPS), [first], "2026-03-04") is None


@pytest.mark.parametrize(
    ("new", "day", "goes_on"),
    [
        pytest.param([], "2026-03-06", True, id="nothing new"),
        pytest.param([event(5, "2026-03-05")], "2026-03-05", True, id="a later day"),
        pytest.param([event(5, "2026-03-04")], "2026-03-05", True, id="the latest day, later in the order"),
        pytest.param([event(3, "2026-03-04")], "2026-03-05", True, id="the latest day, earlier in the order"),
        pytest.param([event(5, "2026-03-03")], "2026-03-05", True, id="a day before it, after what is remembered"),
        pytest.param([event(1, "2026-03-03")], "2026-03-05", False, id="a day before it, earlier in the order"),
        pytest.param([event(5, "2026-03-02")], "2026-03-05", False, id="an earlier day"),
        pytest.param([event(5, "2026-03-06")], "2026-03-05", False, id="an event that is still to come"),
        pytest.param([], "2026-03-03", False, id="a clock that was set back"),
        pytest.param([], "2026-03-09", False, id="a week has ended"),
    ],
)
def test_when_it_goes_on(new: list[Event], day: str, goes_on: bool) -> None:
    scheme = tight(rule=QUIET_WEEK.rstrip())
    records = [event(2, "2026-03-03"), event(4, "2026-03-04")]
    kept = remembered_of(scheme, records, "2026-03-04")
    assert kept is not None
    before, still_open = kept
    assert still_open == (records[1],)
    assert (resumed(scheme, before, MEMBER, [*still_open, *new], moment(day)) is not None) == goes_on


@pytest.mark.parametrize(("count", "is_open"), [(MOST_OPEN, True), (MOST_OPEN + 1, False)])
def test_a_day_of_very_many_events_is_not_open(count: int, is_open: bool) -> None:
    events = [event(number, "2026-03-04") for number in range(count)]
    kept = remembered_of(tight(), events, "2026-03-04")
    assert kept is not None
    assert len(kept[1]) == (count if is_open else 0)
    before = Remembered(1, None, (), {}, {}, {})
    made = resumed(tight(), before, MEMBER, events, moment("2026-03-04"))
    assert made is not None
    assert len(made.open) == (count if is_open else 0)


def test_the_day_of_a_corrected_event_is_not_open() -> None:
    """Handed in again, the event would come as it was recorded."""
    first = event(1, "2026-03-04", size=1)
    row = {"kind": "correction", "source": "faults", "event_id": "1", "data": {"size": 2}}
    correction = RecordParser(tight()).parse({**row, "recorded_at": "2026-03-04T12:00:00Z"}, Origin("e", 2))
    kept = remembered_of(tight(), [first, correction], "2026-03-04")
    assert kept is not None
    assert kept[1] == ()


def test_an_event_of_the_week_that_has_ended_asks_for_the_whole() -> None:
    scheme = tight(rule=QUIET_WEEK.rstrip())
    kept = remembered_of(scheme, [event(1, "2026-03-04")], "2026-03-09")
    assert kept is not None
    before, still_open = kept
    assert still_open == ()
    assert resumed(scheme, before, MEMBER, [event(2, "2026-03-08")], moment("2026-03-10")) is None
    assert resumed(scheme, before, MEMBER, [event(2, "2026-03-09")], moment("2026-03-10")) is not None
