"""Statistics: small groups protected, a budget that is kept, one answer a day."""

import json
import re
from collections import Counter
from datetime import date

import pytest
from sqlalchemy import select, update

from isonomia.service.appeals import appealing
from isonomia.service.problems import Problem
from isonomia.service.statistics.ask import ask, stored
from isonomia.service.statistics.budget import LIMIT_MILLI, Asker, account_of, left_milli
from isonomia.service.statistics.noise import half_width, noisy, scale_of
from isonomia.service.statistics.publish import due, publish
from isonomia.service.statistics.questions import APPEALS, DISPUTES, MEMBERS_BY_BAND, QUESTIONS, Question
from isonomia.service.statistics.tables import privacy_budget, statistic
from isonomia.service.statistics.words import median_words, shown
from service.conftest import Town, late
from service.stories import confirmed

DAY = date(2026, 3, 2)


def test_the_noise_is_that_of_the_discrete_laplace_law() -> None:
    """Of 20,000 draws of scale 4: each of seven shares lies within 4.9 standard errors of the law's.

    P(k) = (1 - a) / (1 + a) * a^|k| with a = exp(-1/4). A false alarm in any of seven: about 7 * 1e-6, one run in 140,000.
    """
    import math

    draws = 20_000
    found = Counter(noisy([0] * draws, 1, 250))
    decay = math.exp(-1 / 4)
    for value in (-8, -2, -1, 0, 1, 2, 8):
        share = (1 - decay) / (1 + decay) * decay ** abs(value)
        error = math.sqrt(share * (1 - share) / draws)
        assert abs(found[value] / draws - share) < 4.9 * error, value


def test_two_neighbours_cannot_be_told_apart_beyond_epsilon() -> None:
    """The odds of each answer differ at most by exp(epsilon), whether one member is counted or not.

    Only answers that are expected more than 400 times are compared; 5 standard errors of the log ratio, at most 25
    answers: a false alarm in about one run in 70,000.
    """
    import math

    draws, epsilon = 20_000, 0.25
    without, with_one = Counter(noisy([3] * draws, 1, 250)), Counter(noisy([4] * draws, 1, 250))
    answers = [value for value in without if without[value] > 400 and with_one[value] > 400]
    assert len(answers) > 8
    for value in answers:
        ratio = math.log(with_one[value] / without[value])
        error = math.sqrt(1 / with_one[value] + 1 / without[value])
        assert abs(ratio) < epsilon + 5 * error, value


def test_the_width_holds_nineteen_of_twenty() -> None:
    """The exact tail of the law: beyond the stated width less than a twentieth, and no narrower width would do."""
    import math

    for sensitivity, epsilon_milli in ((1, 250), (2, 500), (4, 1000)):
        decay = math.exp(-1 / scale_of(sensitivity, epsilon_milli))
        width = half_width(sensitivity, epsilon_milli)
        assert 2 * decay ** (width + 1) / (1 + decay) <= 0.05 < 2 * decay**width / (1 + decay)


def exact(town: Town, question: Question) -> dict[str, int]:
    with town.instance.database.reading() as connection:
        return dict(question.count(connection, town.instance))


def test_what_is_counted(town: Town) -> None:
    for number in range(1, 5):
        town.member(f"M-{number}")
    for number, day in ((1, "2026-03-02"), (2, "2026-03-02"), (3, "2026-03-02")):
        for which in range(3 if number == 1 else 1):
            town.take(late(f"p{number}{which}", f"M-{number}", day))
            dispute = {
                "kind": "dispute",
                "source": "payments",
                "event_id": f"p{number}{which}",
                "dispute_id": f"d{number}{which}",
            }
            town.take(dispute)
    town.refresh()
    assert exact(town, MEMBERS_BY_BAND) == {"visitor": 4, "friend": 0, "neighbour": 0}
    assert {key: count for key, count in exact(town, DISPUTES).items() if count} == {"open": 4}  # of M-1 two count
    town.later(days=10)
    town.take({"kind": "decision", "dispute_id": "d20", "outcome": "upheld"})
    town.later(days=21)
    town.take({"kind": "decision", "dispute_id": "d30", "outcome": "rejected"})
    counted = {key: count for key, count in exact(town, DISPUTES).items() if count}
    assert counted == {"overdue": 2, "overturned.within_14": 1, "stands.later": 1}
    town.later(days=400)
    assert set(exact(town, DISPUTES).values()) == {0}


def test_what_is_counted_of_appeals(small_contested_town: Town) -> None:
    town = small_contested_town
    member, _reviewer, case = confirmed(town, days=1)

    def counted() -> dict[str, int]:
        return {cell: count for cell, count in exact(town, APPEALS).items() if count}

    with town.instance.database.writing() as connection:
        appealing.lodge(connection, town.instance, member, case.case_id, "I was in hospital.")
        appealing.take_back(connection, town.instance, member, case.case_id)
    assert counted() == {}
    with town.instance.database.writing() as connection:
        appealing.lodge(connection, town.instance, member, case.case_id, "I was, here is the letter.")
    assert counted() == {"open": 1}
    town.later(days=31)
    assert counted() == {"overdue": 1}
    another = town.actor(town.person("Vera", role="reviewer"))
    with town.instance.database.writing() as connection:
        appealing.decide(connection, town.instance, another, case.case_id, "Illness.", upheld=True)
    assert counted() == {"overturned.later": 1}
    assert list(exact(town, APPEALS)) == list(exact(town, DISPUTES))
    town.later(days=340)
    assert counted() == {}


def test_one_member_changes_a_question_by_no_more_than_it_says(small_town: Town) -> None:
    small_town.member("M-1")
    small_town.refresh()
    before = [exact(small_town, question) for question in QUESTIONS]
    small_town.member("M-2")
    for which in range(5):
        small_town.take(late(f"p{which}", "M-2", "2026-03-02"))
        small_town.take({"kind": "dispute", "source": "payments", "event_id": f"p{which}", "dispute_id": f"d{which}"})
    small_town.take({"kind": "decision", "dispute_id": "d1", "outcome": "upheld"})
    small_town.refresh()
    for question, was in zip(QUESTIONS, before, strict=True):
        now = exact(small_town, question)
        assert list(now) == list(was)  # the cells do not depend on anybody
        assert sum(abs(now[cell] - was[cell]) for cell in now) <= question.sensitivity


def test_the_same_question_on_the_same_day_has_the_same_answer(town: Town) -> None:
    town.member("M-1")
    town.refresh()
    with town.instance.database.writing() as connection:
        first = ask(connection, town.instance, Asker.AUDIT, MEMBERS_BY_BAND)
        left = left_milli(connection, Asker.AUDIT, DAY)
    for asker in (Asker.AUDIT, Asker.PUBLIC):
        with town.instance.database.writing() as connection:
            assert ask(connection, town.instance, asker, MEMBERS_BY_BAND) == first
            assert left_milli(connection, Asker.AUDIT, DAY) == left == LIMIT_MILLI[Asker.AUDIT] - 250
            assert left_milli(connection, Asker.PUBLIC, DAY) == LIMIT_MILLI[Asker.PUBLIC]


def test_the_budget_ends_and_comes_back_with_the_quarter(town: Town) -> None:
    for _day in range(9):
        with town.instance.database.writing() as connection:
            ask(connection, town.instance, Asker.AUDIT, MEMBERS_BY_BAND)
        town.clock.moment = town.clock.moment.replace(day=town.clock.moment.day + 1)
    with pytest.raises(Problem) as refused, town.instance.database.writing() as connection:
        ask(connection, town.instance, Asker.AUDIT, MEMBERS_BY_BAND)
    assert (refused.value.status, refused.value.code) == (429, "privacy-budget")
    assert (
        str(refused.value) == "The privacy budget of this quarter is used up: 0 is left, and this question costs 0.25."
    )
    assert refused.value.remedy == "Ask again after 2026-03-31; what was asked before can still be read."
    with town.instance.database.reading() as connection:
        assert stored(connection, "members_by_band", town.instance.today) is None
        rows = connection.execute(select(privacy_budget)).all()
        assert [tuple(row) for row in rows] == [("audit 2026-Q1", 2250)]
    town.clock.moment = town.clock.moment.replace(month=4, day=1)
    with town.instance.database.writing() as connection:
        ask(connection, town.instance, Asker.AUDIT, MEMBERS_BY_BAND)


def test_what_is_not_answered_costs_nothing(small_town: Town) -> None:
    def fails(_connection: object, _instance: object) -> dict[str, int]:
        raise RuntimeError

    with pytest.raises(RuntimeError), small_town.instance.database.writing() as connection:
        ask(connection, small_town.instance, Asker.AUDIT, Question("broken", 250, 1, fails))
    with small_town.instance.database.reading() as connection:
        assert left_milli(connection, Asker.AUDIT, DAY) == LIMIT_MILLI[Asker.AUDIT]


@pytest.mark.parametrize(
    ("day", "account"),
    [(date(2026, 3, 31), "audit 2026-Q1"), (date(2026, 4, 1), "audit 2026-Q2"), (date(2026, 12, 31), "audit 2026-Q4")],
)
def test_quarters(day: date, account: str) -> None:
    assert account_of(Asker.AUDIT, day) == account


def test_published_once_a_month_within_the_budget(small_town: Town) -> None:
    small_town.member("M-1")
    for month in (3, 4, 5, 6):
        small_town.clock.moment = small_town.clock.moment.replace(month=month)
        with small_town.instance.database.writing() as connection:
            assert publish(connection, small_town.instance)
            assert not publish(connection, small_town.instance)
            assert due(connection, small_town.instance) == []
    with small_town.instance.database.reading() as connection:
        assert dict(connection.execute(select(privacy_budget.c.account, privacy_budget.c.spent_milli)).all()) == {
            "public 2026-Q1": 1000,
            "public 2026-Q2": LIMIT_MILLI[Asker.PUBLIC],
        }


def put_cells(town: Town, question: str, cells: dict[str, int]) -> None:
    """Known numbers in place of the noisy ones, for the words."""
    with town.instance.database.writing() as connection:
        old = json.loads(
            connection.execute(select(statistic.c.cells).where(statistic.c.question == question)).scalar_one()
        )
        text = json.dumps(dict.fromkeys(old, 0) | cells)
        connection.execute(update(statistic).where(statistic.c.question == question).values(cells=text))


def test_the_words(small_town: Town) -> None:
    with small_town.instance.database.writing() as connection:
        publish(connection, small_town.instance)
    put_cells(small_town, "members_by_band", {"visitor": 300, "friend": -3, "neighbour": 50})
    put_cells(small_town, "disputes", {"overturned.within_7": 30, "stands.within_14": 45, "overdue": 5})
    with small_town.instance.database.reading() as connection:
        bands, disputes, _appeals = (stored(connection, question.name) for question in QUESTIONS)
    assert bands is not None
    assert disputes is not None
    rows = {words: str(about) for words, about in shown(bands, small_town.instance.zone_of).rows}
    assert rows["Visitor"] == "about 300 (288 to 312)"
    assert rows["Friend"] == "about 0 (0 to 9)"
    assert median_words(disputes) == "Median time to decide: 8 to 14 days."
    put_cells(small_town, "disputes", {"overturned.within_7": 3})
    with small_town.instance.database.reading() as connection:
        few = stored(connection, "disputes")
    assert few is not None
    assert median_words(few) == "Median time to decide: too few decisions to say."


def test_the_auditors_page(small_town: Town) -> None:
    member = small_town.member("M-77")
    auditor = small_town.person("Alma", role="auditor")
    for who, status in (("", 303), (member, 403), (small_town.person("Sami", role="steward"), 403)):
        assert small_town.browser(who).get("/audit").status_code == status
    assert small_town.browser(member).post("/audit/ask", data={"question": "disputes"}).status_code == 403
    browser = small_town.browser(auditor)
    assert "Nothing was asked yet." in browser.get("/audit").text
    assert browser.post("/audit/ask", data={"question": "members_by_band"}).status_code == 303
    page = browser.get("/audit").text
    assert "Members by band" in page
    assert re.search(r"2\b.*2\.25", page, re.DOTALL)  # left of the limit
    assert "M-77" not in page
    assert "/log" in page
    assert browser.post("/audit/ask", data={"question": "members_by_band"}).status_code == 303  # the same answer
    assert browser.get("/audit").text == page
    assert browser.post("/audit/ask", data={"question": "people"}).status_code == 404
    for _time in range(4):
        assert small_town.browser(auditor).post("/audit/ask", data={"question": "disputes"}).status_code == 303
        small_town.later(days=1)
    answer = small_town.browser(auditor).post("/audit/ask", data={"question": "disputes"})
    assert (answer.status_code, "budget of this quarter is used up" in answer.text) == (429, True)


def test_the_public_page(small_town: Town) -> None:
    nobody = small_town.browser()
    assert "Nothing yet." in nobody.get("/statistics").text
    with small_town.instance.database.writing() as connection:
        publish(connection, small_town.instance)
    page = nobody.get("/statistics").text
    assert "Members by band" in page
    assert "epsilon 0.25, delta 0" in page
