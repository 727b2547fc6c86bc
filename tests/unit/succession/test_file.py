"""The merged file: what it reads like, what stays as it was written, where each rule comes from."""

from datetime import date

import pytest

from isonomia.ledger.parse_record import RecordParser, RowFault
from isonomia.ledger.record import Measure, Origin
from isonomia.scheme.succession.succeed import prune, succeed, succession
from isonomia.scheme.succession.version import RuleOrigin

HEAD = """\
isonomia: 1
scheme: club
time_zone: Europe/Vienna
sources:
  hours: {fields: {hours: decimal}}
rules:
"""
OLD = (
    HEAD
    + """\
  help:
    source: hours
    points: 2
    expires: 12 months
    reason: "Helped {hours} hours"
  long:
    source: hours
    when: hours > 8
    points: 1
score: {range: [0, 100]}
"""
)
NEW = (
    HEAD
    + """\
  help:                    # thanks
    source: hours
    points: LEAST(hours, 4)
    expires: 12 months
    reason: "Helped for {hours} hours"
score: {range: [0, 200]}   # twice as far
"""
)
MERGED = """\
# Several versions of one scheme in one file: what happened on a day counts by the version of that day.
# It is written by a program. To change anything, change the newest version and write this file again.
#
# Version 1: from the beginning, until the day before 2026-05-01
# Version 2: from 2026-05-01
#
# Rules and wordings that count for the past only:
# help__v1: 'help' of version 1, until the day before 2026-05-01
# long__v1: 'long' of version 1, until the day before 2026-05-01
#
# Range, bands, steps, consequences and rights are those of version 2.

isonomia: 1
scheme: club
time_zone: Europe/Vienna
sources:
  hours: {fields: {hours: decimal}}
rules:
  help:                    # thanks
    source: hours
    when: date >= '2026-05-01'
    points: LEAST(hours, 4)
    expires: 12 months
    reason: "Helped for {hours} hours"
  help__v1:
    source: hours
    when: date < '2026-05-01'
    points: 2
    expires: 12 months
    reason: "Helped {hours} hours"
  long__v1:
    source: hours
    when: date < '2026-05-01' AND (hours > 8)
    points: 1
score: {range: [0, 200]}   # twice as far
"""
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


@pytest.fixture
def merged(version):
    return succession([version("1", text=OLD), version("2", MAY, text=NEW)])


def test_the_file_is_read_like_any_other(merged):
    assert merged.text == MERGED
    assert merged.remarks == ()


def test_where_each_rule_comes_from(merged):
    assert merged.origin == {
        "help": (RuleOrigin("2", "help", MAY, None),),
        "help__v1": (RuleOrigin("1", "help", None, MAY),),
        "long__v1": (RuleOrigin("1", "long", None, MAY),),
    }
    assert merged.origin["help__v1"][0].last_day == date(2026, 4, 30)
    assert merged.origin["help"][0].last_day is None


def test_a_wording_that_runs_on_has_an_origin_for_its_days(version):
    rules = [{"late": {"source": "fees", "points": f"nth * {price}", "nth": {}}} for price in (-5, -3)]
    merged = succession([version("1", rules=rules[0]), version("2", MAY, rules=rules[1])])
    written = merged.scheme.rule("late").written
    assert (written.when, written.points) == (None, "CASE WHEN date < '2026-05-01' THEN nth * -5 ELSE nth * -3 END")
    assert merged.origin_of("late", date(2026, 4, 30)) == RuleOrigin("1", "late", None, MAY)
    assert merged.origin_of("late", MAY) == RuleOrigin("2", "late", MAY, None)
    assert "# late: 'late' of version 1, until the day before 2026-05-01\n" in merged.text


def test_a_period_rule_s_entry_of_the_day_is_of_the_version_before(version):
    capped = {"cap": {"points": 9, "per": "year"}}
    rules = [{"month": {"each": "month", "points": points} | capped} for points in (2, 1)]
    pools = {"all": {"rules": ["month"], "cap": {"points": 9, "per": "year"}}}
    merged = succession([version("1", rules=rules[0], pools=pools), version("2", MAY, rules=rules[1], pools=pools)])
    assert merged.scheme.rule("month").written.points == "CASE WHEN date <= '2026-05-01' THEN 2 ELSE 1 END"
    assert [merged.origin_of("month", day).version for day in (MAY, JUNE)] == ["1", "2"]


def test_conditions_that_run_on(version):
    rules = [{"late": {"source": "hours", "points": "nth", "nth": {}}}]
    rules.append({"late": rules[0]["late"] | {"when": "hours > 1 OR hours < 0"}})
    merged = succession([version("1", rules=rules[0]), version("2", MAY, rules=rules[1])])
    assert merged.scheme.rule("late").written.when == (
        "(date < '2026-05-01' AND (TRUE)) OR (date >= '2026-05-01' AND (hours > 1 OR hours < 0))"
    )


def test_spaces_and_texts_for_readers_are_no_change(version):
    rule = {"source": "hours", "when": "hours>2", "points": 5, "reason": "Helped", "gravity": "none"}
    again = rule | {"when": "( hours  >  2 )", "reason": "Helped out", "statute": "Bylaws, 4"}
    merged = succession([version("1", rules={"help": rule}), version("2", MAY, rules={"help": again})])
    assert merged.origin == {"help": (RuleOrigin("1", "help", None, None),)}
    assert merged.scheme.rule("help").written.reason == {"en": "Helped out"}


def test_one_version_more_is_all_versions_at_once(version, merged):
    third = version("3", JUNE, text=NEW.replace("LEAST(hours, 4)", "3"))
    assert succeed(merged, third) == succession([*merged.versions, third])
    assert list(succeed(merged, third).origin) == ["help__v1", "help__v2", "help", "long__v1"]


def test_the_day_of_the_first_version_does_not_matter(version, merged):
    first = version("1", date(2020, 1, 1), text=OLD)
    assert succession([first, merged.versions[1]]).text == merged.text


def test_long_names_are_cut(version):
    name = "a" * 63
    rules = [{name: {"source": "hours", "points": points}} for points in (1, 2)]
    merged = succession([version("1", rules=rules[0]), version("2", MAY, rules=rules[1])])
    assert [rule.name for rule in merged.scheme.rules] == [name, "a" * 59 + "__v1"]


def test_sources_of_the_past_stay_so_that_the_ledger_can_be_read(version):
    rules = {"help": {"source": "hours", "points": 1}}
    merged = succession(
        [
            version("1", rules=rules, sources={"hours": {"fields": {"hours": "decimal"}}, "talks": {}}),
            version("2", MAY, rules=rules, sources={"hours": {"fields": {"place": "text"}}}),
        ]
    )
    assert {name: list(source.fields) for name, source in merged.scheme.file.sources.items()} == {
        "hours": ["place", "hours"],
        "talks": [],
    }
    assert merged.ended == {"talks": MAY}


def test_measures_of_the_past_stay_known_so_that_the_ledger_can_be_read(version):
    rules = {"late": {"source": "fees", "points": -5, "expires": "1 month"}}
    parts = {"rules": rules, "bands": {"out": {}, "warned": {"from": -6}, "clear": {"from": 0}}, "score": {"base": 10}}

    def after(measure: str) -> list[dict[str, object]]:
        return [{"band": "out", "after": {"band": "warned", "measure": measure}}]

    first, second = version("1", steps=after("letter"), **parts), version("2", MAY, steps=after("talk"), **parts)
    third = version("3", date(2026, 6, 1), **parts)
    merged = succession([first, second, third])
    assert merged.scheme.file.former_measures == ["letter", "talk"]
    assert succession([first, second]).scheme.file.former_measures == ["letter"]
    row = {"kind": "measure", "member": "A", "measure_id": "m1", "measure": "letter"}
    days = {"occurred_at": "2026-05-02", "recorded_at": "2026-05-02T08:00:00Z"}
    read = RecordParser(merged.scheme).parse({**row, **days}, Origin("x", 1))
    assert isinstance(read, Measure)
    with pytest.raises(RowFault, match="which no step of the scheme uses"):
        RecordParser(third.scheme).parse({**row, **days}, Origin("x", 1))


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [("24 months", "12 months", "24 months"), (None, "12 months", None), ("24 months", "36 months", "36 months")],
)
def test_facts_are_kept_as_long_as_the_past_needs_them(version, old, new, kept):
    def part(retention, expires):
        rule = {"source": "hours", "points": 1} | ({"expires": expires} if expires else {})
        source = {"hours": {"retention": retention} if retention else {}}
        return {"rules": {"help": rule}, "sources": source}

    versions = [version("1", **part(old, old)), version("2", MAY, **part(new, new))]
    merged = succession(versions)
    retention = merged.scheme.file.sources["hours"].retention
    assert (str(retention) if retention else None) == kept
    assert bool(merged.remarks) == (kept != new)


def test_pruned_in_time(version, merged):
    assert [rule.name for rule in prune(merged, date(2027, 4, 29)).scheme.rules] == ["help", "help__v1", "long__v1"]
    # twelve months after 30 April 2026; what never fades is never dropped
    assert [rule.name for rule in prune(merged, date(2027, 4, 30)).scheme.rules] == ["help", "long__v1"]


def test_a_cap_in_common_keeps_a_rule_until_what_it_cut_is_over(version):
    rules = {"help": {"source": "hours", "points": 5, "expires": "1 month"}, "advice": {"source": "talks", "points": 5}}
    pools = {"all": {"rules": ["help", "advice"], "cap": {"points": 6, "per": "month"}}}
    changed = rules | {"help": rules["help"] | {"points": 4}}
    merged = succession([version("1", rules=rules, pools=pools), version("2", MAY, rules=changed, pools=pools)])
    assert "help__v1" in prune(merged, date(2999, 1, 1)).origin
    rules["advice"]["expires"] = "2 months"
    merged = succession([version("1", rules=rules, pools=pools), version("2", MAY, rules=changed, pools=pools)])
    assert "help__v1" in prune(merged, date(2026, 6, 29)).origin
    assert "help__v1" not in prune(merged, date(2026, 6, 30)).origin


def test_a_count_keeps_a_rule_until_its_periods_are_over(version):
    rules = {
        "late": {"source": "fees", "points": -1, "expires": "1 month"},
        "quiet": {"each": "year", "when": "COUNT(late) = 0", "points": 5, "expires": "1 month"},
    }
    changed = rules | {"late": rules["late"] | {"points": -2}}
    merged = succession([version("1", rules=rules), version("2", MAY, rules=changed)])
    assert "late__v1" in prune(merged, date(2027, 1, 31)).origin
    assert "late__v1" not in prune(merged, date(2027, 2, 1)).origin


def test_a_grace_keeps_a_rule_until_no_band_remembers_it(version):
    rules = {"help": {"source": "hours", "points": 5, "expires": "1 month"}}
    bands = {"low": {}, "high": {"from": 5, "grace": "10 days"}}
    merged = succession([version("1", rules=rules, bands=bands), version("2", MAY, rules={}, bands=bands)])
    assert "help__v1" in prune(merged, date(2026, 6, 8)).origin
    assert prune(merged, date(2026, 6, 9)).origin == {}


def test_sources_of_the_past_go_when_their_facts_had_to(version):
    rules = {"help": {"source": "talks", "points": 5, "expires": "1 month"}}
    sources = {"talks": {"retention": "2 months"}, "fees": {}, "hours": {}}
    merged = succession(
        [version("1", rules=rules, sources=sources), version("2", MAY, rules={}, sources={"hours": {}})]
    )
    assert prune(merged, date(2026, 6, 30)).ended == {"talks": MAY, "fees": MAY}
    pruned = prune(merged, date(2026, 7, 1))
    assert pruned.ended == {"fees": MAY}
    assert list(pruned.scheme.file.sources) == ["hours", "fees"]


def test_with_steps_nothing_is_pruned(version):
    rules = {"late": {"source": "fees", "points": -5, "expires": "1 month"}}
    bands = {"out": {}, "warned": {"from": -6}, "clear": {"from": 0}}
    parts = {"bands": bands, "score": {"base": 10}}
    steps = [{"band": "out", "after": {"band": "warned", "measure": "letter"}}]
    merged = succession([version("1", rules=rules, **parts), version("2", MAY, rules={}, **parts)])
    assert prune(merged, date(2099, 1, 1)).origin == {}
    merged = succession([version("1", rules=rules, **parts), version("2", MAY, rules={}, steps=steps, **parts)])
    assert "late__v1" in prune(merged, date(2099, 1, 1)).origin
