"""The smallest and the oddest runs: they end, or are refused in one sentence."""

import pytest

from isonomia.errors import UsageError
from isonomia.simulate import plan
from isonomia.simulate.plan import make_setting
from isonomia.simulate.run import Request, begin, run
from simulation.made import EVERYTHING, activity, event, lively, q, quiet, scheme_of, society_of
from simulation.scored_again import assert_scores_again

ONE_RULE = """
rules:
  help: {source: deeds, points: 1}
score: {base: 0, assessed: weekly}
"""


def rules_of(count: int) -> str:
    lines = [
        f"  rule_{number}: {{source: traffic, when: \"act <> 'x{number}'\", points: -{number % 3}}}"
        for number in range(count)
    ]
    return (
        "\nrules:\n" + "\n".join(lines) + "\nscore: {base: 0, assessed: weekly}\nbands: {low: {}, high: {from: -90}}\n"
    )


@pytest.mark.parametrize("weeks", [1, 5])
@pytest.mark.parametrize("people", [0, 1, 2, 10])
def test_few_people(people, weeks, tmp_path):
    found = run(Request(society_of(lively()), scheme_of(EVERYTHING), people, weeks, sample=people))
    members = sum(int((shard.joined).sum()) for shard in found.shards)
    assert found.tally.bands.sum(axis=1).tolist()[0] <= members <= people
    assert assert_scores_again(found, tmp_path) <= people * weeks


@pytest.mark.parametrize("people", [0, 1, 2, 10])
def test_few_people_without_a_scheme(people):
    found = run(Request(society_of(lively()), None, people, 3))
    assert found.tally.records.sum() == 0
    assert found.tally.acts.sum() <= 3 * 5 * people


@pytest.mark.parametrize(("near", "far"), [(0, 0), (8, 7), (1, 0), (0, 1)])
def test_ties_from_none_to_many(near, far):
    society = lively()
    society["ties"] = {"near": q(near), "far": q(far)}
    found = run(Request(society_of(society), scheme_of(EVERYTHING), 20, 6))
    assert found.tally.acts.sum() > 0


@pytest.mark.parametrize("weekly", [0, 1])
def test_all_or_nothing(weekly):
    """What is certain is done by everybody in every week in which people act, whatever moves them."""
    society = lively()
    for item in society["activities"].values():
        item["weekly"] = q(weekly)
    found = run(Request(society_of(society), scheme_of(EVERYTHING), 30, 8, seed=4))
    assert found.tally.acts[-2:].sum(axis=0).tolist() == [4 * 30 * weekly] * 5
    if not weekly:
        assert found.tally.records[:, 0].sum() == 0


@pytest.mark.parametrize("weekly", [0, 1])
def test_errors_in_no_file_or_in_everybody_s(weekly):
    society = lively()
    society["false_records"] = {"mix_up": {"activity": "speeding", "weekly": q(weekly)}}
    society["membership"] = {"join": q(1), "leave": q(0), "leave_trust": q(0)}
    found = run(Request(society_of(society), scheme_of(EVERYTHING), 30, 8, seed=4))
    assert found.tally.records[:, 1].sum() == 30 * 8 * weekly


@pytest.mark.parametrize("body", [ONE_RULE, rules_of(1), rules_of(200)], ids=["one", "one of many", "two hundred"])
def test_one_rule_and_two_hundred(body, tmp_path):
    society = lively()
    found = run(Request(society_of(society), scheme_of(body), 60, 8, sample=3))
    assert found.tally.records.sum() > 0
    assert assert_scores_again(found, tmp_path) > 0


def test_at_most_sixty_four_activities():
    society = quiet()
    society["activities"] = {f"act_{number}": activity("Act", "lawful", 0.5) for number in range(64)}
    society["activities"]["act_63"]["events"] = [event("deeds", kind="last")]
    assert make_setting(society_of(society), scheme_of(ONE_RULE), 3).conduct.mean.size == 64
    society["activities"]["act_64"] = activity("Act", "lawful", 0.5)
    with pytest.raises(UsageError) as refused:
        make_setting(society_of(society), scheme_of(ONE_RULE), 3)
    assert (str(refused.value), refused.value.remedy) == ("65 activities in society 'quiet'", "at most 64")


@pytest.mark.parametrize(
    ("people", "weeks", "seed", "message"),
    [
        (-1, 1, 1, "-1 people (0 to 4,000,000,000 people)"),
        (10, 0, 1, "0 weeks (a run lasts 1 to 5000 weeks)"),
        (10, 5001, 1, "5001 weeks (a run lasts 1 to 5000 weeks)"),
        (10, 1, -1, "seed -1 (a seed is a whole number of at most 64 bits, not negative)"),
        (10, 1, 2**64, f"seed {2**64} (a seed is a whole number of at most 64 bits, not negative)"),
    ],
)
def test_what_cannot_be_run_is_refused(people, weeks, seed, message):
    with pytest.raises(UsageError) as refused:
        run(Request(society_of(lively()), scheme_of(EVERYTHING), people, weeks, seed=seed))
    assert f"{refused.value} ({refused.value.remedy})" == message


def test_more_kinds_of_events_than_a_record_can_tell_apart(monkeypatch):
    monkeypatch.setattr(plan, "MOST_TEMPLATES", 1)
    with pytest.raises(UsageError, match=r"society '\w+' leaves \d+ kinds of events in scheme 'made'"):
        begin(Request(society_of(lively()), scheme_of(EVERYTHING), 10, 1))
