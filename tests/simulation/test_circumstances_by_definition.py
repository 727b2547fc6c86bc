"""What a week does to income, trust, strain, belief and odds: the kernel against `naive`, person by person."""

from collections import Counter

import pytest

from isonomia.simulate.log_odds import odds_table
from isonomia.simulate.population.state import KEY
from simulation import naive
from simulation.watched import EVENT, LEAVE, PEOPLE, UPHELD, WEEKS, Watched, busy_run


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


@pytest.mark.parametrize("tick", [1, 2, 7, WEEKS])
def test_odds_are_the_sum_of_what_moves_them(tick):
    watched = busy_run()
    life, conduct = watched.life, watched.conduct
    scoring = {"threshold": watched.run.setting.scoring.threshold.tolist()}
    table = odds_table().tolist()
    people, ups = watched.snapshots[tick], 0
    for person in range(PEOPLE):
        state = watched.state(tick, person)
        found = naive.circumstances(state, scoring, life["edge_points"], life["trust_mean"])
        assert naive.key_of(found) == people.longs[KEY, person]
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
    assert ups > 100


@pytest.mark.parametrize(
    ("value", "target", "rate", "after"),
    [(0, 8192, 3277, 819), (8192, 0, 3277, 7373), (0, 4, 3277, 0), (0, 5, 3277, 1), (5, 0, 3277, 4), (4, 0, 3277, 4)],
)
def test_drift_by_hand(value, target, rate, after):  # 3277 / 32768 is a tenth
    assert naive.drifted(value, target, rate) == after


def test_steps_of_circumstances_by_hand():
    state = {"income": 8192, "trust": 8192, "strain": 0, "vigilance": 3072, "flags": 3, "score": 12}
    found = naive.circumstances(state, {"threshold": [20]}, 8, 4096)
    assert (found["income"], found["trust"], found["strain"], found["vigilance"]) == (8, 15, 0, 6)
    assert found["at_edge"]
    assert not naive.circumstances(state, {"threshold": [20]}, 7, 4096)["at_edge"]
    assert not naive.circumstances(state | {"score": 20}, {"threshold": [20]}, 0, 4096)["at_edge"]
