"""How much does the live service carry? Records in while statements are read, with 10 million records in place.

    python benchmarks/service_load.py --members 100000 --records 100 --seconds 60
    python benchmarks/service_load.py --database sqlite --members 2000

A real PostgreSQL that writes to the disk (or an SQLite file), the service as `isonomia serve` runs it, and clients on
the same machine. In the same run the bare framework writes one row for each request: what there is to reach.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import deque
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
import msgspec
from sqlalchemy import create_engine, func, select

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from service_fill import fill, remember, settle

from isonomia.presets.find import find_scheme
from isonomia.scheme.load import load_scheme
from isonomia.service.access.keys import make_key
from isonomia.service.access.sessions import begin_session
from isonomia.service.config import Settings
from isonomia.service.instance.instance import Instance, open_instance
from isonomia.service.standings.tables import IS_STALE, standing
from postgres_server import demotion, guarded, usable_programs

SCHEME = "riverside-time-bank"
PORT, BARE_PORT = 8471, 8472
PROCESSES = 2
SECONDS_TO_SHOW = 2
READERS = 400
BATCH = 50
PEER = Path(__file__).parent / "peers" / "bare_framework.py"


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL with its usual settings, fsync included."""
    folder = Path(tempfile.mkdtemp(prefix="isonomia-pg-"))
    try:
        if user := demotion():
            os.chown(folder, user["user"], user["group"])
        programs = usable_programs(folder)
        with guarded(programs):
            where = str(folder / "data")
            programs.run("initdb", "-D", where, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")
            options = f"-k '{folder}' -c listen_addresses='' -c shared_buffers=1GB -c max_wal_size=4GB"
            programs.run("pg_ctl", "-D", where, "-w", "-t", "50", "-l", str(folder / "log"), "-o", options, "start")
            yield f"postgresql+psycopg://postgres@/postgres?host={quote(str(folder), safe='')}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Latencies:
    """Times of answers, in seconds."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.failed = 0

    @contextlib.contextmanager
    def timed(self) -> Iterator["Latencies"]:
        """Time what is asked in the block; what is not answered in time has failed."""
        begun = time.perf_counter()
        try:
            yield self
        except (aiohttp.ClientError, TimeoutError):
            self.failed += 1
        self.seconds.append(time.perf_counter() - begun)

    def succeeds(self, answered: bool) -> None:
        """Count an answer that is not the one that was wanted."""
        self.failed += not answered

    def summary(self) -> dict[str, float]:
        """Milliseconds at some shares of the answers."""
        ordered = sorted(self.seconds)
        at = {share: ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95, 0.99)}
        return {f"p{int(share * 100)}_ms": round(value * 1000, 1) for share, value in at.items()} | {
            "failed": self.failed
        }


def rows(luck: random.Random, members: int, count: int) -> list[dict[str, Any]]:
    """New events of today, each of any member."""
    return [
        {
            "kind": "event",
            "source": "hours",
            "event_id": f"n-{secrets.token_hex(8)}",
            "member": f"M-{luck.randint(1, members)}",
            "occurred_at": datetime.now(UTC).date().isoformat(),
            "data": {"hours": "2", "place": "the library"},
        }
        for _ in range(count)
    ]


def as_json(value: Any) -> str:
    """JSON, made fast."""
    return msgspec.json.encode(value).decode()


async def at_rate(what: Callable[[], Coroutine[Any, Any, None]], per_second: float, until: float) -> None:
    """Begin something at a rate, whether or not what was begun before has ended."""
    due, tasks = time.perf_counter(), []
    while due < until:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(what()))
        due += 1 / per_second
    await asyncio.gather(*tasks)


@dataclass(frozen=True)
class Service:
    """Where the service keeps its data, how many members it has, and who may ask it."""

    address: str
    members: int
    key: str
    sessions: list[str]


async def count_waiting(address: str, found: list[int], until: float) -> None:
    """How many standings wait to be computed, twice a second."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    wanted = select(func.count()).select_from(standing).where(IS_STALE)

    def count() -> int:
        with engine.connect() as connection:
            return connection.execute(wanted).scalar_one()

    while time.perf_counter() < until:
        found.append(await asyncio.to_thread(count))
        await asyncio.sleep(0.5)
    engine.dispose()


async def probe(web: aiohttp.ClientSession, machine: dict[str, str], member: str, showing: Latencies) -> None:
    """How soon a new record shows in a member's standing."""

    async def standing_now() -> Any:
        async with web.get(f"/api/v1/standings/{member}", headers=machine) as answer:
            return await answer.json()

    (row,) = rows(random.Random(), 1, 1)
    row |= {"member": member, "source": "payments", "data": {"days_late": 40}}  # no cap hides what it takes
    before = await standing_now()
    async with web.post("/api/v1/records", json=row, headers=machine) as answer:
        await answer.read()
    begun = time.perf_counter()
    while await standing_now() == before:
        if time.perf_counter() - begun > SECONDS_TO_SHOW:  # a score of 0 cannot fall
            return
        await asyncio.sleep(0.05)
    showing.seconds.append(time.perf_counter() - begun)


async def load(seconds: float, service: Service, rate: int, batch: int, statements: float) -> dict[str, Any]:
    """Records at a rate, in batches, while statements are read; and how soon a record shows in a standing."""
    posting, reading, showing = Latencies(), Latencies(), Latencies()
    luck = random.Random()
    taken, waiting, latest = 0, list[int](), deque[str](maxlen=2 * rate)
    async with client(PORT) as web:
        machine = {"authorization": f"Bearer {service.key}"}

        async def post() -> None:
            nonlocal taken
            made = rows(luck, service.members, batch)
            with posting.timed() as timed:
                async with web.post("/api/v1/records", json=made, headers=machine) as answer:
                    timed.succeeds(answer.status == 200)
                    taken += (await answer.json()).get("taken", 0)
            latest.extend(row["member"] for row in made)

        async def read() -> None:
            """As a reader does who has not been here before: on a connection of its own."""
            cookie = f"isonomia={luck.choice(service.sessions)}"
            headers = {"cookie": cookie, "accept": "text/html", "connection": "close"}
            with reading.timed() as timed:
                async with web.get("/me/statement", headers=headers) as answer:
                    await answer.read()
                    timed.succeeds(answer.status == 200)

        async def show() -> None:
            """Of somebody who had a record two seconds ago: behind the pages, whose standing is older goes first."""
            member = latest[0] if latest else f"M-{luck.randint(1, service.members)}"
            with contextlib.suppress(aiohttp.ClientError, TimeoutError):  # a probe not answered has seen nothing
                await probe(web, machine, member, showing)

        begun = time.perf_counter()
        until = begun + seconds
        spent = 0.0

        async def posts() -> None:
            nonlocal spent
            await at_rate(post, rate / batch, until)
            spent = time.perf_counter() - begun

        await asyncio.gather(
            posts(),
            at_rate(read, statements, until),
            at_rate(show, 1, until),
            count_waiting(service.address, waiting, until),
        )
    return {
        "asked_records_per_second": rate,
        "records_per_second": round(taken / spent),
        "batch": batch,
        "posting": posting.summary(),
        "statements_per_second": round(len(reading.seconds) / seconds, 1),
        "statements": reading.summary(),
        "shown_after": showing.summary() if showing.seconds else {},
        "standings_waiting": {"mean": round(sum(waiting) / len(waiting)), "most": max(waiting)},
    }


async def bare(seconds: float) -> dict[str, Any]:
    """The bare framework, one row for each request, as fast as sixteen clients can."""
    latencies = Latencies()
    async with client(BARE_PORT) as web:
        until = time.perf_counter() + seconds

        async def work(who: int) -> None:
            number = 0
            while time.perf_counter() < until:
                number += 1
                with latencies.timed() as timed:
                    async with web.post("/rows", json={"key": f"{who}-{number}", "body": "x" * 200}) as answer:
                        await answer.read()
                        timed.succeeds(answer.status == 200)

        begun = time.perf_counter()
        await asyncio.gather(*[work(who) for who in range(16)])
        spent = time.perf_counter() - begun
    return {"rows_per_second": round(len(latencies.seconds) / spent)} | latencies.summary()


def client(port: int) -> aiohttp.ClientSession:
    """A client that takes little of the processor, which it shares with what is measured."""
    timeout = aiohttp.ClientTimeout(total=30)
    return aiohttp.ClientSession(
        f"http://localhost:{port}", timeout=timeout, connector=aiohttp.TCPConnector(limit=64), json_serialize=as_json
    )


@contextlib.contextmanager
def running(command: list[str], environment: dict[str, str], port: int) -> Iterator[None]:
    """A server process, until the block ends."""
    process = subprocess.Popen(
        command, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://localhost:{port}/healthz"):
                break
            time.sleep(0.1)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def measure(
    members: int = 100_000,
    records: int = 100,
    seconds: float = 60,
    rate: int = 1_000,
    statements: float = 50,
    database: str = "postgres",
) -> dict[str, Any]:
    """The figures of one run."""
    with contextlib.ExitStack() as stack:
        if database == "postgres":
            address = stack.enter_context(postgres())
        else:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            address = f"sqlite:///{folder}/load.db"
        settings = Settings(database=address, origin=f"http://localhost:{PORT}")
        instance = open_instance(load_scheme(find_scheme(SCHEME)), settings)
        key, sessions = _prepare(instance, members, records)
        service = Service(address, members, key, sessions)
        if not instance.database.is_sqlite:
            settle(instance.database)
        instance.database.close()
        found: dict[str, Any] = {"database": database, "members": members, "records": members * records}
        limits = {"ISONOMIA_RATE_KEY": "10000", "ISONOMIA_RATE_NETWORK": "10000"}  # what is measured is not the limit
        environment = {"ISONOMIA_DATABASE": address, "ISONOMIA_ORIGIN": settings.origin, **limits}
        serve = [sys.executable, "-m", "isonomia", "serve", str(find_scheme(SCHEME)), "--port", str(PORT)]
        serve += ["--workers", str(PROCESSES)] if database == "postgres" else []
        with running(serve, environment, PORT):
            asyncio.run(load(5, service, rate // 2, BATCH, statements / 2))
            found["half"] = asyncio.run(load(seconds, service, rate // 2, BATCH, statements / 2))
            found["single"] = asyncio.run(load(seconds / 2, service, rate // 20, 1, statements / 2))
            found["batches"] = asyncio.run(load(seconds, service, rate, BATCH, statements))
        bare_command = [sys.executable, str(PEER), str(BARE_PORT)]
        with running(bare_command, {"DATABASE": address}, BARE_PORT):
            found["bare_framework"] = asyncio.run(bare(seconds / 4))
    return found


def on_postgres() -> dict[str, Any]:
    """With 100,000 members and 10 million records."""
    return measure(seconds=40)


def on_sqlite() -> dict[str, Any]:
    """With 2,000 members and 200,000 records."""
    return measure(members=2_000, seconds=30, rate=300, statements=10, database="sqlite")


def _prepare(instance: Instance, members: int, records: int) -> tuple[str, list[str]]:
    with instance.database.writing() as connection:
        fill(connection, members, records, instance.today - timedelta(days=1))
        remember(connection, instance, members)
        _key_id, key = make_key(connection, "load", "records:write standings:read", instance.now)
        luck = random.Random(2)
        people = [f"p-{luck.randint(1, members)}" for _ in range(READERS)]
        sessions = [begin_session(connection, person_id, "passkey", instance.now) for person_id in people]
    return key, sessions


def main() -> None:
    """Run once and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--members", type=int, default=100_000)
    parser.add_argument("--records", type=int, default=100, help="in place for each member")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=int, default=1_000, help="records a second that clients send")
    parser.add_argument("--statements", type=float, default=50, help="pages a second that readers ask for")
    parser.add_argument("--database", choices=["postgres", "sqlite"], default="postgres")
    arguments = parser.parse_args()
    print(json.dumps(measure(**vars(arguments)), indent=2))


if __name__ == "__main__":
    main()
