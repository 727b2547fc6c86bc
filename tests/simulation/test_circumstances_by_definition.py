"""What a week does to income, trust, strain, belief and odds: the kernel against `naive`, person by person."""

from collections import Counter

import pytest

from isonomia.simulate.log_odds import odds_table
from isonomia.simulate.population.state import INCOME, KEY, STRAIN, TRUST, VIGILANCE
from simulation import naive
from simulation.made import q, society_of
from simulation.watched import (
    EVENT,
    LEAVE,
    PEOPLE,
    UPHELD,
    WEEKS,
    Watched,
    busy,
    busy_run,
    scheme_with_notice,
    watch,
)

INCOME_STEPS, TRUST_STEPS, STRAIN_STEPS, VIGILANCE_STEPS = 0xF, 0xF0, 0xF00, 0xF000
FLAG_BITS, AT_EDGE = 0x30000, 0x40000
ALL_STATES = INCOME_STEPS + TRUST_STEPS + STRAIN_STEPS + VIGILANCE_STEPS + AT_EDGE


def week_of(watched: Watched, tick: int, person: int, life: dict, conduct: dict, events: dict) -> dict:
    """A person's state after a week, from the state before it, the lines of the log and the band that was found."""
    state, after = watched.state(tick, person), watched.state(tick + 1, person)
    for line in watched.lines[tick, person]:
        if line.what == LEAVE:
            state["flags"] = state["flags"] & ~naive.MEMBER | 4
            naive.live(state, life)
        elif line.what == UPHELD:
            naive.feel_redress(state, life)
        elif line.what == EVENT:
            template, kind = divmod(line.code, 4)
            activity = events["activity"][template]
            marks = {
                "is_false": kind in (1, 3),
                "is_adverse": events["adverse"][template],
                "is_favourable": events["favourable"][template],
            }
            naive.feel_record(state, life, activity, conduct["crowding_out"][activity], marks)
    if after["band"] != state["band"]:
        state["band"], state["spell"] = after["band"], -1
        naive.live(state, life)
    state["score"] = after["score"]
    state["spell"] += 1
    if 0 < life["notice_weeks"] == state["spell"]:
        naive.live(state, life)
    naive.drift(state, life)
    return state


def test_a_week_does_what_its_records_and_its_band_say():
    watched = busy_run()
    life, conduct, events = watched.life, watched.conduct, watched.events
    seen = Counter()
    for tick in range(1, WEEKS):  # within week 0 everyone's first band takes effect
        for person in range(PEOPLE):
            expected, found = week_of(watched, tick, person, life, conduct, events), watched.state(tick + 1, person)
            assert found == expected, f"person {person} in week {tick}"
            seen.update(line.what for line in watched.lines[tick, person])
            seen["restricted"] += found["restricted"]
            seen["moved"] += found["band"] != watched.state(tick, person)["band"]
    assert {what for what in (EVENT, UPHELD, LEAVE, "restricted", "moved") if seen[what]} == {
        EVENT, UPHELD, LEAVE, "restricted", "moved",
    }  # fmt: skip


def assert_odds_are_sums(watched: Watched, tick: int, answered: int) -> int:
    """Every person's odds are those of all circumstances, `answered` or not. Returns how many are above even."""
    life, conduct = watched.life, watched.conduct
    scoring = {"threshold": watched.run.setting.scoring.threshold.tolist()}
    table = odds_table().tolist()
    people, ups = watched.snapshots[tick], 0
    for person in range(PEOPLE):
        state = watched.state(tick, person)
        found = naive.circumstances(state, scoring, life["edge_points"], life["trust_mean"])
        assert people.longs[KEY, person] == naive.key_of(found) & (answered | FLAG_BITS)
        for activity, own in enumerate(state["own"]):
            member = state["flags"] & naive.MEMBER
            seen = conduct["detection"][activity][state["group"]] if member else 0
            assert people.chances[2 * activity + 1, person] == seen
            if abs(own) == naive.CERTAIN:
                odds = 65535 if own > 0 else 0
            else:
                log_odds = naive.conduct_log_odds(own, activity, state["group"], found, conduct, life)
                odds = naive.odds(log_odds, person, activity, conduct, table)
                ups += log_odds > 0
            assert people.chances[2 * activity, person] == odds, f"activity {activity} of person {person}"
    return ups


@pytest.mark.parametrize("tick", [1, 2, 7, WEEKS])
def test_odds_are_the_sum_of_what_moves_them(tick):
    assert assert_odds_are_sums(busy_run(), tick, ALL_STATES) > 100


ANSWERED = {
    "money": (("money",), ALL_STATES - INCOME_STEPS),
    "trust": (("trust",), ALL_STATES - TRUST_STEPS),
    "strain": (("strain",), ALL_STATES - STRAIN_STEPS),
    "fear": (("fear",), ALL_STATES - VIGILANCE_STEPS),
    "everything": (("money", "trust", "strain", "fear"), 0),
}


@pytest.mark.parametrize("left_out", ANSWERED)
def test_what_no_activity_answers_to_changes_no_odds(left_out):
    keys, answered = ANSWERED[left_out]
    society = busy()
    for conduct in society["activities"].values():
        for key in keys:
            conduct.pop(key, None)
    if not answered:
        society["response"]["point_value"] = q(0)  # nor does it matter how near a band's edge is
    watched = watch(society_of(society), scheme_with_notice(), PEOPLE, 6)
    before, after = watched.snapshots[1], watched.snapshots[6]
    assert all((before.shorts[row] != after.shorts[row]).any() for row in (INCOME, TRUST, STRAIN, VIGILANCE))
    assert_odds_are_sums(watched, 6, answered)
