"""New sources: nothing is recorded of them without a consent of their own, nor on days on which they were not there."""

from datetime import date
from typing import Any

from isonomia.service.members.agreeing import agreed_sources
from isonomia.service.scheme_versions.change import withdraw
from service.changing import SECOND, THIRD, bring, entries
from service.conftest import Town


def desk(event_id: str, member: str, day: str, evenings: int = 2) -> dict[str, Any]:
    return {
        "kind": "event",
        "source": "library",
        "event_id": event_id,
        "member": member,
        "occurred_at": day,
        "data": {"evenings": evenings},
    }


def test_of_a_new_source_nothing_is_recorded_without_its_own_consent(town: Town) -> None:
    steward = town.person("Sami", role="steward")
    willing, other = town.member("M-1"), town.member("M-2")
    bring(town, THIRD, steward)
    assert codes(town.take(desk("d1", "M-1", "2026-03-02"))) == ["ledger-unknown-source"]  # not in force yet
    browser = town.browser(willing)
    assert 'name="source.library"' in browser.get("/me/scheme-change").text
    assert browser.post("/me/scheme-change", data={"source.library": "yes"}).status_code == 303
    assert browser.post("/me/scheme-change", data={"source.library": "yes"}).status_code == 303  # again: nothing more
    assert 'name="source.library"' not in browser.get("/me/scheme-change").text
    town.later(days=16)
    rows = [desk("d2", "M-1", "2026-03-17"), desk("d3", "M-2", "2026-03-17"), desk("d4", "M-1", "2026-03-16")]
    assert codes(town.take(*rows)) == ["taken", "record-no-consent", "record-source-closed"]
    assert town.browser(other).post("/me/scheme-change", data={"source.library": "yes"}).status_code == 303
    assert codes(town.take(desk("d3", "M-2", "2026-03-17"))) == ["taken"]


def test_a_consent_to_what_never_comes_ends(small_town: Town) -> None:
    steward = small_town.person("Sami", role="steward")
    person = small_town.member("M-1", "hours")
    bring(small_town, THIRD, steward)
    browser = small_town.browser(person)
    page = browser.get("/me/scheme-change").text
    assert ('name="source.library"' in page, 'name="source.payments"' in page) == (True, False)  # only what is new
    browser.post("/me/scheme-change", data={"source.library": "yes", "source.payments": "yes"})
    with small_town.instance.database.reading() as connection:
        assert agreed_sources(connection, "M-1") == {"hours", "library"}
    with small_town.instance.database.writing() as connection:
        withdraw(connection, small_town.instance, steward, 2, "Not yet.")
        assert agreed_sources(connection, "M-1") == {"hours"}
    assert "was withdrawn on 2 March 2026. Nothing changes." in browser.get("/me/scheme-change").text
    assert browser.post("/me/scheme-change", data={"source.library": "yes"}).status_code == 303
    with small_town.instance.database.reading() as connection:
        assert agreed_sources(connection, "M-1") == {"hours"}


def codes(outcomes: list[Any]) -> list[str]:
    return [getattr(item, "code", "taken") for item in outcomes]


def test_a_source_that_ends_takes_no_later_facts(small_town: Town) -> None:
    steward = small_town.person("Sami", role="steward")
    small_town.member("M-1", "hours")
    with_desk = THIRD
    bring(small_town, with_desk, steward)
    small_town.later(days=16)
    person = small_town.member("M-2")
    small_town.take(desk("d1", "M-2", "2026-03-18"))
    bring(small_town, SECOND, steward)
    small_town.later(days=16)
    assert codes(small_town.take(desk("d2", "M-2", "2026-04-01"), desk("d3", "M-2", "2026-04-02"))) == [
        "taken",  # recorded late, of a day when the source was there
        "record-source-closed",
    ]
    assert "library" not in small_town.browser(person).get("/me/scheme-change").text.split("What changes</h2>")[0]
    assert entries(small_town, "M-2")["library", "d1", date(2026, 3, 18)] == 8
