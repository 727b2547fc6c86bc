"""Who acts, and whose act is recorded as what and when: the kernel against `naive`, person by person."""

from fractions import Fraction
from statistics import NormalDist

import numpy as np
import pytest

from isonomia.simulate.population.network import far_ties
from isonomia.simulate.population.state import MEMBER, SETTLED
from isonomia.simulate.random_streams import streams
from simulation import naive
from simulation.made import lively, q, scheme_of, society_of
from simulation.watched import EVENT, PEOPLE, SEED, WEEKS, Watched, busy_run, ties_of, watch

FIRST = 1  # the first week whose odds a snapshot shows: those of week 0 are worked out within it
PLAIN = """
rules:
  late: {source: payments, points: -3}
score: {base: 0, assessed: weekly}
bands: {low: {}, high: {from: -6}}
"""


def numbers_of(watched: Watched, tick: int, person: int) -> list[int]:
    count = len(watched.conduct["mean"])
    return [naive.act_number(watched.seed, person, tick, activity) for activity in range(count)]


def chances_of(watched: Watched, tick: int, district: range, person: int) -> list[Fraction]:
    """The chance of each activity: odds and the share of ties who did it last week."""
    conduct, before = watched.conduct, watched.snapshots[tick]
    far = ties_of(len(district), 1, watched.seed)
    known = naive.ties(person - district.start, len(district), 2, far)
    did = [int(before.acts[0, district.start + place]) for place in known]
    found = []
    for activity, norm in enumerate(conduct["norm"]):
        factor = None if norm[0] == norm[-1] else norm[sum(acts >> activity & 1 for acts in did)]
        found.append(naive.chance(int(before.chances[2 * activity, person]), factor, conduct["shift"][activity]))
    return found


def test_acts_are_those_of_the_chances():
    watched, acted = busy_run(), [0] * 11
    for tick in range(FIRST, WEEKS):
        for district in watched.districts():
            for person in district:
                chances = chances_of(watched, tick, district, person)
                bits = int(watched.snapshots[tick + 1].acts[0, person])
                found = [bool(bits >> activity & 1) for activity in range(11)]
                pairs = zip(numbers_of(watched, tick, person), chances, strict=True)
                assert found == [naive.happens(number, chance) for number, chance in pairs]
                acted = [count + did for count, did in zip(acted, found, strict=True)]
    assert acted[5] == PEOPLE * (WEEKS - FIRST)  # breathing, which is certain
    assert acted[6] == 0  # flying
    assert all(0 < count < PEOPLE * (WEEKS - FIRST) for count in acted[:5] + acted[7:])


def test_detected_acts_are_recorded_as_what_and_when_the_draws_say():
    watched = busy_run()
    conduct, recorded = watched.conduct, 0
    starts = conduct["choice_start"]
    options = list(zip(conduct["choice_template"], conduct["choice_below"], strict=True))
    for tick in range(FIRST, WEEKS):
        before, after = watched.snapshots[tick], watched.snapshots[tick + 1]
        for district in watched.districts():
            for person in district:
                expected = []
                numbers, chances = numbers_of(watched, tick, person), chances_of(watched, tick, district, person)
                for activity, (number, chance) in enumerate(zip(numbers, chances, strict=True)):
                    seen = naive.detection(int(before.chances[2 * activity + 1, person]))
                    if not naive.happens(number, chance * seen):
                        continue
                    words = naive.draw(watched.seed, naive.EVENT, person, tick, activity)
                    chosen = naive.choose(words[0], options[starts[activity] : starts[activity + 1]])
                    if chosen is not None:
                        expected.append((4 * chosen, naive.day_of(words[1], tick)))
                expected = expected if after.bytes[1, person] & MEMBER else []
                lines = watched.lines[tick, person]
                assert [
                    (line.code, line.day) for line in lines if line.what == EVENT and line.code % 4 == 0
                ] == expected
                recorded += len(expected)
    assert recorded > 1500


def test_a_scheme_that_keeps_no_records_adds_the_points_of_detected_acts():
    society = lively()
    society["feelings"] |= {
        name: q(0) for name in society["feelings"] if name.startswith(("trust_after", "strain_after"))
    }
    society["response"]["belief_after_record"] = society["contest"]["noticed"] = society["membership"]["leave"] = q(0)
    society["reporting"], society["false_records"] = {}, {}
    for name in ("helping", "speeding"):
        society["activities"][name]["events"] = []
    society["activities"]["helping"]["crowding_out"] = q(0)
    watched = watch(society_of(society), scheme_of(PLAIN), PEOPLE, 12)
    assert watched.run.setting.is_plain
    points = watched.snapshots[FIRST].longs[SETTLED].tolist()
    for tick in range(FIRST, 12):
        before = watched.snapshots[tick]
        for district in watched.districts():
            for person in district:
                number = naive.act_number(SEED, person, tick, 2)
                chance = chances_of(watched, tick, district, person)[2]
                points[person] -= 3 * naive.happens(number, chance * naive.detection(int(before.chances[5, person])))
    assert watched.snapshots[12].longs[SETTLED].tolist() == points
    assert len(set(points)) > 3


def test_far_ties_are_those_of_the_network():
    for size in (1, 2, 3, 17, 100, 115):
        ties = far_ties(size, 2, SEED)
        for number in range(2):
            images = naive.permutation(size, SEED, number)
            assert ties[2 * number].tolist() == images
            assert ties[2 * number + 1].tolist() == [images.index(place) for place in range(size)]


def test_streams_keep_their_numbers():
    names = "ACT ACT_FINE FALSE_RECORD EVENT FALSE_EVENT REPORT CONTEST DECISION".split()
    assert [int(getattr(streams, name)) for name in names] == list(range(8))
    assert (int(streams.SYNTHESIS), int(streams.DISPOSITION)) == (16, 17)


@pytest.mark.parametrize("number", [0, 2**31 - 1, 2**31, 2**32 - 1])
def test_a_chance_of_a_half_is_the_lower_half_of_all_numbers(number):
    assert naive.happens(number, naive.chance(16, None, 4)) == (number < 2**31)


def test_people_are_who_their_draws_say():
    watched = busy_run()
    life, conduct, people = watched.life, watched.conduct, watched.snapshots[0]
    for person in range(PEOPLE):
        words = naive.draw(SEED, naive.SYNTHESIS, person, 0)
        state = watched.state(0, person)
        assert state["group"] == (words[0] >= round(Fraction(8, 10) * 2**32))
        assert bool(state["flags"] & naive.KNOWS) == (words[1] < life["know"])
        assert bool(state["flags"] & naive.MEMBER) == (words[2] < life["join"])
        for activity, own in enumerate(state["own"]):
            bits = naive.draw(SEED, naive.DISPOSITION, person, 0, activity // 8)[activity % 8 // 2]
            step = (bits >> 16 * (activity % 2) & 0xFFFF) >> 4
            assert own == own_disposition(conduct, activity, state["group"], step)
    assert np.unique(people.own[:, -1]).size > 50


def own_disposition(conduct, activity, group, step):
    mean = conduct["mean"][activity]
    if abs(mean) == naive.CERTAIN:
        return mean
    deviate = round(NormalDist().inv_cdf((step + 0.5) / 4096) * 65536)
    spread = (deviate * conduct["spread"][activity] + 32768) // 65536
    return max(-naive.LARGEST, min(naive.LARGEST, mean + spread + conduct["by_group"][activity][group]))
