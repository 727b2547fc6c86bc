"""Credit scores: reading, thresholds and their price, on two groups and two scores computed by hand."""

import numpy as np
import pytest

from isonomia.errors import UsageError
from isonomia.reproduce import hardt_2016, liu_2018
from isonomia.reproduce.credit_scores import read_credit_scores
from isonomia.reproduce.lending import group_rates
from isonomia.reproduce.result import Verdict


def test_what_is_read(credit_folder):
    data = read_credit_scores(credit_folder)
    assert data.groups == ("Black", "Non- Hispanic white")
    assert data.scores.tolist() == [0, 50]
    np.testing.assert_allclose(data.mass, [[0.5, 0.5], [0.75, 0.25]])
    np.testing.assert_allclose(data.repay, [[0.4, 0.9], [0.2, 0.8]])
    assert data.share.tolist() == [0.5, 0.5]
    assert "NOT the files" in data.provenance


def test_without_a_folder_the_remedy_says_where_the_data_are():
    with pytest.raises(UsageError, match="do not come with isonomia") as caught:
        read_credit_scores(None)
    assert "github.com/fairmlbook" in caught.value.remedy


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("totals.csv", "Kind,Asian\nSSA,3\n", "totals.csv has other columns"),
        ("totals.csv", "", "cannot be read"),
        ("transrisk_cdf_by_race_ssa.csv", "Score,Black,Non- Hispanic white\n0,x,1\n50,1,1\n", "cannot be read"),
        ("transrisk_cdf_by_race_ssa.csv", "Score,Black,Non- Hispanic white\n0,1,1\n", "has other scores"),
    ],
)
def test_spoiled_files_are_refused(credit_folder, name, content, said):
    (credit_folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        read_credit_scores(credit_folder)


def test_a_folder_without_the_files_is_refused(tmp_path):
    with pytest.raises(UsageError, match="does not hold the credit scores"):
        read_credit_scores(tmp_path)


# Break-even at 0.5; profit per group with everyone of the upper score: 0.5 x 0.5 x 0.4 = 0.1 and 0.5 x 0.25 x 0.3 =
# 0.0375, together 0.1375, the greatest. Parity: best at a rate of 0.5, where the second group also takes a third of
# its lower score: 0.1 + 0.0375 - 0.25 x 0.15 = 0.1. Opportunity: best at 4/7, all of the second group's upper score:
# 0.1 x (4/7) / (9/13) + 0.0375 = 0.12004. Equal odds: where the two ROC curves cross, false 0.122257, true 0.592477:
# 0.25 x (0.592477 - 0.122257) = 0.117555.
@pytest.mark.parametrize(
    ("constraint", "profit"),
    [("single threshold", 0.1375), ("parity", 0.1), ("equal opportunity", 0.120040), ("equal odds", 0.117555)],
)
def test_the_price_of_each_constraint(credit_folder, constraint, profit):
    found = hardt_2016.efficiencies(read_credit_scores(credit_folder), 0.5)[constraint]
    assert found == pytest.approx(profit / 0.1375, abs=5e-4)  # 4,001 points: steps of 0.00025 in the common rate


@pytest.mark.parametrize(
    ("criterion", "rates"), [("profit", [0.5, 0.25]), ("parity", [0.5, 0.5]), ("opportunity", [0.41270, 0.25])]
)
def test_who_gets_a_loan(credit_folder, criterion, rates):
    found = group_rates(criterion, read_credit_scores(credit_folder), 0.5)
    np.testing.assert_allclose(found, rates, atol=5e-4)


def test_a_result_on_other_data_does_not_agree(credit_folder):
    result = hardt_2016.run(credit_folder, False)
    assert result.counts[Verdict.DIFFERS] > 0
    assert any("NOT the files" in words for words in result.setting)


def test_percentiles_become_scores():
    assert [liu_2018.as_credit_score(x) for x in (0, 2.1, 4.2, 100)] == [300, 350, 375, 850]


def test_the_mean_change_stays_within_the_scale():
    # repaid for sure: + 75, but not above 850; lost for sure: - 150, but not below 300; half and half: - 37.5
    changes = liu_2018.mean_moves(np.array([800.0, 400.0, 500.0]), np.array([1.0, 0.0, 0.5]))
    assert changes.tolist() == [50.0, -100.0, -37.5]


def test_harm_begins_above_the_best_rate():
    rates, changes = np.array([1.0, 0.6, 0.4, 0.2, 0.0]), np.array([-3.0, -1.0, 1.0, 2.0, 0.0])
    assert liu_2018.harm_from(rates, changes) == 0.6
    assert liu_2018.harm_from(rates, np.abs(changes)) == 1.0


def test_changes_by_criterion(credit_folder):
    data = read_credit_scores(credit_folder)
    rates, changes = liu_2018.outcome_curve(data, 0)
    low, high = liu_2018.as_credit_score(0), liu_2018.as_credit_score(50)
    # the upper score: 0.9 x 75 - 0.1 x 150 = 52.5; the lower: 0.4 x 75 - 0.6 x 150 = - 60, kept at 300: 0
    assert (low, high) == (300, pytest.approx(650 + 50 * (50 - 47.7) / 13.8))
    assert rates.tolist() == [1.0, 0.5, 0.0]
    np.testing.assert_allclose(changes, [26.25, 26.25, 0.0])
    found = liu_2018.mean_changes(data)
    assert found[4, "profit"] == (0.5, 26.25)  # break-even at 0.8: only the upper score
    assert found[10, "profit"][0] == 0.0  # break-even at 10/11: nobody
