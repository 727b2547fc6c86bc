"""Facts in by people and from databases: a form, a file with rejects, a pull; and telling the member of a loss."""

import sqlite3
from pathlib import Path

from isonomia.service.notices.notices import notices_of
from isonomia.service.records.pull import pull
from service.conftest import Town, hours, late


def told(town: Town, member: str) -> list[str]:
    with town.instance.database.reading() as connection:
        return [item.kind for item in notices_of(connection, member)]


def test_a_recorder_records_only_the_own_source(small_town: Town) -> None:
    small_town.member("M-1")
    browser = small_town.browser(small_town.person("Ines", role="recorder", source="hours"))
    assert "record volunteering" in browser.get("/record").text
    assert browser.get("/record/payments").status_code == 404
    form = {"member": "M-1", "occurred_at": "2026-03-02", "hours": "3", "place": "the garden", "event_id": "f1"}
    assert browser.post("/record/hours", data=form).headers["location"] == "/record/hours"
    page = browser.get("/record/hours").text
    assert "f1" in page
    refused = browser.post("/record/hours", data={**form, "event_id": "f2", "member": "M-9"})
    assert refused.status_code == 422
    assert "who is no member on that day" in refused.text


def test_a_recorder_takes_back_only_what_the_recorder_recorded(small_town: Town) -> None:
    small_town.member("M-1")
    ines = small_town.browser(small_town.person("Ines", role="recorder", source="hours"))
    uwe = small_town.browser(small_town.person("Uwe", role="recorder", source="hours"))
    form = {"member": "M-1", "occurred_at": "2026-03-02", "hours": "3", "place": "the garden", "event_id": "f1"}
    ines.post("/record/hours", data=form)
    assert uwe.post("/record/hours/withdraw", data={"event_id": "f1", "reason": "no"}).status_code == 404
    assert ines.post("/record/hours/withdraw", data={"event_id": "f1", "reason": "wrong day"}).status_code == 303
    machine = small_town.machine("standings:read")
    assert machine.get("/api/v1/standings/M-1").json()["score"] == 0


def test_a_file_with_bad_rows(small_town: Town) -> None:
    small_town.member("M-1")
    browser = small_town.browser(small_town.person("Ines", role="recorder", source="hours"))
    text = (
        "event_id,member,occurred_at,hours,place\n"
        "a,M-1,2026-03-02,3,the garden\n"
        "b,M-1,2026-03-02,three,the garden\n"
        "c,=M-9,2026-03-02,3,the garden\n"
        "d,M-1,2026-03-02,2\n"
    )
    answer = browser.post("/record/hours/upload", files={"file": ("hours.csv", text.encode(), "text/csv")})
    assert "1 fact was taken in" in answer.text
    assert "3 rows were not taken" in answer.text
    for words in ("&#39;three&#39; in the field `hours`", "an event of &#39;=M-9&#39;", "4 cells"):
        assert words in answer.text
    wrong = browser.post("/record/hours/upload", files={"file": ("hours.csv", b"event_id,member,mood\n", "text/csv")})
    assert wrong.status_code == 422
    assert "The column &#39;mood&#39; is none of" in wrong.text


def test_a_pull_takes_each_row_once_and_leaves_strangers_alone(small_town: Town, tmp_path: Path) -> None:
    small_town.member("M-1", "hours")
    club = tmp_path / "club.db"
    with sqlite3.connect(club) as connection:
        connection.execute("CREATE TABLE hours (id TEXT, member TEXT, day TEXT, hours TEXT, place TEXT)")
        rows = [("1", "M-1", "2026-03-02", "3", "the garden"), ("2", "stranger", "2026-03-02", "3", "the garden")]
        connection.executemany("INSERT INTO hours VALUES (?, ?, ?, ?, ?)", rows)
    connection.close()
    connect = tmp_path / "connect.yaml"
    connect.write_text(
        "databases:\n  club: {kind: sqlite, path: club.db}\n"
        'queries:\n  hours: {sql: "SELECT id AS event_id, member, day AS occurred_at, hours, place FROM club.hours"}\n'
    )
    first, second = pull(small_town.instance, connect), pull(small_town.instance, connect)
    assert (first.taken, first.known, first.passed_over, first.faults) == (1, 0, 1, ())
    assert (second.taken, second.known, second.passed_over, second.faults) == (0, 1, 1, ())


def test_nothing_falls_silently(town: Town) -> None:
    town.member("M-1")
    town.refresh()
    town.clock.moment = town.clock.moment.replace(hour=12)
    town.take(late("p1", "M-1", "2026-03-02"), hours("h1", "M-1", "2026-03-02"))
    town.refresh()
    town.refresh()
    assert told(town, "M-1") == ["points-lost", "joined"]


def test_a_fact_from_before_the_last_computation_is_told_of_once(town: Town) -> None:
    """A batch that begins before a computation and ends after it, and a clock that was set back, bring such facts."""
    town.member("M-1")
    town.clock.moment = town.clock.moment.replace(hour=12)
    town.refresh()
    town.clock.moment = town.clock.moment.replace(hour=11, minute=59)
    town.take(late("p1", "M-1", "2026-03-02"))
    town.refresh()
    assert told(town, "M-1") == ["points-lost", "joined"]
    with town.instance.database.reading() as connection:
        assert notices_of(connection, "M-1")[0].about == "/me/fact?source=payments&event=p1"
    town.clock.moment = town.clock.moment.replace(hour=12, minute=1)
    town.take(late("p2", "M-1", "2026-03-02"))
    town.refresh()
    assert told(town, "M-1") == ["points-lost", "points-lost", "joined"]
