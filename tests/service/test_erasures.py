"""Erasure: nothing of the person is left, anywhere; everybody else's points stay."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from isonomia.service.database.all_tables import metadata
from isonomia.service.database.personal import IMPERSONAL, personal_columns
from isonomia.service.erasures.erasures import erase
from isonomia.service.members.tables import person
from isonomia.service.problems import Problem
from isonomia.service.records.outcome import Refused
from isonomia.service.standings.refresh import account_of
from service.conftest import Town, hours, late

MARKS = ("Marker-Person", "MARK-77", "marker-event", "marker place")


def test_every_table_says_where_people_stand() -> None:
    marked = {table.name for table, _column in personal_columns()}
    assert marked.isdisjoint(IMPERSONAL)
    assert marked | set(IMPERSONAL) == set(metadata.tables), "mark a column (database/personal.py) or give the reason"


def everything(town: Town) -> str:
    """The text of every row of every table."""
    with town.instance.database.reading() as connection:
        rows: list[Any] = []
        for table in metadata.sorted_tables:
            rows += [tuple(map(str, row)) for row in connection.execute(select(table))]
    return json.dumps(rows, ensure_ascii=False)


def lived(town: Town) -> str:
    """A member with a past: facts, one moved away, one moved in, a dispute, notices, an answered request."""
    person_id = town.person("Marker-Person", "MARK-77")
    from isonomia.service.members.joining import join

    with town.instance.database.writing() as connection:
        version = town.instance.version(connection)
        join(connection, town.instance, person_id, list(version.scheme.file.sources), version, version.digest)
    town.member("M-2")
    town.take(
        hours("marker-event", "MARK-77", "2026-03-02", place="marker place"),
        late("marker-event-2", "MARK-77", "2026-03-02"),
        hours("moved-away", "MARK-77", "2026-03-02"),
        hours("moved-in", "M-2", "2026-03-02"),
    )
    town.take(
        {"kind": "correction", "source": "hours", "event_id": "moved-away", "member": "M-2"},
        {"kind": "correction", "source": "hours", "event_id": "moved-in", "member": "MARK-77"},
        {"kind": "dispute", "source": "payments", "event_id": "marker-event-2", "dispute_id": "d1"},
    )
    machine = town.machine("records:write")
    machine.post("/api/v1/records", json=hours("x", "MARK-77", "2020-01-01"), headers={"idempotency-key": "k"})
    town.later(days=8)
    browser = town.browser(person_id)
    browser.post("/account/recovery-codes")
    browser.post("/api/v1/passkeys/registration")
    return person_id


def points(town: Town, member: str) -> int | None:
    with town.instance.database.reading() as connection:
        made = account_of(connection, town.instance, town.instance.version(connection), member)
    return made.score if made is not None else None


def test_nothing_of_the_person_is_left_in_any_table(town: Town) -> None:
    person_id = lived(town)
    assert all(mark in everything(town) for mark in (*MARKS, person_id))
    before = points(town, "M-2")
    with town.instance.database.writing() as connection:
        erase(connection, town.instance, person_id)
    town.instance.database.forget()
    left = everything(town)
    assert [mark for mark in (*MARKS, person_id) if mark in left] == []
    assert points(town, "M-2") == before == 6
    assert points(town, "MARK-77") is None


def test_nothing_of_the_person_is_left_in_any_file(small_town: Town, tmp_path: Path) -> None:
    person_id = lived(small_town)
    with small_town.instance.database.writing() as connection:
        erase(connection, small_town.instance, person_id)
    small_town.instance.database.forget()
    files = [path for path in tmp_path.iterdir() if path.is_file()]
    assert any(path.name == "instance.db" for path in files)
    found = [(path.name, mark) for path in files for mark in MARKS if mark.encode() in path.read_bytes()]
    assert found == []


def test_what_was_erased_is_not_taken_in_again(town: Town) -> None:
    person_id = lived(town)
    with town.instance.database.writing() as connection:
        erase(connection, town.instance, person_id)
    town.member("MARK-77")
    (outcome,) = town.take(hours("marker-event", "MARK-77", "2026-03-10", place="marker place"))
    assert isinstance(outcome, Refused)
    assert outcome.code == "record-erased"


def test_the_last_steward_stays(small_town: Town) -> None:
    steward = small_town.person("Sami", role="steward")
    with pytest.raises(Problem) as refused, small_town.instance.database.writing() as connection:
        erase(connection, small_town.instance, steward)
    assert refused.value.code == "last-steward"
    small_town.person("Ines", role="steward")
    with small_town.instance.database.writing() as connection:
        erase(connection, small_town.instance, steward)
        assert connection.execute(select(person.c.display_name)).scalars().all() == ["Ines"]


def test_erasing_oneself_through_the_pages(small_town: Town) -> None:
    person_id = small_town.member("M-1")
    browser = small_town.browser(person_id)
    assert browser.post("/me/erase").status_code == 422
    assert browser.get("/me").status_code == 200
    answer = browser.post("/me/erase", data={"sure": "yes"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/erased")
    assert "Everything about you is erased" in browser.get("/erased").text
    assert browser.get("/me").headers["location"] == "/sign-in"
