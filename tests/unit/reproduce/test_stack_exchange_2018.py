"""The published reputation: the site's own order by hand, and the figures of everyone."""

import pytest

from isonomia.reproduce import stack_exchange_2018
from isonomia.reproduce.stack_exchange_2018 import site_reputation


def votes(*events):
    return [
        {"date": day, "vote_id": str(number), "event": event, "amount": amount}
        for number, (day, event, amount) in enumerate(events)
    ]


@pytest.mark.parametrize(
    ("start", "rows", "reputation"),
    [
        (1, votes(("d1", "question_upvoted", ""), ("d1", "answer_upvoted", "")), 16),
        (1, votes(("d1", "post_downvoted", ""), ("d1", "question_upvoted", "")), 6),  # never below 1 in between
        (101, votes(("d1", "bounty_offered", "50"), ("d2", "bounty_won", "100"), ("d3", "bounty_won", "")), 151),
        (1, votes(*[("d1", "answer_upvoted", "")] * 21, ("d2", "answer_upvoted", "")), 211),  # 200 a day
        (
            1,
            votes(*[("d1", "answer_upvoted", "")] * 20, ("d1", "post_downvoted", ""), ("d1", "answer_upvoted", "")),
            201,
        ),
    ],
)
def test_the_sites_own_order(start, rows, reputation):
    assert site_reputation(start, rows) == reputation


def test_the_result():
    result = stack_exchange_2018.run(None, False)
    assert [(row.quantity, row.ours, row.theirs) for row in result.rows] == [
        ("equal to the published figure, site", 253, 331),
        ("equal to the published figure, scheme", 246, 331),
        ("within 2 points, site", 290, None),
        ("within 2 points, scheme", 288, None),
        ("equal if everyone starts at 1, site", 142, None),
        ("equal by the rules of November 2019 (+10), scheme", 77, None),
    ]
    assert sum(point.y for point in result.figures[0].points) == 331
    assert any("FITTED" in words for words in result.setting)
