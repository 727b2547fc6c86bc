"""The demonstration: made-up people who live through a change of their rules."""

from pathlib import Path

from isonomia.scheme.scheme import Scheme
from isonomia.service.clock import SetClock
from isonomia.service.config import Settings
from isonomia.service.demonstration.community import furnish
from isonomia.service.instance.instance import open_instance
from isonomia.service.scheme_versions.history import history
from service.conftest import ORIGIN, START, Town


def test_it_has_one_change_behind_it_and_one_ahead(scheme: Scheme, tmp_path: Path) -> None:
    clock = SetClock(START)
    settings = Settings(database=f"sqlite:///{tmp_path / 'demonstration.db'}", origin=ORIGIN)
    instance = open_instance(scheme, settings, clock, is_demonstration=True)
    links = {link.name: link.address for link in furnish(instance)}
    assert {link.name for link in furnish(instance)} == set(links)  # furnished once
    with instance.database.reading() as connection:
        states = [(item.version.number, item.state) for item in history(connection, instance.today)]
    assert states == [(3, "announced"), (2, "in force"), (1, "past")]
    browser = Town(instance, clock).browser()
    answer = browser.get(links["Hanna"].removeprefix(ORIGIN))
    assert answer.headers["location"] == "/me"
    page = browser.get("/me/scheme-change").text
    assert "Evenings at the desk count from now on" in page
    assert 'name="source.desk"' in page
    statement = browser.get("/me/statement").text
    assert "since version 1" in statement
    assert "__v" not in statement
    instance.database.close()
