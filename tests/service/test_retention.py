"""Facts go by themselves once their time is over, with all that quotes them; nothing of a standing changes by it."""

from datetime import date

import pytest
from sqlalchemy import func, select

from isonomia.locale import speaking
from isonomia.scheme.keeping import DAYS_LEFT_PROVABLE
from isonomia.scheme.scheme import Scheme
from isonomia.service.disputes.disputing import contest, decide
from isonomia.service.disputes.tables import dispute
from isonomia.service.records.outcome import Refused
from isonomia.service.records.tables import record
from isonomia.service.retention import expire
from isonomia.service.retention.expire import Expiry
from isonomia.service.retention.known import kept_in_words, known_from
from isonomia.service.standings.refresh import account_of
from service.conftest import Town, hours, late
from service.test_erasures import everything

# Riverside keeps hours for 24 months, and they count as long. Others of the same year share a cap, so that those of
# 2 March 2026 matter to others until 31 December 2028, and to a band through two assessments and a grace of 30 days.
LAST_EFFECT = date(2029, 2, 13)
DAYS_UNTIL_GONE = (LAST_EFFECT - date(2026, 3, 2)).days + DAYS_LEFT_PROVABLE + 1


def pass_day(town: Town) -> None:
    """Do a day's work of forgetting."""
    work = Expiry()
    while work(town.instance):
        pass


def kinds(town: Town, member: str) -> list[str]:
    with town.instance.database.reading() as connection:
        wanted = select(record.c.kind).where(record.c.member == member).order_by(record.c.record_id)
        return list(connection.execute(wanted).scalars())


def standing(town: Town, member: str) -> tuple[int, str | None]:
    with town.instance.database.reading() as connection:
        found = account_of(connection, town.instance, town.instance.version(connection), member)
    assert found is not None
    return found.score, found.band_name


def with_a_past(town: Town) -> str:
    """A member with a corrected fact, and one that was disputed in vain, both of 2 March 2026."""
    person_id = town.member("M-1")
    town.take(hours("old-1", "M-1", "2026-03-02", place="marker place"), hours("old-2", "M-1", "2026-03-02"))
    town.take(
        {"kind": "correction", "source": "hours", "event_id": "old-1", "data": {"hours": "4"}},
        {"kind": "dispute", "source": "hours", "event_id": "old-2", "dispute_id": "d1"},
        {"kind": "decision", "dispute_id": "d1", "outcome": "rejected", "reason": "marker words"},
    )
    return person_id


def test_a_fact_goes_with_all_that_quotes_it(town: Town) -> None:
    person_id = with_a_past(town)
    town.later(days=DAYS_UNTIL_GONE - 1)
    town.take(hours("new", "M-1", str(town.instance.today)))
    before = standing(town, "M-1")
    pass_day(town)
    assert kinds(town, "M-1") == ["join", "event", "event", "correction", "dispute", "decision", "event"]
    town.later(days=1)
    pass_day(town)
    assert kinds(town, "M-1") == ["join", "event"]
    assert standing(town, "M-1") == before == (11, "visitor")  # with the points of a quiet year
    assert "marker" not in everything(town)
    (again,) = town.take(hours("old-1", "M-1", "2026-03-02", place="marker place"))
    assert isinstance(again, Refused)
    assert again.code == "record-erased"
    page = town.browser(person_id).get("/me/statement")
    assert page.status_code == 200
    with town.instance.database.reading() as connection:
        known = known_from(connection, "M-1")
    assert known == date(2029, 2, 14)


def test_nothing_that_was_remembered_of_it_stays(town: Town) -> None:
    town.member("M-1")
    town.take(hours("marker-1", "M-1", "2026-03-02"))
    town.later(days=DAYS_UNTIL_GONE)
    assert "marker-1" in everything(town)
    pass_day(town)
    assert kinds(town, "M-1") == ["join"]
    assert "marker-1" not in everything(town)


def test_what_is_being_contested_stays(small_town: Town) -> None:
    person_id = small_town.member("M-1")
    small_town.take(late("old", "M-1", "2026-03-02"))
    small_town.later(days=2000)
    actor = small_town.actor(person_id)
    with small_town.instance.database.writing() as connection:
        contest(connection, small_town.instance, actor, ("payments", "old"), "not mine")
    pass_day(small_town)
    assert "event" in kinds(small_town, "M-1")
    (dispute_id,) = _disputes(small_town)
    another = small_town.actor(small_town.person("Vera", role="reviewer"))
    with small_town.instance.database.writing() as connection:
        decide(connection, small_town.instance, another, dispute_id, "rejected", "The date is the bank's.")
    pass_day(small_town)
    assert "event" in kinds(small_town, "M-1")  # the year's statistics count its dispute
    small_town.later(days=366)
    pass_day(small_town)
    assert kinds(small_town, "M-1") == ["join"]


def _disputes(town: Town) -> list[str]:
    with town.instance.database.reading() as connection:
        return list(connection.execute(select(dispute.c.dispute_id)).scalars())


def test_where_a_standing_would_change_nothing_goes(
    small_town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    small_town.member("M-1")
    small_town.take(hours("old-1", "M-1", "2026-03-02"), hours("old-2", "M-1", "2026-03-02"))
    monkeypatch.setattr(expire.Keeping, "is_over", lambda _kept, _day, _today: True)
    monkeypatch.setattr(expire, "_may_be_over", lambda _scheme, _keeping, _today: record.c.kind == "event")
    pass_day(small_town)
    assert kinds(small_town, "M-1").count("event") == 2
    assert caplog.messages == ["facts whose time is over still matter to a score: none was deleted"]


def test_everybody_is_looked_at_once_a_day(small_town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expire, "MOST_AT_ONCE", 2)
    for number in range(5):
        small_town.member(f"M-{number}")
        small_town.take(hours(f"e{number}", f"M-{number}", "2026-03-02"))
    small_town.later(days=DAYS_UNTIL_GONE)
    work = Expiry()
    assert [work(small_town.instance) for _ in range(4)] == [True, True, False, False]
    with small_town.instance.database.reading() as connection:
        left = connection.execute(select(func.count()).where(record.c.kind == "event")).scalar_one()
    assert left == 0


def test_people_are_told_how_long_before_they_agree(scheme: Scheme) -> None:
    with speaking("en"):
        told = kept_in_words(scheme, "hours")
    assert told == "24 months, then as long as points of other facts hang on them (up to 1230 days in all)"
