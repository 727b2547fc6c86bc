"""Versions in succession: the past is never repriced, what is new holds from its day, one meaning on every engine."""

from datetime import date, datetime
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from differential.agreement import assert_agrees
from isonomia.ledger.ledger import Ledger
from isonomia.ledger.parse_record import RecordParser
from isonomia.ledger.record import Origin
from isonomia.ledger.validate import validate
from isonomia.periods import period_start
from isonomia.scheme.scheme import CompiledRule, Scheme
from isonomia.scheme.succession.succeed import prune, succession
from isonomia.scheme.succession.version import Succession, Version
from isonomia.score.account import accounts
from isonomia.score.engines.duckdb import DuckDBEngine
from isonomia.score.entry import Entry
from strategies import Case, examples
from strategies.ledgers import instants, raw_records, sound_records
from strategies.schemes import schemes
from strategies.successions import DAYS, successions

SETTINGS: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "phases": [Phase.explicit, Phase.reuse, Phase.generate],
}
STYLES = st.sampled_from(["none", "none", "joins", "turns"])
Key = tuple[str, str, str, str, date]


def _ledger(scheme: Scheme, rows: list[dict[str, Any]]) -> Ledger:
    """The ledger of rows that are known to be sound."""
    parser = RecordParser(scheme)
    outcome = validate([parser.parse(row, Origin("generated.jsonl", index)) for index, row in enumerate(rows, 1)])
    assert not outcome.faults
    return outcome.ledger


def _sound_rows(scheme: Scheme, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    records, _ = sound_records(scheme, rows)
    kept = [record.origin for record in records]
    return [row for index, row in enumerate(rows, 1) if Origin("generated.jsonl", index) in kept]


def _entries(scheme: Scheme, rows: list[dict[str, Any]], when: datetime) -> list[tuple[str, Entry]]:
    found = accounts(scheme, _ledger(scheme, rows), when, when)
    return [(member, entry) for member, account in found.items() for entry in account.entries]


def _is_past(rule: CompiledRule, dated: date, day: date) -> bool:
    """Whether an entry belongs to what happened before `day`: a period that ended the day before does."""
    return dated < day or (rule.is_period and dated == day)


def _named(rule: str, member: str, entry: Entry) -> Key:
    return rule, member, entry.source, entry.event_id, entry.date


def _given(entry: Entry) -> tuple[Any, ...]:
    """What a rule, its caps and its life give, before steps and suspension."""
    return entry.raw, entry.nth, entry.is_unknown, entry.cut_by_rule, entry.cut_by_pool, entry.ends, entry.rule.halves


def _original(merged: Succession, entry: Entry) -> str:
    return merged.origin_of(entry.rule.name, entry.date).rule


def assert_past_keeps_its_price(
    before: Scheme, before_names: Any, merged: Succession, rows: Any, when: datetime
) -> None:
    day = merged.versions[-1].begins
    assert day is not None
    expected = {
        _named(before_names(entry), member, entry): _given(entry)
        for member, entry in _entries(before, rows, when)
        if _is_past(entry.rule, entry.date, day)
    }
    found = {
        _named(_original(merged, entry), member, entry): _given(entry)
        for member, entry in _entries(merged.scheme, rows, when)
        if _is_past(entry.rule, entry.date, day)
    }
    assert found == expected, f"{when}\n{before.text}\n{merged.text}\n{rows}"


@settings(max_examples=examples(16), **SETTINGS)
@given(successions(), STYLES, st.data())
def test_what_happened_before_the_day_keeps_its_points(merged: Succession, style: str, data: st.DataObject) -> None:
    old = merged.versions[0].scheme
    rows = _sound_rows(old, data.draw(raw_records(old, style)))
    assert_past_keeps_its_price(old, lambda entry: entry.rule.name, merged, rows, data.draw(instants(5)))


@settings(max_examples=examples(9), **SETTINGS)
@given(successions(count=3), STYLES, st.data())
def test_a_third_version_leaves_the_first_two_as_they_were(merged: Succession, style: str, data: st.DataObject) -> None:
    two = succession(merged.versions[:2])
    rows = _sound_rows(two.scheme, data.draw(raw_records(two.scheme, style)))
    assert_past_keeps_its_price(two.scheme, lambda entry: _original(two, entry), merged, rows, data.draw(instants(5)))


@settings(max_examples=examples(14), **SETTINGS)
@given(successions(), STYLES, st.data())
def test_what_happens_from_the_day_on_counts_by_the_new_version(
    merged: Succession, style: str, data: st.DataObject
) -> None:
    """Every match and its points; its cuts and its end too, where the calendar period of the cap began after the day."""
    new, day = merged.versions[-1].scheme, merged.versions[-1].begins
    assert day is not None
    rows = _sound_rows(new, data.draw(raw_records(new, style)))
    when = data.draw(instants(5))

    def priced(scheme: Scheme, entry: Entry) -> tuple[Any, ...]:
        rule, pool = new.rule(entry.rule.name), new.pool_of.get(entry.rule.name)
        known = () if rule.written.nth is not None else (entry.raw, entry.is_unknown)
        caps = [cap for cap in (rule.cap, pool.cap if pool else None) if cap is not None]
        nth_bears = any(new.rule(name).written.nth is not None for name in [rule.name, *(pool.rules if pool else ())])
        if not nth_bears and all(period_start(entry.date, cap.unit) > day for cap in caps):
            # what is cut to nothing never ends, so the end is known only where the cuts are
            known += (entry.cut_by_rule, entry.cut_by_pool, entry.ends)
        return (*known, entry.rule.halves)

    expected, found = (
        {
            _named(entry.rule.name, member, entry): priced(scheme, entry)
            for member, entry in _entries(scheme, rows, when)
            if not _is_past(entry.rule, entry.date, day) and not _counts_what_changed(entry.rule, merged)
        }
        for scheme in (new, merged.scheme)
    )
    assert found == expected


def _counts_what_changed(rule: CompiledRule, merged: Succession) -> bool:
    """Whether a period rule counts the matches of a rule, which before the day are those of the old version."""
    return rule.is_period and "COUNT(rule_" in f"{rule.written.when} {rule.written.points} {rule.written.ceiling}"


@settings(max_examples=examples(9), **SETTINGS)
@given(schemes(), st.sampled_from(DAYS), STYLES, st.data())
def test_a_version_that_changes_nothing_changes_nothing(
    scheme: Scheme, day: date, style: str, data: st.DataObject
) -> None:
    merged = succession([Version("1", scheme), Version("2", scheme, day)])
    assert merged.scheme.file == scheme.file
    assert {name: [item.version for item in origins] for name, origins in merged.origin.items()} == {
        rule.name: ["1"] for rule in scheme.rules
    }


@settings(max_examples=examples(8), **SETTINGS)
@given(successions(count=3), STYLES, st.data())
def test_duckdb_agrees_with_the_reference(merged: Succession, style: str, data: st.DataObject) -> None:
    records, ledger = sound_records(merged.scheme, data.draw(raw_records(merged.scheme, style)))
    when = data.draw(instants(5))
    assert_agrees(DuckDBEngine(), Case(merged.scheme, ledger, records, when, when))


@settings(max_examples=examples(14), **SETTINGS)
@given(successions(count=2), STYLES, st.data())
def test_what_pruning_drops_is_missed_by_nobody(merged: Succession, style: str, data: st.DataObject) -> None:
    day = data.draw(st.sampled_from(DAYS[6:]))
    pruned = prune(merged, day)
    rows = _sound_rows(merged.scheme, data.draw(raw_records(merged.scheme, style)))
    for when in [data.draw(instants(5)) for _ in range(2)]:
        if when.date() <= day:
            continue
        whole, less = (
            {
                member: (account.score, account.band_name, account.next_fade)
                for member, account in accounts(scheme, _ledger(scheme, rows), when, when).items()
            }
            for scheme in (merged.scheme, pruned.scheme)
        )
        assert less == whole, f"{day} {when}\n{merged.text}\n{pruned.text}\n{rows}"
