"""The demonstration: whatever day it begins on, there is something to look at for each of its people."""

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from isonomia.scheme.scheme import Scheme
from isonomia.service.app import application
from isonomia.service.clock import SetClock
from isonomia.service.config import Settings
from isonomia.service.consequences.tables import consequence_case
from isonomia.service.demonstration.community import furnish
from isonomia.service.disputes.tables import dispute
from isonomia.service.instance.instance import open_instance
from service.conftest import ORIGIN


@pytest.mark.parametrize("day", [datetime(2026, 3, 2, 11, tzinfo=UTC), datetime(2027, 1, 9, 20, tzinfo=UTC)])
def test_there_is_something_under_way(scheme: Scheme, tmp_path: Path, day: datetime) -> None:
    settings = Settings(database=f"sqlite:///{tmp_path / 'demonstration.db'}", origin=ORIGIN)
    instance = open_instance(scheme, settings, SetClock(day), is_demonstration=True)
    links = {link.name: urlsplit(link.address).path for link in furnish(instance)}
    with instance.database.reading() as connection:
        disputes = connection.execute(select(dispute.c.member, dispute.c.is_open).order_by(dispute.c.member)).all()
        waiting = connection.execute(
            select(consequence_case.c.member).where(consequence_case.c.waits_for == "appeal")
        ).scalars()
        assert [tuple(row) for row in disputes] == [("M-002", False), ("M-008", True)]
        assert waiting.all() == ["M-001"]
    client = TestClient(application(instance), base_url=ORIGIN, headers={"accept": "text/html"})
    for name, words in (
        ("Ada", "You appealed."),
        ("Rosa (member board)", "A fact is disputed"),
        ("Hanna", "My standing"),
    ):
        client.cookies.clear()
        page = client.get(links[name])  # leads on to the page of that person
        assert page.status_code == 200
        assert words in page.text
    instance.database.close()
