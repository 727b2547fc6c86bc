"""`isonomia admin invite`: the first steward comes in."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from isonomia.cli.app import app
from isonomia.service.audit.entries import entries
from isonomia.service.people.roles import roles_of
from service.conftest import ORIGIN, START, Town


def run(monkeypatch: pytest.MonkeyPatch, database: str, *words: str) -> tuple[int, str]:
    monkeypatch.setenv("ISONOMIA_DATABASE", database)
    monkeypatch.setenv("ISONOMIA_ORIGIN", ORIGIN)
    found = CliRunner().invoke(app, ["admin", "invite", *words])
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
    return found.exit_code, found.output


def test_the_first_steward_comes_in(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.clock.moment = START.now(START.tzinfo)  # the command goes by the machine's clock
    code, said = run(monkeypatch, town.instance.settings.database, "--name", "Sami")
    assert code == 0
    (path,) = re.findall(rf"^{ORIGIN}(/invitation/[\w-]+)\n$", said)
    browser = town.browser()
    assert browser.post(path).headers["location"] == "/account"
    assert browser.get("/people").status_code == 200
    assert town.browser().post(path).status_code == 404
    with town.instance.database.reading() as connection:
        given = entries(connection)[1]
        assert (given.act, given.actor_id, given.role, given.about_kind) == (
            "role-given", "operator", "operator", "role:steward",
        )  # fmt: skip
        assert len(roles_of(connection, given.about_id)) == 1


def test_what_it_refuses(small_town: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    database = small_town.instance.settings.database
    small_town.member("M-1")
    for words, said in (
        (["--name", "A", "--role", "king"], "there is no role 'king' to give"),
        (["--name", " "], "the name is empty"),
        (["--name", "A", "--role", "recorder"], "A recorder records one source, one of: hours, payments."),
        (["--name", "A", "--member", "M-1"], "Another person has the number 'M-1'."),
    ):
        code, output = run(monkeypatch, database, *words)
        assert (code, said in output) == (2, True), output
    with small_town.instance.database.reading() as connection:
        assert entries(connection) == []
    missing = tmp_path / "none.db"
    code, output = run(monkeypatch, f"sqlite:///{missing}", "--name", "A")
    assert (code, "no scheme runs in" in output, missing.exists()) == (2, True, False)
