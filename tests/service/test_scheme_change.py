"""A change of the scheme: announced, in force from its day, and the past never repriced."""

import json
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from isonomia.cli.app import app
from isonomia.errors import NotAllowed, SchemeError
from isonomia.locale import speaking
from isonomia.service.erasures.erasures import erase
from isonomia.service.members.joining import join, leave
from isonomia.service.problems import Problem
from isonomia.service.records.outcome import Refused
from isonomia.service.scheme_versions.change import announce, discard, propose, withdraw
from isonomia.service.scheme_versions.prepare import CannotFollow, prepare
from isonomia.service.scheme_versions.tables import scheme_version
from isonomia.service.standings.tables import standing
from service.changing import DAYS, FIRST, SECOND, THIRD, bring, entries, told
from service.conftest import Town, hours, late


def test_the_past_keeps_every_point_through_three_versions(town: Town) -> None:
    steward = town.person("Sami", role="steward")
    town.member("M-1")
    town.take(hours("h1", "M-1", "2026-03-02"), late("p1", "M-1", "2026-03-02"))
    before = entries(town, "M-1")
    assert bring(town, SECOND, steward) == 2
    assert told(town, "M-1")[0] == ("From 17 March 2026 on other rules hold. Milder. On that day your score stays 1.")
    town.later(days=14)  # 16 March: the last day of notice
    town.take(late("p2", "M-1", "2026-03-16"))
    town.later(days=1)
    town.take(late("p3", "M-1", "2026-03-17"), late("p4", "M-1", "2026-03-16"))  # p4: recorded late, of the day before
    town.refresh()
    second = entries(town, "M-1")
    assert {key: second[key] for key in before} == before
    assert [second["payments", name, day] for name, day in DAYS] == [-5, -20, -15]  # nth runs on
    assert bring(town, THIRD, steward, summary="More for help.") == 3
    town.later(days=15)
    assert entries(town, "M-1") == second  # the day of effect itself moves nothing that was
    town.take(hours("h2", "M-1", "2026-04-01"), hours("h3", "M-1", "2026-03-31"))
    third = entries(town, "M-1")
    assert {key: third[key] for key in second} == second
    assert third["hours", "h2", date(2026, 4, 1)] == 9
    assert third["hours", "h3", date(2026, 3, 31)] == 6
    with town.instance.database.reading() as connection:
        assert connection.execute(select(standing.c.version)).scalar_one() == 3


def refused(town: Town, text: str, wished: date | None = None) -> list[str]:
    """Why a text cannot be the next version, by code or reason."""
    with town.instance.database.reading() as connection:
        try:
            prepare(connection, town.instance, "p-1", text, wished)
        except SchemeError as fault:
            return [item.code for item in fault.diagnostics]
        except CannotFollow as fault:
            return [f"{item.code}: {item.message}" for item in fault.objections]
        except (NotAllowed, Problem) as fault:
            return [str(fault)]
    return []


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("days_late > 30", "days_latex > 30", "expression-unknown-name"),
        ("  base: 0\n", "  base: 10\n", "succession-header"),
        (
            "kind: attendance",
            "kind: location",
            "line: 'hours' watches what people say, where they are or how they live",
        ),
        (
            '      place: {type: text, description: "Where, as the coordinator writes it."}\n',
            '      place: {type: text, description: "Where, as the coordinator writes it."}\n      mood: {type: text}\n',
            "consent: 'hours' records more than members agreed to: mood",
        ),
        (
            "record volunteering",
            "rate helpers",
            "consent: 'hours' is recorded for another purpose than members agreed to",
        ),
        (
            "volunteering\n    retention: 24",
            "volunteering\n    retention: 36",
            "consent: 'hours' is kept longer than members agreed to",
        ),
        (
            "nth: {within: 12 months}",
            "nth: {within: 24 months}",
            "consent: 'payments' would be kept up to 1595 days, as points of other facts hang on it; members agreed to 1230",
        ),
        ("zzz", "zzz", "This is the version in force; nothing would change."),
    ],
)
def test_what_cannot_be_the_next_version(small_town: Town, old: str, new: str, why: str) -> None:
    text = FIRST.replace(old, new, 1)
    assert text != FIRST or old == "zzz"
    assert why in refused(small_town, text)


def test_notice_and_one_at_a_time(small_town: Town) -> None:
    steward = small_town.person("Sami", role="steward")
    assert refused(small_town, SECOND, date(2026, 3, 16)) == ["notice of 14 days runs up to and including 2026-03-16"]
    with speaking("de", for_members=True):
        in_german = refused(small_town, SECOND, date(2026, 3, 16))
    assert in_german == ["die Ankündigungsfrist (14 Tage) läuft bis einschließlich 2026-03-16"]
    assert refused(small_town, SECOND, date(2026, 3, 17)) == []
    bring(small_town, SECOND, steward, date(2026, 4, 1))
    assert refused(small_town, THIRD) == ["version 2 is announced for 2026-04-01"]
    small_town.later(days=30)
    assert refused(small_town, THIRD) == []


def state_of(town: Town, number: int) -> Any:
    with town.instance.database.reading() as connection:
        return connection.execute(select(scheme_version).where(scheme_version.c.version == number)).one()


def test_a_second_steward_confirms(small_town: Town) -> None:
    first, second = small_town.person("Sami", role="steward"), small_town.person("Noor", role="steward")
    with pytest.raises(Problem) as refusal:
        bring(small_town, SECOND, first)
    assert refusal.value.status == 403
    assert state_of(small_town, 2).state == "proposed"
    with small_town.instance.database.reading() as connection:
        prepared = prepare(connection, small_town.instance, first, SECOND, None, 2)
    with small_town.instance.database.writing() as connection:
        announce(connection, small_town.instance, second, prepared, {})
    row = state_of(small_town, 2)
    assert (row.state, row.proposed_by, row.announced_by, row.announced_on) == (
        "announced",
        first,
        second,
        date(2026, 3, 2),
    )
    with pytest.raises(Problem) as again, small_town.instance.database.writing() as connection:
        announce(connection, small_town.instance, second, prepared, {})
    assert again.value.code == "version-state"


def test_nobody_is_told_if_the_announcement_fails(small_town: Town) -> None:
    steward = small_town.person("Sami", role="steward")
    small_town.member("M-1")
    with small_town.instance.database.reading() as connection:
        prepared = prepare(connection, small_town.instance, steward, SECOND, None)
    with small_town.instance.database.writing() as connection:
        propose(connection, small_town.instance, steward, prepared, "Milder.")
    before = told(small_town, "M-1")
    with pytest.raises(RuntimeError), small_town.instance.database.writing() as connection:
        announce(connection, small_town.instance, steward, prepared, {})
        raise RuntimeError
    assert told(small_town, "M-1") == before
    assert state_of(small_town, 2).state == "proposed"


def test_a_member_may_leave_before_the_day_without_loss(town: Town) -> None:
    steward = town.person("Sami", role="steward")
    person_id = town.member("M-1")
    town.take(hours("h1", "M-1", "2026-03-02"), late("p1", "M-1", "2026-03-02"))
    bring(town, SECOND, steward)
    town.later(days=5)
    statement = town.browser(person_id).get("/me/export.json").json()["statement"]
    assert statement["score"] == 1
    with town.instance.database.writing() as connection:
        leave(connection, town.instance, person_id, "M-1")
    ledger = town.browser(person_id).get("/me/ledger.jsonl").text
    town.later(days=30)  # the day of effect has come and gone
    assert town.browser(person_id).get("/me/ledger.jsonl").text == ledger
    assert [text for text in told(town, "M-1") if "rules" in text] == [
        "From 17 March 2026 on other rules hold. Milder. On that day your score stays 1."
    ]
    (outcome,) = town.take(late("p2", "M-1", "2026-03-20"))
    assert isinstance(outcome, Refused)


def test_withdrawn_before_its_day_it_never_comes(town: Town) -> None:
    steward = town.person("Sami", role="steward")
    town.member("M-1")
    bring(town, SECOND, steward)
    town.later(days=14)
    with town.instance.database.writing() as connection:
        withdraw(connection, town.instance, steward, 2, "Members asked for it.")
    assert told(town, "M-1")[0] == (
        "The change of rules announced for 17 March 2026 does not come. Members asked for it."
    )
    town.later(days=10)
    with town.instance.database.reading() as connection:
        assert town.instance.version(connection).number == 1
    assert bring(town, THIRD, steward) == 3
    town.later(days=15)
    with town.instance.database.reading() as connection:
        version = town.instance.version(connection)
    assert version.number == 3
    assert "2026-04-10" in version.scheme.text  # the third followed the first; of the second nothing is left
    assert "2026-03-17" not in version.scheme.text


def test_who_joins_meanwhile_is_told_too(small_town: Town) -> None:
    steward = small_town.person("Sami", role="steward")
    bring(small_town, SECOND, steward)
    small_town.member("M-1")
    assert told(small_town, "M-1")[0] == "From 17 March 2026 on other rules hold. Milder."
    small_town.later(days=15)
    small_town.member("M-2")
    assert told(small_town, "M-2") == ["You take part now. You can leave at any time."]


def test_who_joins_at_the_same_moment_is_told_too(town: Town) -> None:
    instance, steward = town.instance, town.person("Sami", role="steward")
    person_id = town.person("Person M-1", "M-1")
    with instance.database.reading() as connection:
        prepared = prepare(connection, instance, steward, SECOND, None)
    with instance.database.writing() as connection:
        propose(connection, instance, steward, prepared, "Milder.")

    def tell() -> None:
        with instance.database.writing() as connection:
            announce(connection, instance, steward, prepared, {})

    telling = Thread(target=tell)
    with instance.database.writing() as connection:
        version = instance.version(connection)
        join(connection, instance, person_id, ["hours"], version, version.digest)
        telling.start()
        telling.join(timeout=1)  # it waits for whoever joins
    telling.join()
    assert told(town, "M-1").count("From 17 March 2026 on other rules hold. Milder.") == 1


def test_in_force_it_cannot_be_withdrawn(small_town: Town) -> None:
    steward = small_town.person("Sami", role="steward")
    bring(small_town, SECOND, steward)
    small_town.later(days=15)
    with (
        pytest.raises(NotAllowed, match="in force since 2026-03-17"),
        small_town.instance.database.writing() as connection,
    ):
        withdraw(connection, small_town.instance, steward, 2, "Too late.")


def test_what_was_only_proposed_goes_without_a_word(small_town: Town) -> None:
    first = small_town.person("Sami", role="steward")
    small_town.person("Noor", role="steward")
    small_town.member("M-1")
    with pytest.raises(Problem):
        bring(small_town, SECOND, first)
    with small_town.instance.database.writing() as connection:
        discard(connection, small_town.instance, 2)
    assert told(small_town, "M-1") == ["You take part now. You can leave at any time."]
    assert small_town.browser().get("/scheme/versions/2").status_code == 404


def test_a_steward_who_is_erased_leaves_no_name_in_a_version(small_town: Town) -> None:
    steward = small_town.person("Sami", role="steward")
    bring(small_town, SECOND, steward)
    small_town.person("Noor", role="steward")
    with small_town.instance.database.writing() as connection:
        erase(connection, small_town.instance, steward)
    row = state_of(small_town, 2)
    assert (row.state, row.proposed_by, row.announced_by) == ("announced", None, None)


def test_the_statement_names_the_version_of_each_rule(small_town: Town) -> None:
    steward = small_town.person("Sami", role="steward")
    person = small_town.member("M-1")
    small_town.take(hours("h1", "M-1", "2026-03-02"), late("p1", "M-1", "2026-03-02"))
    bring(small_town, SECOND, steward)
    small_town.later(days=20)
    small_town.take(late("p2", "M-1", "2026-03-20"))
    browser = small_town.browser(person)
    page = browser.get("/me/statement").text
    assert "__v1" not in page
    assert "late_payment, version 1 (until 16 March 2026)" in page
    assert "late_payment, since version 2" in page
    assert "date &gt;=" not in page
    data = browser.get("/api/v1/me/statement").json()
    assert data["origins"]["late_payment"] == ORIGINS


ORIGINS = [
    {"version": 1, "rule": "late_payment", "from": None, "until": "2026-03-16"},
    {"version": 2, "rule": "late_payment", "from": "2026-03-17", "until": None},
]


def command_day(town: Town) -> str:
    return town.instance.now.isoformat()


def test_recomputed_by_anyone_it_is_the_same_standing(small_town: Town, tmp_path: Path) -> None:
    """What the page /recompute says, done: two files from the service, one command."""
    steward = small_town.person("Sami", role="steward")
    person = small_town.member("M-1")
    small_town.take(hours("h1", "M-1", "2026-03-02"), late("p1", "M-1", "2026-03-02"))
    bring(small_town, THIRD, steward)
    small_town.later(days=20)
    small_town.take(hours("h2", "M-1", "2026-03-20", spent="8"), late("p2", "M-1", "2026-03-20"))
    small_town.take({"kind": "dispute", "source": "payments", "event_id": "p2", "dispute_id": "d1"})
    browser = small_town.browser(person)
    page = browser.get("/recompute").text
    assert "isonomia score scheme.yaml my-ledger.jsonl" in page
    assert "isonomia explain scheme.yaml my-ledger.jsonl --member M-1" in page
    (tmp_path / "scheme.yaml").write_text(browser.get("/scheme.yaml").text, encoding="utf-8")
    (tmp_path / "my-ledger.jsonl").write_text(browser.get("/me/ledger.jsonl").text, encoding="utf-8")
    command = ["score", str(tmp_path / "scheme.yaml"), str(tmp_path / "my-ledger.jsonl")]
    done = CliRunner().invoke(app, [*command, "--as-of", command_day(small_town), "--format", "json"])
    assert done.exit_code == 0, done.output
    (row,) = json.loads(done.stdout)
    explain = CliRunner().invoke(app, ["explain", *command[1:], "--member", "M-1", "--as-of", command_day(small_town)])
    assert explain.exit_code == 0, explain.output
    assert "Volunteered 8 hours at the garden" in explain.stdout
    machine = small_town.machine("standings:read").get("/api/v1/standings/M-1").json()
    assert (row["member"], row["score"], row["band"]) == ("M-1", machine["score"], machine["band"])
    assert machine["score"] == 20 - 5  # the month's cap holds both evenings at 20; the disputed fee rests
