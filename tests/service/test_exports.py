"""Taking one's data along: everything, and nobody else's."""

import csv
import io
import json
import zipfile
from datetime import timedelta

from isonomia.service.exports.exports import harmless
from service.conftest import Town, hours, late


def test_an_export_holds_everything_of_the_person_and_no_secret(small_town: Town) -> None:
    person_id = small_town.member("M-1")
    small_town.member("M-2")
    small_town.take(hours("h1", "M-1", "2026-03-02"), late("p1", "M-1", "2026-03-02"), hours("h2", "M-2", "2026-03-02"))
    browser = small_town.browser(person_id)
    found = browser.get("/me/export.json").json()
    tables = found["tables"]
    assert [row["fact"]["kind"] for row in tables["record"]] == ["join", "event", "event"]
    assert {row["source"] for row in tables["consent"]} == {"", "hours", "payments"}
    assert [row["display_name"] for row in tables["person"]] == ["Person M-1"]
    assert found["statement"]["score"] == 1
    assert "M-2" not in browser.get("/me/export.json").text
    assert not any("digest" in key for rows in tables.values() for row in rows for key in row)
    assert browser.cookies["isonomia"] not in browser.get("/me/export.json").text


def test_the_tables_open_in_a_spreadsheet(small_town: Town) -> None:
    person_id = small_town.member("M-1")
    small_town.take(hours("=1+1", "M-1", "2026-03-02"))
    data = small_town.browser(person_id).get("/me/export.zip").content
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("record.csv").decode())))
    assert rows[1]["event_id"] == "'=1+1"


def test_no_cell_is_a_formula() -> None:
    assert [harmless(value) for value in ("=A1", "+1", "-1", "@x", "plain", -5, None)] == [
        "'=A1",
        "'+1",
        "'-1",
        "'@x",
        "plain",
        -5,
        None,
    ]


def test_the_ledger_of_one_member_names_nobody_else(small_town: Town) -> None:
    person_id = small_town.member("M-1")
    small_town.member("M-2")
    small_town.take(hours("h1", "M-2", "2026-03-02"), hours("h2", "M-2", "2026-03-02"))
    for to in ("M-1", "M-2", "M-1"):
        small_town.clock.moment += timedelta(minutes=1)
        small_town.take({"kind": "correction", "source": "hours", "event_id": "h1", "member": to})
    assert small_town.browser().get("/me/ledger.jsonl").headers["location"] == "/sign-in"
    text = small_town.browser(person_id).get("/me/ledger.jsonl").text
    rows = [json.loads(line) for line in text.splitlines()]
    assert [row["kind"] for row in rows] == ["join", "event", "correction", "correction", "correction"]
    assert {row["member"] for row in rows} == {"M-1"}
    assert small_town.browser(small_town.person("Sami", role="steward")).get("/me/ledger.jsonl").text == ""
