"""A month in the demonstration community, lived through the HTTP API: facts in, one lost point contested, a decision.

The service runs for real, on a port of this machine, with a clock that is moved from day to day.
"""

import random
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from os import geteuid
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx2
import uvicorn

from isonomia.scheme.scheme import Scheme
from isonomia.service.access.keys import make_key
from isonomia.service.app import application
from isonomia.service.clock import SetClock
from isonomia.service.config import Settings
from isonomia.service.demonstration.community import MEMBERS, furnish
from isonomia.service.instance.instance import Instance, open_instance
from isonomia.service.log.publish import publish
from isonomia.service.upkeep import keep_up

DAYS = 30
LATE_ON, DISPUTED_ON, DECIDED_ON = 9, 11, 16
PICTURES = {
    "front": ("Hanna", "/"),
    "standing": ("Hanna", "/me"),
    "statement": ("Hanna", "/me/statement"),
    "decision": ("Hanna", "/me/disputes"),
    "desk": ("Rosa (member board)", "/desk"),
    "audit": ("Alma (auditor)", "/audit"),
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Month:
    """What happened, and where it can be looked at."""

    taken: int
    refused: int
    score_before: int
    score_disputed: int
    score_after: int
    entries_in_log: int
    folder: Path
    pictures: tuple[Path, ...]


def live_a_month(scheme: Scheme, folder: Path) -> Month:
    """Live through the last thirty days in a new database in `folder`, which is replaced."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    port = _free_port()
    origin = f"http://localhost:{port}"
    settings = Settings(database=f"sqlite:///{folder.resolve() / 'demonstration.db'}", origin=origin)
    today = datetime.now(UTC).replace(hour=11, minute=0, second=0, microsecond=0)
    clock = SetClock(today - timedelta(days=DAYS))
    instance = open_instance(scheme, settings, clock, is_demonstration=True)
    links = {link.name: link.address for link in furnish(instance)}
    with instance.database.writing() as connection:
        _key_id, key = make_key(connection, "Membership software", "records:write standings:read", instance.now)
    with _running(instance, port):
        town = _Town(origin, key, links, clock, instance)
        counts = town.live()
        pictures = tuple(_pictures(town, folder))
    size = town.size_of_log()
    instance.database.close()
    return replace(counts, entries_in_log=size, folder=folder, pictures=pictures)


class _Town:
    """The community as its people and machines see it: through HTTP alone."""

    def __init__(self, origin: str, key: str, links: dict[str, str], clock: SetClock, instance: Instance) -> None:
        self.origin, self.key, self.links, self.clock, self.instance = origin, key, links, clock, instance
        self.luck = random.Random(30)  # noqa: S311  # makes up facts; nothing secret

    def live(self) -> Month:
        """Day by day; returns what was counted."""
        taken = refused = before = disputed = 0
        dispute_path = ""
        begin = self.clock.moment
        machine = {"authorization": f"Bearer {self.key}"}
        with httpx2.Client(base_url=self.origin, headers=machine, timeout=30) as client:
            for number in range(1, DAYS + 1):
                self.clock.moment = begin + timedelta(days=number)
                day = self.clock.moment.date()
                answer = client.post("/api/v1/records", json=self.facts(number, day)).json()
                taken, refused = taken + answer["taken"], refused + len(answer["refused"])
                self.upkeep()
                if number == LATE_ON:
                    before = self.score(client)
                if number == DISPUTED_ON:
                    disputed = self.score(client)
                    dispute_path = self.dispute()
                if number == DECIDED_ON:
                    self.uphold(dispute_path)
            after = self.score(client)
        return Month(taken, refused, before, disputed, after, 0, Path(), ())

    def facts(self, number: int, day: date) -> list[dict[str, Any]]:
        """What the organisation's systems send on a day: one fact in the month is of somebody who never joined."""
        rows = [
            self.event("hours", f"m-{day}-{who}", who, day, {"hours": "2.5", "place": "the garden"})
            for who in range(1, len(MEMBERS) + 1)
            if self.luck.random() < 0.03 * who
        ]
        if number == LATE_ON + 1:
            rows.append(self.event("payments", f"m-late-{day}", len(MEMBERS), day, {"days_late": 35}))
            rows.append(self.event("hours", f"m-{day}-stranger", 999, day, {"hours": "2", "place": "the kitchen"}))
        return rows or [self.event("hours", f"m-{day}-1", 1, day, {"hours": "1", "place": "the library"})]

    @staticmethod
    def event(source: str, event_id: str, who: int, day: date, data: dict[str, Any]) -> dict[str, Any]:
        about = {"member": f"M-{who:03}", "occurred_at": day.isoformat()}
        return {"kind": "event", "source": source, "event_id": event_id, **about, "data": data}

    def score(self, client: httpx2.Client) -> int:
        """Hanna's score, as a program reads it."""
        found: int = client.get(f"/api/v1/standings/M-{len(MEMBERS):03}").json()["score"]
        return found

    @contextmanager
    def signed_in(self, name: str) -> Iterator[httpx2.Client]:
        """A browser of one of its people."""
        headers = {"accept": "text/html", "sec-fetch-site": "same-origin"}
        with httpx2.Client(base_url=self.origin, headers=headers, timeout=30) as client:
            client.get(self.links[name])
            yield client

    def dispute(self) -> str:
        """Hanna finds the point that she lost in her statement, and disputes it."""
        with self.signed_in("Hanna") as client:
            page = client.get("/me/statement").text
            found = re.search(r'href="(/me/fact\?[^"]*m-late[^"]*)"', page)
            assert found is not None, "the statement leads to each fact"
            address = found.group(1).replace("&amp;", "&")
            fields = dict(item.split("=") for item in address.partition("?")[2].split("&"))
            assert client.get(address).status_code == 200
            grounds = "I paid in time; the bank statement is in the office."
            body = urlencode({"grounds": grounds}) + "&" + "&".join(f"{key}={value}" for key, value in fields.items())
            answer = client.post(
                "/me/fact", content=body, headers={"content-type": "application/x-www-form-urlencoded"}
            )
            return answer.headers["location"]

    def uphold(self, dispute_path: str) -> None:
        """Rosa reads the file and decides."""
        dispute_id = dispute_path.rpartition("/")[2]
        with self.signed_in("Rosa (member board)") as client:
            assert client.get(f"/desk/disputes/{dispute_id}").status_code == 200
            reasons = "The bank statement shows that the fee was paid on time."
            answer = client.post(f"/desk/disputes/{dispute_id}/decide", data={"outcome": "upheld", "reasons": reasons})
            assert answer.status_code == 303, answer.text

    def upkeep(self) -> None:
        """What the worker does behind the pages."""
        with self.instance.database.writing() as connection:
            while keep_up(connection, self.instance):
                pass
        while publish(self.instance):
            pass

    def size_of_log(self) -> int:
        """How many entries the log has."""
        from isonomia.service.log.publish import latest

        with self.instance.database.reading() as connection:
            found = latest(connection)
        return found[0] if found is not None else 0


@contextmanager
def _running(instance: Instance, port: int) -> Iterator[None]:
    """The real server, while the block runs."""
    server = uvicorn.Server(
        uvicorn.Config(application(instance), host="127.0.0.1", port=port, log_config=None, lifespan="off")
    )
    thread = threading.Thread(target=server.run, name="demonstration", daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.05)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=30)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def _pictures(town: _Town, folder: Path) -> Iterator[Path]:
    """A picture of some pages, if this machine has a browser."""
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        return
    for name, (person, page) in PICTURES.items():
        with town.signed_in(person) as client:
            (folder / f"{name}.html").write_text(_standing_alone(client, page), encoding="utf-8")
        target = folder / f"{name}.png"
        arguments = ["--headless", "--disable-gpu", "--hide-scrollbars", "--window-size=1100,1400"]
        arguments += ["--disable-background-networking", *(["--no-sandbox"] if geteuid() == 0 else [])]
        command = [browser, *arguments, f"--screenshot={target}", (folder / f"{name}.html").resolve().as_uri()]
        subprocess.run(command, capture_output=True, check=False, timeout=60)
        if target.exists():
            yield target


def _standing_alone(client: httpx2.Client, page: str) -> str:
    """A page with its style inside, so that the file shows what a browser showed."""
    style = client.get("/style.css").text
    text = client.get(page).text
    return re.sub(r'<link rel="stylesheet"[^>]*>', lambda _found: f"<style>{style}</style>", text, count=1)
