"""False records, reports, contests and leaving: the kernel against `naive`, draw by draw."""

from collections import Counter

import pytest

from simulation import naive
from simulation.made import EVERYTHING, lively, q, scheme_of, society_of
from simulation.watched import DISPUTE, EVENT, LEAVE, PEOPLE, REJECTED, UPHELD, WEEKS, Watched, busy_run, ties_of, watch

REPORTING, SPEEDING = 4, 1


def options(watched: Watched, activity: int) -> list[tuple[int, int]]:
    starts = watched.conduct["choice_start"]
    found = list(zip(watched.conduct["choice_template"], watched.conduct["choice_below"], strict=True))
    return found[starts[activity] : starts[activity + 1]]


def false_lines(watched: Watched, tables: dict, tick: int, person: int, group: int) -> list[tuple[int, int]]:
    """(code, day) of the false record of a person in a week, if there is one."""
    number = naive.rare_number(watched.seed, person, tick)
    for process, activity in enumerate(tables["activity"]):
        if number < tables["below"][process][group]:
            words = naive.draw(watched.seed, naive.FALSE_EVENT, person, tick, process)
            chosen = naive.choose(words[0], options(watched, activity))
            return [(4 * chosen + 1, naive.day_of(words[1], tick))] if chosen is not None else []
    return []


def test_false_records_are_those_of_the_rare_draws():
    watched = busy_run()
    quarter, both = 2**32 * 2 // 100, 2**32 * 3 // 100  # a hundredth in a week each; twice that for the few's mix-ups
    tables = {"activity": [1, 2], "below": [[round(2**32 / 100), quarter], [quarter, both]]}
    count = 0
    for tick in range(WEEKS):
        for person in range(PEOPLE):
            state = watched.state(tick + 1, person)
            lines = false_lines(watched, tables, tick, person, state["group"]) if state["flags"] & naive.MEMBER else []
            found = [(line.code, line.day) for line in watched.lines[tick, person] if line.what == EVENT]
            assert [pair for pair in found if pair[0] % 4 == 1] == lines
            count += len(lines)
    assert count > 50


def test_reports_are_those_of_the_ties_and_their_draws():
    watched, kinds = busy_run(), Counter()
    for tick in range(WEEKS):
        for district in watched.districts():
            acts = [int(item) for item in watched.snapshots[tick].acts[0, district.start : district.stop]]
            known = [naive.ties(place, len(acts), 2, ties_of(len(acts), 1, watched.seed)) for place in range(len(acts))]
            for place, person in enumerate(district):
                expected = reports_on(watched, district, known, acts, tick, place)
                if not watched.state(tick + 1, person)["flags"] & naive.MEMBER:
                    expected = []
                found = [(line.code, line.day) for line in watched.lines[tick, person] if line.what == EVENT]
                assert [pair for pair in found if pair[0] % 4 >= 2] == expected
                kinds.update(code % 4 for code, _ in expected)
    assert kinds[2] > 0
    assert kinds[3] > 0


def reports_on(watched, district, known, acts, tick, place):
    """(code, day) of the report on a person: the first tie who reports that person at all."""
    did = acts[place] >> SPEEDING & 1
    for other in known[place]:
        if other == place or not acts[other] >> REPORTING & 1:
            continue
        words = naive.draw(watched.seed, naive.REPORT, district.start + other, tick, REPORTING)
        if known[other][words[0] * len(known[other]) // 2**32] != place:
            continue
        if did or words[1] < round(2**32 * 3 / 10):
            chosen = naive.choose(words[2], options(watched, SPEEDING))
            return [(4 * chosen + (2 if did else 3), naive.day_of(words[3], tick))]
    return []


def test_members_leave_by_the_upper_end_of_the_rare_draws():
    watched, left = busy_run(), 0
    chances = watched.life["leave"]
    for tick in range(WEEKS):
        for person in range(PEOPLE):
            state = watched.state(tick, person)
            number = naive.rare_number(watched.seed, person, tick)
            expected = bool(state["flags"] & naive.MEMBER) and naive.leaves(number, state["trust"], chances)
            assert any(line.what == LEAVE for line in watched.lines[tick, person]) == expected
            assert bool(watched.state(tick + 1, person)["flags"] & 4) == (expected or bool(state["flags"] & 4))
            left += expected
    assert left > 10


def contests_of(watched: Watched, district: range, reviewers: int) -> Counter:
    """Follow a district's contests week by week; everything that the log tells of them is foretold."""
    life, adverse, found = watched.life, watched.events["adverse"], Counter()
    service = 1_000_000 // reviewers if reviewers else 0
    assert life["service"] == service
    queue, held = 0, {person: {} for person in district}
    for tick in range(watched.run.tick):
        for person in district:
            if not watched.state(tick + 1, person)["flags"] & naive.MEMBER:
                continue
            group, expected = watched.state(tick, person)["group"], []
            for (day, code), due in sorted(held[person].items()):
                wrong, slot = int(code % 4 in (1, 3)), code | day % 7 << 16
                if due is None:
                    number = naive.draw(watched.seed, naive.CONTEST, person, tick, slot)[0]
                    held[person][day, code] = naive.NEVER_DUE
                    if number < life["contest"][wrong][group]:
                        queue, week = naive.week_of_decision(queue, tick, service, len(district))
                        held[person][day, code] = week
                        expected.append((DISPUTE, code, day))
                elif due == tick:
                    number = naive.draw(watched.seed, naive.DECISION, person, tick, slot)[0]
                    is_upheld = number < life["upheld"][wrong]
                    expected.append((UPHELD if is_upheld else REJECTED, code, day))
            lines = watched.lines[tick, person]
            told = [(line.what, line.code, line.day) for line in lines if line.what in (DISPUTE, UPHELD, REJECTED)]
            assert told == expected, f"person {person} in week {tick}"
            found.update(what for what, _, _ in expected)
            fresh = [line for line in lines if line.what == EVENT and adverse[line.code // 4]]
            held[person] |= {(line.day, line.code): None for line in fresh}
    return found


def test_contests_are_filed_and_decided_as_the_queue_and_the_draws_say():
    watched = busy_run()
    found = sum((contests_of(watched, district, 10) for district in watched.districts()), Counter())
    assert found[DISPUTE] > 50
    assert found[UPHELD] > found[REJECTED] > 0


@pytest.mark.parametrize("reviewers", [1, 1000])
def test_contests_with_few_and_with_many_reviewers(reviewers):
    society = lively()
    society["contest"] |= {"reviewers": q(reviewers), "when_true": q(0.6), "upheld_when_true": q(0.5)}
    watched = watch(society_of(society), scheme_of(EVERYTHING), 150, 16)
    found = contests_of(watched, range(150), reviewers)
    decided = found[UPHELD] + found[REJECTED]
    assert 0 < decided < found[DISPUTE]
    assert (decided < 5) == (reviewers == 1)


@pytest.mark.parametrize(
    ("queue", "tick", "service", "people", "expected"),
    [
        (0, 3, 0, 100, (0, naive.NEVER_DUE)),  # no reviewers
        (0, 3, 100_000, 200, (3_500_000, 4)),  # half a week's work: next Monday
        (3_500_000, 3, 100_000, 200, (4_000_000, 4)),
        (4_000_000, 3, 100_000, 200, (4_500_000, 5)),
        (9_000_000, 3, 1_000_000, 1000, (10_000_000, 10)),
    ],
)
def test_the_queue_by_hand(queue, tick, service, people, expected):
    assert naive.week_of_decision(queue, tick, service, people) == expected
